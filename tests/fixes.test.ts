import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, type AnalyseOptions } from '../src/compiler.js';
import { applySafeFixes } from '../src/fixes.js';
import { RULES } from '../src/rules/generated/index.js';
import { EXAMPLE_BASE } from '../src/rules/example-base.js';
import { format, laidOut } from '../src/formatter.js';
import { applyEdits } from '../src/text/edit.js';
import { groupBy } from '../src/text/group-by.js';
import type { Source } from '../src/text/source.js';
import { fixturesIn, readFixture } from './support/fixtures.js';

const PLAN = fs.readFileSync(path.join(import.meta.dirname, '../examples/first-plan/plan.crm'), 'utf8');

const source = (text: string): Source => ({ path: 'plan.crm', text });

function fixed(text: string): { readonly text: string; readonly rules: readonly string[] } {
  const { sources, applied } = applySafeFixes([source(text)]);
  return { text: sources[0]?.text ?? '', rules: applied.map(({ rule }) => rule) };
}

describe('safe fixes', () => {
  test('nothing to fix: the same text', () => {
    expect(fixed(PLAN)).toEqual({ text: PLAN, rules: [] });
  });

  test('several at once, and what comes to light by them', () => {
    const broken = PLAN.replace('timing {', 'timimg {').replace('via wechat', 'via wechatt').replace('10:00', '23:00');
    const { text, rules } = fixed(broken);
    expect(rules).toEqual(['syntax-error', 'quiet-hours', 'unknown-name']);
    expect(text).toBe(PLAN.replace('10:00', '20:00'));
  });

  test('what a line that cannot be read hides is mended with what is seen of it elsewhere', () => {
    const broken = PLAN.replaceAll('to buyers.recent', 'to 近三个月买过').replace('via sms to 近三个月买过', 'to 近三个月买过 via sms');
    const { text, rules } = fixed(broken);
    expect(rules).toEqual(['syntax-error', 'unknown-name', 'unknown-name']);
    expect(text).toBe(PLAN);
  });

  test.each([
    ['Windows line endings', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('%s stay, also in what fixes add', (_, made) => {
    const lacking = PLAN.replace(/  review \{[^}]*\}\n/, '').replace('timing {', 'timimg {');
    const { text, rules } = fixed(lacking);
    expect(fixed(made(lacking))).toEqual({ text: made(text), rules });
    expect(format(source(made(PLAN)))).toEqual({ text: made(PLAN) });
    const [bare] = analyse([source(lacking)]).diagnostics.flatMap(({ fixes }) =>
      fixes.filter(({ edits }) => edits.some((edit) => edit.text.includes('\n'))),
    );
    const [windows] = analyse([source(made(lacking))]).diagnostics.flatMap(({ fixes }) =>
      fixes.filter(({ edits }) => edits.some((edit) => edit.text.includes('\n'))),
    );
    expect(applyEdits(made(lacking), laidOut(source(made(lacking)), windows?.edits ?? []))).toBe(
      made(applyEdits(lacking, laidOut(source(lacking), bare?.edits ?? []))),
    );
  });

  test('nothing is removed for being unused while there is an error', () => {
    const unused = PLAN.replace('wave taste', 'message draft for wechat { text "草稿 }\n    wave taste');
    const aside = `${PLAN}\nrole nobody "无"\n`;
    expect(fixed(aside)).toEqual({ text: PLAN, rules: ['unused-declaration'] });
    expect(fixed(aside.replace('returning_share', 'returning_shares_of_all'))).toMatchObject({ rules: [] });
    expect(fixed(unused).text).toBe(unused);
  });

  test('one that would break a line is not made', () => {
    const doubled = PLAN.replace('200元', '200元x');
    expect(fixed(doubled)).toEqual({ text: doubled, rules: [] });
    const broken = doubled.replace('timing {', 'timimg {');
    expect(fixed(broken)).toEqual({ text: doubled, rules: ['syntax-error'] });
  });

  test('two that would overlap are made one after the other', () => {
    const { text } = fixed(PLAN.replace('2027-03-20 .. 2027-04-05', '2027年3月20日 ~ 2027-4-5'));
    expect(analyse([source(text)]).diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('every fix of a rule', () => {
  test.each(RULES.filter(({ bad }) => bad !== '').map(({ id, bad }) => ({ id, bad })))(
    '$id: leaves a plan that can be read, and nothing safe to fix',
    ({ bad }) => {
      const project = [{ path: 'base.crm', text: EXAMPLE_BASE }, source(bad)];
      const once = applySafeFixes(project);
      expect(applySafeFixes(once.sources).sources).toEqual(once.sources);
      const broken = (sources: readonly Source[]): boolean => analyse(sources).diagnostics.some(({ rule }) => rule === 'syntax-error');
      expect(broken(once.sources) && !broken(project)).toBe(false);
    },
  );
});

describe('a step that is added', () => {
  const STEPS: Readonly<Record<string, string>> = {
    goal: 'goal { purpose "唤醒老友" }',
    audience: 'audience { to fans, friends }',
    timing: 'timing { wave hello via wechat to fans, friends { at 2027-03-02 10:00  offer tea_cup } }',
    method: 'method { offer tea_cup }',
    resources: 'resources { material main "主图" due start by lead }',
    risks: 'risks { risk crowd "拥挤" { likelihood low  impact low  response "排队"  owner lead } }',
    followup: 'followup { wave thanks via wechat to fans { at end + 1d 10:00 } }',
    review: 'review { on end + 7d by lead  metrics sales }',
  };
  const HOUSE = `${EXAMPLE_BASE.replace('require steps none', `require steps ${Object.keys(STEPS).join(', ')}`)}
benefit tea_cup "茶杯" gift { worth 12元  limit 20_000 }
`;

  /** What is found of errors in a campaign without some steps, before and after each is added by its fix. */
  function completed(house: string, without: readonly string[]): readonly (readonly string[])[] {
    const steps = Object.entries(STEPS).flatMap(([step, text]) => (without.includes(step) ? [] : [text]));
    let text = `campaign spring "春季" { scope targeted  runs 2027-03-01 .. 2027-03-31  ${steps.join('  ')} }\n`;
    const found = () => analyse([{ path: 'house.crm', text: house }, source(text)]).diagnostics;
    const errors = (): readonly string[] =>
      found().flatMap(({ rule, level, message }) => (level === 'error' && rule !== 'missing-step' ? [message.en] : []));
    const before = errors();
    for (let next = found(); ; next = found()) {
      const fix = next.find(({ rule, fixes }) => rule === 'missing-step' && fixes.length > 0)?.fixes[0];
      if (!fix) return [before, errors()];
      text = applyEdits(text, fix.edits);
    }
  }

  const alone = Object.keys(STEPS).map((step): readonly [string, readonly string[]] => [step, [step]]);

  test.each([...alone, ['all', Object.keys(STEPS)] as const])('brings up no error: %s', (_, without) => {
    const [before, after] = completed(HOUSE, without);
    expect(after?.filter((error) => before?.includes(error) !== true)).toEqual([]);
    const [, nobody] = completed(HOUSE.replaceAll(/^role .*$/gm, ''), without);
    expect(nobody?.filter((error) => !error.includes('lead'))).toEqual([]);
  });
});

const FIXTURES = path.join(import.meta.dirname, 'rules');

function formatted({ path: file, text }: Source): Source {
  const done = format({ path: file, text });
  return { path: file, text: 'text' in done ? done.text : `${text.trim()}\n` };
}

/** What is left to lay out in files after each fix of what is found in them. */
function leftUnformatted(sources: readonly Source[], options: AnalyseOptions): readonly string[] {
  const texts = new Map(sources.map((each) => [each.path, each.text]));
  const fixes = analyse(sources, options).diagnostics.flatMap((diagnostic) => diagnostic.fixes);
  return fixes.flatMap(({ edits }) =>
    [...groupBy(edits, ({ span }) => span.file)].flatMap(([file, own]) => {
      const text = texts.get(file);
      if (text === undefined) return [];
      const after = { path: file, text: applyEdits(text, laidOut({ path: file, text }, own)) };
      return formatted(after).text === after.text ? [] : [after.text];
    }),
  );
}

describe('the layout of what fixes change', () => {
  test.each(fixturesIn(FIXTURES))('%s: what was formatted stays so, fix by fix and after all of them', (fixture) => {
    for (const { sources, options } of readFixture(path.join(FIXTURES, fixture))) {
      const before = sources.map(formatted);
      expect(leftUnformatted(before, options)).toEqual([]);
      const after = applySafeFixes(before, options).sources;
      expect(after).toEqual(after.map(formatted));
    }
  });

  test('another file keeps its layout', () => {
    const loose = PLAN.replace('  scope', ' scope').replace('via wechat', 'via wechatt');
    expect(fixed(loose).text).toBe(PLAN.replace('  scope', ' scope'));
  });

  test('of a file that could not be read the other lines say how it is laid out', () => {
    const slip = PLAN.replace('scope storewide', 'scope storewide；').replace('timing {', 'timimg {');
    expect(fixed(slip).text).toBe(PLAN);
    expect(fixed(slip.replace('  goal', '   goal')).text).toBe(PLAN.replace('  goal', '   goal').replace('storewide', 'storewide '));
  });
});

test('a plan with slips never ends with more of them', () => {
  const slip = fc.record({ at: fc.nat(PLAN.length - 1), how: fc.constantFrom('drop', 'swap', 'double') });
  const errors = (text: string): number => analyse([source(text)]).diagnostics.filter(({ rule }) => rule === 'syntax-error').length;
  fc.assert(
    fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), (slips) => {
      let text = PLAN;
      for (const { at, how } of slips) {
        const here = text.charAt(at);
        const next = text.charAt(at + 1);
        text =
          text.slice(0, at) +
          (how === 'drop' ? '' : how === 'swap' ? next + here : here + here) +
          text.slice(at + (how === 'swap' ? 2 : 1));
      }
      const before = errors(text);
      expect(errors(fixed(text).text)).toBeLessThanOrEqual(before);
    }),
    { numRuns: 60 },
  );
});
