import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyseCap } from '../../src/caps/cap.js';
import { mostInDays } from '../../src/caps/spans.js';
import { analyseShare } from '../../src/caps/share.js';
import type { CapAnalysis, Contact } from '../../src/caps/types.js';
import type { Window } from '../../src/model/types.js';
import type { ResolvedAudience } from '../../src/model/plan.js';
import { bucketOf } from '../../src/model/calendar.js';
import { attribute, audience, fact, is, or, segments } from '../conditions/plan.js';
import { ground, groupOf, list, send } from './plan.js';

/** All subsets of a small plan's contacts against what the analysis finds. Runs: `RUNS=5000 npx vitest run tests/caps/brute-force.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 250);
const START = 20_450;

const level = attribute('level');
const audiences: readonly ResolvedAudience[] = [
  list('a', 500),
  list('b', [300, 600]),
  list('c', 200, 'a'),
  list('d', 40),
  audience('low', { where: or(is(level, '=', 'v1'), is(level, '=', 'v2')), size: 550 }),
  audience('mid', { where: or(is(level, '=', 'v2'), is(level, '=', 'v3')), size: 100 }),
  audience('ends', { where: or(is(level, '=', 'v1'), is(level, '=', 'v3')) }),
  ...segments('s', { few: is(attribute('points'), '<', 5), many: undefined }, { few: 700 }),
];
const NAMES = ['a', 'b', 'c', 'd', 'low', 'mid', 'ends', 's.few', 's.many', 'everyone'];
const plan = ground(audiences, [fact('disjoint', 'd', 'c'), fact('overlap', 'b', 'd', 5)]);

const windows: fc.Arbitrary<Window> = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((count): Window => ({ kind: 'rolling', duration: { count, unit: 'd' } })),
  fc.integer({ min: 1, max: 60 }).map((count): Window => ({ kind: 'rolling', duration: { count, unit: 'h' } })),
  fc.constantFrom('day' as const, 'week' as const, 'month' as const).map((unit): Window => ({ kind: 'calendar', unit })),
  fc.constant<Window>({ kind: 'campaign' }),
);

const triggers = fc.record({
  count: fc.integer({ min: 1, max: 2 }),
  window: fc.constantFrom<Window>(
    { kind: 'rolling', duration: { count: 3, unit: 'd' } },
    { kind: 'calendar', unit: 'week' },
    { kind: 'campaign' },
  ),
});

const contacts: fc.Arbitrary<readonly Contact[]> = fc
  .array(
    fc.record({
      campaign: fc.constantFrom('c1', 'c2'),
      names: fc.subarray(NAMES, { minLength: 1, maxLength: 2 }),
      exclude: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        fc.constantFrom(...NAMES.slice(0, 4)).map((name) => [name]),
      ),
      day: fc.integer({ min: 0, max: 16 }),
      length: fc.constantFrom(0, 0, 0, 1, 4),
      hour: fc.constantFrom(9, 10, 20),
      moment: fc.constantFrom('m', 'n'),
      trigger: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: triggers }),
      wave: fc.integer({ min: 0, max: 5 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((found) =>
    found.map(({ campaign, names, exclude, day, length, hour, moment, trigger, wave }, index) =>
      send(`${campaign}/w${wave}`, names, START + day, {
        id: `${campaign}/w${wave}/${index}`,
        until: START + day + length,
        hour,
        group: groupOf(names, moment, { exclude }),
        ...(trigger && { trigger }),
      }),
    ),
  );

/** The windows in which contacts can all be: the days of each, or nothing for windows of hours. */
function fits(set: readonly Contact[], window: Window): boolean {
  const [last, first] = [Math.max(...set.map(({ firstDay }) => firstDay)), Math.min(...set.map(({ lastDay }) => lastDay))];
  switch (window.kind) {
    case 'campaign':
      return new Set(set.map(({ campaign }) => campaign)).size === 1;
    case 'calendar': {
      const days = Array.from({ length: 40 }, (_, day) => START - 5 + day);
      const keys = new Set(days.map((day) => bucketOf(day, window.unit).key));
      return [...keys].some((key) =>
        set.every(({ firstDay, lastDay }) =>
          days.some((day) => firstDay <= day && day <= lastDay && bucketOf(day, window.unit).key === key),
        ),
      );
    }
    case 'rolling':
      if (window.duration.unit === 'd') return last - first < window.duration.count;
      return Math.max(...set.map(({ start }) => start)) - Math.min(...set.map(({ end }) => end)) < window.duration.count * 3_600_000;
  }
}

function subsets(all: readonly Contact[]): readonly (readonly Contact[])[] {
  return Array.from({ length: 2 ** all.length - 1 }, (_, mask) => all.filter((_contact, index) => (mask + 1) & (1 << index)));
}

/** Contacts that stand for one member's worst case: those of triggered waves have moments of their own. */
function groupsOf(set: readonly Contact[]) {
  return set.map(({ group, trigger, id }) => (trigger ? { ...group, moment: `each ${id}`, sendMoment: `each ${id}` } : group));
}

function possible(set: readonly Contact[]): boolean {
  return plan.prover.satisfiable(groupsOf(set));
}

function sure(set: readonly Contact[]): boolean {
  return set.every(({ trigger }) => !trigger) && plan.sizes.overlapBounds(set.map(({ group }) => group)).low > 0;
}

const limits = fc.integer({ min: 1, max: 3 });

