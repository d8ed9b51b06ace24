import type { Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import { lengthInDays } from '../model/calendar.js';
import { durationText } from '../model/literal-text.js';
import type { Duration } from '../model/literals.js';
import type { ActiveClause, ResolvedChannel } from '../model/plan.js';
import type { Clause, Policy, Ref, Window } from '../model/types.js';
import { unknownName } from '../timeline/unknown-name.js';
import { dependencyCycles } from './cycles.js';

/** A clause that loosens or removes one its house made `hard`. */
export interface Loosened {
  readonly clause: Clause;
  readonly hard: Clause;
}

export interface PolicyInForce {
  readonly policy?: Policy;
  readonly clauses: readonly ActiveClause[];
  readonly loosened: readonly Loosened[];
}

export function windowText(window: Window): string {
  if (window.kind === 'rolling') return `rolling-${durationText(window.duration)}`;
  return window.kind === 'calendar' ? `calendar-${window.unit}` : 'campaign';
}

/** One clause over several channels is one for each, but for those that count channels together. */
function split(clause: Clause): readonly Clause[] {
  if ((clause.kind === 'gap' || clause.kind === 'quiet' || clause.kind === 'blackout') && clause.channels.length > 1) {
    return clause.channels.map((channel) => ({ ...clause, channels: [channel] }));
  }
  if (clause.kind === 'require-copy' && (clause.items.length > 1 || clause.channels.length > 1)) {
    return clause.items.flatMap((item) =>
      clause.channels.length === 0
        ? [{ ...clause, items: [item] }]
        : clause.channels.map((channel) => ({ ...clause, items: [item], channels: [channel] })),
    );
  }
  if (clause.kind === 'live' && clause.subjects.length > 1) return clause.subjects.map((subject) => ({ ...clause, subjects: [subject] }));
  return [clause];
}

const names = (refs: readonly Ref[]): string =>
  refs
    .map((ref) => ref.name)
    .sort()
    .join('+');

/** The address of a clause, such as `cap/sms/rolling-30d`: two clauses with one address are the same rule with other numbers. */
function clauseId(clause: Clause): string {
  const channels = 'channels' in clause ? ('any' in clause && clause.any ? 'any' : names(clause.channels)) : '';
  const scope = [
    clause.during && `during-${clause.during.ref.name}${clause.during.year ? `-${String(clause.during.year.value)}` : ''}`,
    clause.for && `for-${clause.for.name}`,
  ];
  const parts: (string | undefined)[] = (() => {
    switch (clause.kind) {
      case 'cap':
        return ['cap', channels, windowText(clause.window), ...scope];
      case 'share':
        return ['share', channels, windowText(clause.window), ...scope];
      case 'gap':
      case 'quiet':
      case 'blackout':
        return [clause.kind, channels, ...scope];
      case 'floor':
        return ['floor', clause.on.length > 0 ? names(clause.on) : undefined];
      case 'discounts':
        return ['discounts', windowText(clause.window)];
      case 'segment':
      case 'community':
        return [clause.kind];
      case 'lead':
        return ['lead', clause.lead.name, clause.before.name];
      case 'live':
        return ['live', ...clause.subjects];
      case 'require-steps':
        return ['require', 'steps'];
      case 'require-copy':
        return ['require', names(clause.items.map((item) => ({ name: item.value, span: item.span }))), channels];
      case 'level':
        return ['level', clause.rule.name];
    }
  })();
  return parts.filter((part) => part !== undefined && part !== '').join('/');
}

const secondsOf = ({ count, unit }: Duration): number =>
  count * { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800, mo: 2_592_000, y: 31_536_000 }[unit];

/** Whether a clause allows more than the one it replaces. */
function isLooser(clause: Clause, than: Clause): boolean {
  if (clause.removed) return true;
  if (clause.kind === 'cap' && than.kind === 'cap') return clause.limit > than.limit;
  if (clause.kind === 'discounts' && than.kind === 'discounts') return clause.limit > than.limit;
  if ((clause.kind === 'segment' && than.kind === 'segment') || (clause.kind === 'community' && than.kind === 'community'))
    return clause.limit > than.limit;
  if (clause.kind === 'share' && than.kind === 'share')
    return clause.share.gt(than.share) || clause.over > than.over || (clause.whenMembersOver ?? 0) > (than.whenMembersOver ?? 0);
  if (clause.kind === 'floor' && than.kind === 'floor')
    return (
      clause.factor.lt(than.factor) || clause.exceptProducts.some((ref) => !than.exceptProducts.some((other) => other.name === ref.name))
    );
  if (clause.kind === 'gap' && than.kind === 'gap') return secondsOf(clause.duration) < secondsOf(than.duration);
  if (clause.kind === 'quiet' && than.kind === 'quiet') return !covers(clause.range, than.range);
  if (clause.kind === 'require-steps' && than.kind === 'require-steps')
    return than.steps.some((step) => !clause.steps.some((other) => other.value === step.value));
  if (clause.kind === 'level' && than.kind === 'level') return LEVELS.indexOf(clause.level) < LEVELS.indexOf(than.level);
  if (clause.kind === 'live' && than.kind === 'live') return isLiveLooser(clause, than);
  if (clause.kind === 'lead' && than.kind === 'lead')
    return lengthInDays(clause.from) < lengthInDays(than.from) || lengthInDays(clause.to) > lengthInDays(than.to);
  return false;
}

type Live = Extract<Clause, { kind: 'live' }>;

function isLiveLooser({ length, slot }: Live, than: Live): boolean {
  const most = (of: Duration | undefined): number => (of ? secondsOf(of) : Infinity);
  if (length && than.length) return secondsOf(length.from) < secondsOf(than.length.from) || most(length.to) > most(than.length.to);
  if (!slot || !than.slot) return false;
  const least = (of: Duration | undefined): number => (of ? secondsOf(of) : 0);
  return !covers(than.slot.range, slot.range) || least(slot.least) < least(than.slot.least);
}

const LEVELS = ['off', 'info', 'warning', 'error'];

interface Clock {
  readonly from: number;
  readonly to: number;
}

function covers(outer: Clock | undefined, inner: Clock | undefined): boolean {
  if (!outer || !inner) return false;
  const length = (range: Clock): number => (range.to - range.from + 1440) % 1440 || 1440;
  const shift = (inner.from - outer.from + 1440) % 1440;
  return shift + length(inner) <= length(outer);
}

/** The channels a clause covers: a kind's word is all channels of that kind, `any` all personal ones. */
function channelsOf(clause: Clause, channels: ReadonlyMap<string, ResolvedChannel>): readonly string[] {
  if (!('channels' in clause)) return [];
  const all = [...channels.values()];
  if ('any' in clause && clause.any) return all.filter((channel) => channel.personal).map((channel) => channel.name);
  const covered = clause.channels.flatMap((ref) => {
    const ofKind = all.filter((channel) => channel.kind === ref.name);
    return ofKind.length > 0 ? ofKind.map((channel) => channel.name) : channels.has(ref.name) ? [ref.name] : [];
  });
  return [...new Set(covered)];
}

function choose(policies: ReadonlyMap<string, Policy>, library: ReadonlySet<Policy>, report: Report): Policy | undefined {
  const extended = new Set([...policies.values()].map((policy) => policy.extends?.name));
  const own = [...policies.values()].filter((policy) => !library.has(policy));
  const ends = own.filter((policy) => !extended.has(policy.name));
  const [first, ...others] = ends;
  if (first && others.length > 0) {
    const list = ends.map((policy) => `\`${policy.name}\``).join(', ');
    for (const other of others) {
      report({
        rule: 'ambiguous-policy',
        span: other.nameSpan,
        message: {
          en: `${ends.length} policies could be in force: ${list}. Let one extend the others: \`policy ${other.name} extends ${first.name}\`.`,
          zh: `有${ends.length}个政策都可能生效：${ends.map((policy) => policy.name).join('、')}。请让其中一个继承其他政策：policy ${other.name} extends ${first.name}。`,
        },
        related: [{ span: first.nameSpan, message: { en: 'another one', zh: '另一个政策' } }],
      });
    }
  }
  return first ?? own[0] ?? policies.get('retail');
}

/** From the root of the `extends` chain to the policy itself. */
function lineage(policy: Policy | undefined, policies: ReadonlyMap<string, Policy>): readonly Policy[] {
  const line: Policy[] = [];
  for (let each = policy; each && !line.includes(each); each = each.extends && policies.get(each.extends.name)) line.unshift(each);
  return line;
}

/** The policy in force with its clauses: of two with one address the extending policy's holds. */
export function resolvePolicy(
  policies: ReadonlyMap<string, Policy>,
  library: ReadonlySet<Policy>,
  channels: ReadonlyMap<string, ResolvedChannel>,
  report: Report,
): PolicyInForce {
  for (const policy of policies.values()) {
    if (policy.extends && !policies.has(policy.extends.name))
      report(unknownName({ en: 'policy', zh: '政策' }, policy.extends, nearest(policy.extends.name, policies.keys())));
    reportTwice(policy, report);
  }
  for (const cycle of dependencyCycles(policies.keys(), (name) =>
    [policies.get(name)?.extends?.name ?? ''].filter((parent) => policies.has(parent)),
  )) {
    const policy = policies.get(cycle[0] ?? '');
    const way = [...cycle, cycle[0]].join(' → ');
    if (policy)
      report({
        rule: 'cyclic-reference',
        span: policy.nameSpan,
        message: { en: `A policy cannot extend itself: ${way}.`, zh: `政策不能继承自己：${way}。` },
      });
  }
  const policy = choose(policies, library, report);
  const active = new Map<string, ActiveClause>();
  const loosened: Loosened[] = [];
  /** What is written once is told once, for however many channels it stands. */
  const loosen = (clause: Clause, hard: Clause): void => {
    if (!loosened.some((each) => each.clause.span === clause.span)) loosened.push({ clause, hard });
  };
  for (const each of lineage(policy, policies)) {
    for (const clause of each.clauses.flatMap(split)) {
      const id = clauseId(clause);
      const replaced = active.get(id);
      if (replaced?.clause.hard && isLooser(clause, replaced.clause)) {
        loosen(clause, replaced.clause);
        continue;
      }
      if (clause.removed) {
        for (const [key, removed] of [...active]) {
          if (key !== id && !(removesAll(clause) && key.startsWith(`${id}/`))) continue;
          if (removed.clause.hard) loosen(clause, removed.clause);
          else active.delete(key);
        }
        continue;
      }
      const kept = replaced?.clause.hard ? { ...clause, hard: true } : clause;
      active.set(id, { id, policy: each.name, clause: kept, channels: channelsOf(clause, channels) });
    }
  }
  return { ...(policy && { policy }), clauses: [...active.values()], loosened };
}

/** `blackout sms none` ends every blackout of the channel, whatever its days; `require none` asks no channel for anything in its messages. */
function removesAll(clause: Clause): boolean {
  return (clause.kind === 'blackout' && clause.during === undefined) || (clause.kind === 'require-copy' && clause.channels.length === 0);
}

function reportTwice(policy: Policy, report: Report): void {
  const seen = new Map<string, Clause>();
  for (const clause of policy.clauses.flatMap(split)) {
    const id = clauseId(clause);
    const first = seen.get(id);
    if (!first) seen.set(id, clause);
    else if (first.span.start !== clause.span.start) {
      report({
        rule: 'duplicate-name',
        span: clause.span,
        message: {
          en: `This clause stands twice in \`${policy.name}\`: which number holds? Keep one.`,
          zh: `“${policy.name}”里这条规则写了两次，以哪个为准？请只保留一条。`,
        },
        related: [{ span: first.span, message: { en: 'the first one', zh: '第一次出现' } }],
      });
    }
  }
}
