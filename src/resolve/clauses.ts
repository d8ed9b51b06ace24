import { lengthInDays } from '../model/calendar.js';
import { durationText } from '../model/literal-text.js';
import type { Duration } from '../model/literals.js';
import type { ResolvedChannel } from '../model/plan.js';
import type { Clause, Ref, Window } from '../model/types.js';

export function windowText(window: Window): string {
  if (window.kind === 'rolling') return `rolling-${durationText(window.duration)}`;
  return window.kind === 'calendar' ? `calendar-${window.unit}` : 'campaign';
}

/** One clause over several channels is one for each, but for those that count channels together. */
export function split(clause: Clause): readonly Clause[] {
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
  if (clause.kind === 'capacity' && clause.channels.length > 1)
    return clause.channels.map((channel) => ({ ...clause, channels: [channel] }));
  if (clause.kind === 'live' && clause.subjects.length > 1) return clause.subjects.map((subject) => ({ ...clause, subjects: [subject] }));
  return [clause];
}

const names = (refs: readonly Ref[]): string =>
  refs
    .map((ref) => ref.name)
    .sort()
    .join('+');

/** The address of a clause, such as `cap/sms/rolling-30d`: two clauses with one address are the same rule with other numbers. */
export function clauseId(clause: Clause): string {
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
      case 'capacity':
        return ['capacity', channels];
      case 'prize':
        return ['prize'];
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
export function isLooser(clause: Clause, than: Clause): boolean {
  if (clause.removed) return true;
  if (clause.kind === 'cap' && than.kind === 'cap') return clause.limit > than.limit;
  if (clause.kind === 'discounts' && than.kind === 'discounts') return clause.limit > than.limit;
  if (clause.kind === 'capacity' && than.kind === 'capacity') return clause.limit > than.limit;
  if (clause.kind === 'prize' && than.kind === 'prize') return !than.limit || !clause.limit || clause.limit.amount.gt(than.limit.amount);
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
export function channelsOf(clause: Clause, channels: ReadonlyMap<string, ResolvedChannel>): readonly string[] {
  if (!('channels' in clause)) return [];
  const all = [...channels.values()];
  if ('any' in clause && clause.any) return all.filter((channel) => channel.personal).map((channel) => channel.name);
  const covered = clause.channels.flatMap((ref) => {
    const ofKind = all.filter((channel) => channel.kind === ref.name);
    return ofKind.length > 0 ? ofKind.map((channel) => channel.name) : channels.has(ref.name) ? [ref.name] : [];
  });
  return [...new Set(covered)];
}

/**
 * `blackout sms none` ends every blackout of the channel, whatever its days; `require none` asks no channel for anything in its messages,
 * `capacity unlimited` bounds no group.
 */
export function removesAll(clause: Clause): boolean {
  return (
    (clause.kind === 'blackout' && clause.during === undefined) ||
    ((clause.kind === 'require-copy' || clause.kind === 'capacity') && clause.channels.length === 0)
  );
}