test('without triggers: the verdict and the worst count of all subsets', () => {
  fc.assert(
    fc.property(contacts, windows, limits, fc.boolean(), (found, window, limit, wanted) => {
      const all = found.filter(({ trigger }) => !trigger);
      const must = (contact: Contact): boolean => contact.id.endsWith('/0') || contact.id.endsWith('/1');
      const analysis: CapAnalysis = { ...plan, contacts: all, window, limit, ...(wanted && { mustInclude: must }) };
      const over = subsets(all).filter((set) => set.length > limit && fits(set, window) && (!wanted || set.some(must)));
      const worstSure = Math.max(0, ...over.filter(sure).map(({ length }) => length));
      const worst = Math.max(0, ...over.filter(possible).map(({ length }) => length));
      const [first] = analyseCap(analysis);
      expect({ verdict: first?.verdict, count: first?.count ?? 0 }).toEqual({
        verdict: worstSure > 0 ? 'violated' : worst > 0 ? 'possible' : undefined,
        count: worstSure > 0 ? worstSure : worst,
      });
      // Every witness is what it is said to be.
      const taken = new Set<string>();
      for (const { verdict, count, contacts: set, atLeast, atMost } of analyseCap(analysis)) {
        expect(set).toHaveLength(count);
        expect(fits(set, window)).toBe(true);
        expect(verdict === 'violated' ? sure(set) : possible(set)).toBe(true);
        expect(!wanted || set.some(must)).toBe(true);
        expect(set.some(({ wave }) => taken.has(wave))).toBe(false);
        expect(atLeast > 0).toBe(verdict === 'violated');
        expect(atMost ?? Infinity).toBeGreaterThanOrEqual(atLeast);
        for (const { wave } of set) taken.add(wave);
      }
      // Without the waves reported nothing is left.
      const left = all.filter(({ wave }) => !taken.has(wave));
      expect(subsets(left).some((set) => set.length > limit && fits(set, window) && possible(set) && (!wanted || set.some(must)))).toBe(
        false,
      );
    }),
    { numRuns },
  );
});

test('with triggers, in windows of days: the worst count over every window there is', () => {
  const days = fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((count): Window => ({ kind: 'rolling', duration: { count, unit: 'd' } })),
    fc.constant<Window>({ kind: 'calendar', unit: 'week' }),
  );
  fc.assert(
    fc.property(contacts, days, limits, (all, window, limit) => {
      const ranges = Array.from({ length: 60 }, (_, at) => START - 25 + at).map((from) => {
        if (window.kind === 'rolling') return { from, to: from + window.duration.count - 1 };
        return window.kind === 'calendar' ? bucketOf(from, window.unit) : { from, to: from };
      });
      let worst = 0;
      for (const { from, to } of ranges) {
        const inside = all.filter(({ firstDay, lastDay }) => firstDay <= to && from <= lastDay);
        for (const set of subsets(inside)) {
          const count = set.reduce(
            (total, { trigger, firstDay, lastDay }) =>
              total + (trigger ? mostInDays(trigger, Math.max(from, firstDay), Math.min(to, lastDay)) : 1),
            0,
          );
          if (count > worst && possible(set)) worst = count;
        }
      }
      const findings = analyseCap({ ...plan, contacts: all, window, limit });
      const most = Math.max(0, ...findings.map(({ count }) => count));
      if (findings.some(({ verdict }) => verdict === 'violated')) expect(most).toBeLessThanOrEqual(worst);
      else expect(most).toBe(worst > limit ? worst : 0);
    }),
    { numRuns },
  );
});

test('shares: never below what must, never above what can be', () => {
  // Ten members, each with the lists he is on; sizes as they really are.
  const names = ['a', 'b', 'c', 'd'];
  const people = fc.array(fc.subarray(names), { minLength: 10, maxLength: 10 });
  const sends = fc.array(
    fc.tuple(
      fc.subarray(names, { minLength: 1 }),
      fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(names, { maxLength: 1 })),
    ),
    { minLength: 2, maxLength: 5 },
  );
  fc.assert(
    fc.property(people, sends, fc.integer({ min: 1, max: 2 }), fc.integer({ min: 0, max: 2 }), (found, groups, over, slack) => {
      const on = (name: string): readonly (readonly string[])[] => found.filter((own) => own.includes(name));
      const sized = names.map((name) => list(name, [Math.max(0, on(name).length - slack), on(name).length + slack]));
      const facts = names.flatMap((x, index) =>
        names.slice(index + 1).flatMap((y) => {
          const both = on(x).filter((own) => own.includes(y)).length;
          if (both === 0) return [fact('disjoint', x, y)];
          return both === on(x).length ? [fact('within', x, y)] : both === 2 ? [fact('overlap', x, y, 2)] : [];
        }),
      );
      const exact = ground(sized, facts, 10);
      const all = groups.map(([include, exclude], index) =>
        send(`w${index}`, include, START + index, { group: groupOf(include, 'm', { exclude }) }),
      );
      const real = found.filter(
        (own) =>
          groups.filter(([include, exclude]) => include.some((name) => own.includes(name)) && !exclude.some((name) => own.includes(name)))
            .length > over,
      ).length;
      const [share] = analyseShare({ ...exact, contacts: all, over, window: { kind: 'campaign' } });
      expect(share?.low ?? 0).toBeLessThanOrEqual(real);
      expect(share ? (share.high ?? Infinity) : 0).toBeGreaterThanOrEqual(real);
      for (const finding of analyseCap({ ...exact, contacts: all, limit: over, window: { kind: 'campaign' } })) {
        expect(finding.atLeast).toBeLessThanOrEqual(real);
        expect(finding.atMost ?? Infinity).toBeGreaterThanOrEqual(real);
      }
    }),
    { numRuns: numRuns * 2 },
  );
});
