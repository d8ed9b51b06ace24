import type { AddressedMembers, Schedule, ScheduleSend, ScheduleTrigger } from '../schedule/types.js';
import { occurrenceId } from '../schedule/occurrence-id.js';
import { groupBy } from '../text/group-by.js';
import { reasonsOf, type Aspects } from './aspects.js';
import type { Redefined } from './declarations.js';
import { pairByKey, pairInOrder } from './pairs.js';
import type { Change, Past, Reason, SendFacts } from './types.js';

/** What sends and triggers have in common. */
type Addressed = Pick<
  ScheduleSend,
  'audience' | 'message' | 'offers' | 'link' | 'confirm' | 'guards' | 'cost' | 'class' | 'channel' | 'step'
>;

const membersOf = (audience: AddressedMembers | null): unknown =>
  audience && { include: audience.include, exclude: audience.exclude, require: audience.require, where: audience.where };

/** Guards and costs follow from the number of recipients; only what does not is an aspect of its own. */
const ADDRESSED: Aspects<Addressed> = [
  ['audience', ({ audience }) => membersOf(audience)],
  ['holdout', ({ audience }) => audience?.holdout ?? null],
  ['channel', ({ channel }) => channel],
  ['message', ({ message }) => message],
  ['offer', ({ offers }) => offers],
  ['link', ({ link }) => link],
  ['confirmation', ({ confirm }) => confirm],
  ['class', ({ class: of, step }) => ({ class: of, step })],
  ['policy', ({ guards }) => guards.filter(({ clause }) => clause !== 'size')],
  ['cost', ({ cost }) => cost && { unit: cost.unit, parts: cost.parts }],
];

const SEND: Aspects<ScheduleSend> = [
  ['time', ({ at }) => at],
  ...ADDRESSED,
  ['test', ({ test }) => test],
  ['gate', ({ gate }) => gate],
  ['size', ({ recipients }) => recipients],
  ['batches', ({ batch }) => batch],
  ['snapshot', ({ audience, at }) => (audience?.asOf === at ? 'at the send' : (audience?.asOf ?? null))],
  ['deadline', ({ notAfter }) => notAfter],
];

const TRIGGER: Aspects<ScheduleTrigger> = [
  ['trigger', ({ on }) => on],
  ['time', ({ live }) => live],
  ...ADDRESSED,
  ['limit', ({ limit, skipWhenCapped }) => ({ limit, skipWhenCapped })],
  ['quiet hours', ({ quiet, blackouts, holdAtMost }) => ({ quiet, blackouts, holdAtMost })],
  ['snapshot', ({ audience }) => audience?.asOf ?? null],
];

/** Differences that come through what a send names. */
function throughNames(before: Addressed, after: Addressed, redefined: Redefined): readonly Reason[] {
  const shared = (names: readonly string[], others: readonly string[]): readonly string[] => names.filter((name) => others.includes(name));
  const reason = (aspect: string, through: readonly string[]): readonly Reason[] => (through.length === 0 ? [] : [{ aspect, through }]);
  const named = [...(after.audience?.include ?? []), ...(after.audience?.exclude ?? [])];
  const sameMessage = after.message !== null && after.message === before.message ? [after.message] : [];
  return [
    ...reason('audience', after.audience ? redefined.audiences(named, after.audience.where) : []),
    ...reason(
      'message',
      sameMessage.filter((name) => redefined.messages.has(name)),
    ),
    ...reason(
      'offer',
      shared(after.offers, before.offers).filter((name) => redefined.benefits.has(name)),
    ),
    ...reason('channel', after.channel === before.channel && redefined.channels.has(after.channel) ? [after.channel] : []),
  ];
}

const factsOf = ({ campaign, wave, channel, at, audience, recipients }: ScheduleSend): SendFacts => ({
  campaign,
  wave,
  channel,
  at,
  audiences: audience?.include ?? [],
  recipients,
});

const instantOf = ({ utc }: ScheduleSend): number => Date.parse(utc);

/** A planned send that lies behind us; with a ledger only if it took place. */
function isOver(send: ScheduleSend, { now, executed }: Past): boolean {
  return executed ? executed.has(occurrenceId(send)) : now !== undefined && instantOf(send) < now;
}

