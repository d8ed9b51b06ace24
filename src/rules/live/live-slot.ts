import type { Localized } from '../../diagnostics/diagnostic.js';
import { isoDay } from '../../model/calendar.js';
import { milliseconds } from '../../timeline/durations.js';
import type { ZonedMoment } from '../../timeline/types.js';
import { clockText } from '../../model/literal-text.js';
import { createZone, type Zone } from '../../timeline/zone.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { clauseOrigin, lengthText, listOf, nameOf } from '../words.js';
import { livestreams, liveClause, PURPOSE_WORDS, type LiveClause, type Livestream } from './_words.js';

type Slot = NonNullable<LiveClause['slot']>;

/** How long, in milliseconds, a live is on air within the hours, on the day where that is longest. */
function timeWithin(start: ZonedMoment, end: ZonedMoment, { range }: Slot, zone: Zone): number {
  let longest = 0;
  for (let day = start.day - 1; day <= end.day; day += 1) {
    const opens = zone.nearest(day, range.from).instant;
    const closes = zone.nearest(range.to <= range.from ? day + 1 : day, range.to).instant;
    longest = Math.max(longest, Math.min(closes, end.instant) - Math.max(opens, start.instant));
  }
  return longest;
}

interface Missed {
  readonly start: ZonedMoment;
  readonly end: ZonedMoment;
  readonly within: number;
}

/** The first time a live is not on air long enough; a short one need only lie within the hours. */
function firstMissed({ timeline }: Livestream, slot: Slot, zone: Zone): Missed | undefined {
  for (const [at, start] of timeline.occurrences.entries()) {
    const end = timeline.ends[at];
    if (!end || end.instant === start.instant) continue;
    const within = timeWithin(start, end, slot, zone);
    const least = Math.min(slot.least ? milliseconds(slot.least) : 1, end.instant - start.instant);
    if (within < least) return { start, end, within };
  }
  return undefined;
}

function shortfall({ within }: Missed, slot: Slot): Localized {
  if (within === 0 || !slot.least) return { en: 'misses', zh: '错过了' };
  const time = lengthText(within / 1000);
  return { en: `has only ${time.en} in`, zh: `只有${time.zh}落在` };
}

function isSame(a: Slot['range'], b: Slot['range']): boolean {
  return a.from === b.from && a.to === b.to;
}

function* check(context: RuleContext): Iterable<Finding> {
  const zone = createZone(context.plan.zone);
  for (const live of livestreams(context)) {
    const { activity, subject } = live;
    const asked = activity.purposes.flatMap(({ value: purpose }) => {
      const found = liveClause(context.plan, purpose);
      return found?.clause.slot
        ? [{ purpose, active: found, slot: found.clause.slot, missed: firstMissed(live, found.clause.slot, zone) }]
        : [];
    });
    const first = asked.find(({ missed }) => missed !== undefined);
    if (!first?.missed) continue;
    const { missed } = first;
    const name = nameOf(activity);
    const { range, least } = first.slot;
    const hours = `${clockText(range.from)}–${clockText(range.to)}`;
    const when = `${isoDay(missed.start.day)} ${clockText(missed.start.clock)}–${clockText(missed.end.clock)}`;
    const purposes = listOf(asked.filter(({ slot }) => isSame(slot.range, range)).map(({ purpose }) => PURPOSE_WORDS[purpose]));
    const short = shortfall(missed, first.slot);
    const long = least && lengthText(milliseconds(least) / 1000);
    yield {
      span: activity.at[0]?.span ?? activity.nameSpan,
      message: {
        en: `${name.en} (${when}) ${short.en} the golden hours ${hours}, though it is about ${purposes.en}.`,
        zh: `${name.zh}（${when}）${short.zh}黄金时段${hours}${missed.within > 0 ? '内' : ''}，而它的目的是${purposes.zh}。`,
      },
      help: {
        en: `Let ${long ? `at least ${long.en} of it` : 'some of it'} lie between ${clockText(range.from)} and ${clockText(range.to)}.`,
        zh: `请让它${long ? `至少有${long.zh}` : '有一部分'}在${clockText(range.from)}到${clockText(range.to)}之间。`,
      },
      related: [{ span: first.active.clause.span, message: clauseOrigin(context.plan, first.active, 'rule') }],
      subjects: [subject],
      clause: first.active,
    };
  }
}

const plan = (time: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  method {
    activity show "会员直播" livestream {
      at 2027-03-04 ${time} for 2h
      platform mini_mall
      purpose vip, sales
      host lead
    }
  }
}
`;

export const liveSlot: Rule = {
  id: 'live-slot',
  group: 'live',
  level: 'info',
  scope: 'file',
  title: { en: 'A live outside the golden hours', zh: '直播错过黄金时段' },
  why: {
    en: 'Most people watch and buy between 20:00 and 22:00. A live for sales, stock or VIP members belongs there with half an hour at least; one for the brand or new products may stand elsewhere.',
    zh: '20:00–22:00看的人和买的人最多。冲业绩、清库存、VIP类直播至少要有半小时在这个时段；品牌和新品类可以放在其他时段。',
  },
  configure: {
    en: 'The hours and purposes are the policy’s: `live vip, sales, stock 20:00 .. 22:00 at least 30min`; `live vip none` ends it for one.',
    zh: '时段和目的由政策决定：live vip, sales, stock 20:00 .. 22:00 at least 30min；live vip none 表示不要求。',
  },
  bad: plan('14:00'),
  good: plan('20:00'),
  check,
};