/** A send that is wanted now: what took place, or at a time that has gone by. */
function isTooLate(send: ScheduleSend, past: Past): boolean {
  return isOver(send, past) || (past.now !== undefined && instantOf(send) < past.now);
}

/** Why a send stands in one schedule alone: its campaign or wave does, or the wave has other occurrences or batches there. */
function whyAlone(send: ScheduleSend, other: Schedule): Reason {
  if (!other.campaigns.some(({ name }) => name === send.campaign)) return { aspect: 'campaign' };
  const own = other.sends.filter(({ campaign, wave }) => campaign === send.campaign && wave === send.wave);
  if (own.length === 0) return { aspect: 'wave' };
  return { aspect: own.some((each) => occurrenceId(each) === occurrenceId(send)) ? 'batches' : 'occurrence' };
}

/** Every send that differs, in the order of time. One that takes place on another day is moved, not removed and added. */
export function sendChanges(before: Schedule, after: Schedule, redefined: Redefined, past: Past): readonly Change[] {
  const exact = pairByKey(before.sends, after.sends, ({ id }) => id);
  const seriesOf = ({ campaign, wave, batch }: ScheduleSend): string => `${campaign}/${wave}/${batch?.index ?? 1}`;
  const left = groupBy(exact.removed, seriesOf);
  const right = groupBy(exact.added, seriesOf);
  const moves = [...new Set([...left.keys(), ...right.keys()])].map((series) =>
    pairInOrder(left.get(series) ?? [], right.get(series) ?? [], instantOf),
  );
  const both = [...exact.both, ...moves.flatMap((pairs) => pairs.both)];
  const changed = both.flatMap(([was, is]): readonly (readonly [number, Change])[] => {
    const reasons = [...reasonsOf(SEND, was, is), ...throughNames(was, is, redefined)];
    if (reasons.length === 0) return [];
    const action = was.at === is.at ? 'changed' : 'moved';
    const isPast = isOver(was, past) || (was.at === is.at ? false : isTooLate(is, past));
    const to = was.id === is.id ? {} : { to: is.id };
    return [
      [instantOf(is), { kind: 'send', address: was.id, action, reasons, ...to, send: factsOf(is), ...(isPast && { past: true as const }) }],
    ];
  });
  const alone = (sends: readonly ScheduleSend[], action: 'added' | 'removed', other: Schedule) =>
    sends.map((send): readonly [number, Change] => [
      instantOf(send),
      {
        kind: 'send',
        address: send.id,
        action,
        reasons: [whyAlone(send, other)],
        send: factsOf(send),
        ...((action === 'added' ? isTooLate(send, past) : isOver(send, past)) && { past: true as const }),
      },
    ]);
  const all = [
    ...changed,
    ...alone(
      moves.flatMap(({ removed }) => removed),
      'removed',
      after,
    ),
    ...alone(
      moves.flatMap(({ added }) => added),
      'added',
      before,
    ),
  ];
  return all.sort(([a, x], [b, y]) => a - b || (x.address < y.address ? -1 : 1)).map(([, change]) => change);
}

/** Every triggered wave that differs, by id. */
export function triggerChanges(before: Schedule, after: Schedule, redefined: Redefined): readonly Change[] {
  const { both, removed, added } = pairByKey(before.triggers, after.triggers, ({ id }) => id);
  const alone = (triggers: readonly ScheduleTrigger[], action: 'added' | 'removed'): readonly Change[] =>
    triggers.map(({ id }) => ({ kind: 'trigger', address: id, action, reasons: [{ aspect: 'wave' }] }));
  const changed = both.flatMap(([was, is]): readonly Change[] => {
    const reasons = [...reasonsOf(TRIGGER, was, is), ...throughNames(was, is, redefined)];
    return reasons.length === 0 ? [] : [{ kind: 'trigger', address: is.id, action: 'changed', reasons }];
  });
  return [...alone(removed, 'removed'), ...alone(added, 'added'), ...changed].sort((a, b) => (a.address < b.address ? -1 : 1));
}
