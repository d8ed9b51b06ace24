import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import type { Benefit, Campaign, Declared, Ref } from '../../model/types.js';
import { allOffers, type CampaignOffer } from '../../pricing/offers.js';
import type { Send } from '../../sends/types.js';
import { groupBy } from '../../text/group-by.js';
import type { Instant, ZonedMoment } from '../../timeline/types.js';
import { momentText } from '../../timeline/words.js';
import type { Zone } from '../../timeline/zone.js';
import type { Finding, Rule, RuleContext, Subject } from '../rule.js';
import { placeSubject } from '../subjects.js';
import { nameOf } from '../words.js';
import { targetedExample } from './_example.js';
import { spanFrom } from '../../text/span.js';

/** When something that carries a benefit may reach the last member. */
interface LastMoment {
  readonly by: Declared;
  readonly ref: Ref;
  /** Its start and its end, exclusive; equal where it takes no time. */
  readonly start: ZonedMoment;
  readonly end: Instant;
  readonly subject: Subject;
  /** Set off by each member at another time. */
  readonly triggered: boolean;
}

/** The last instant of a moment that ends exclusively at `end` but not before it has begun. */
const lastOf = (moment: { readonly start: ZonedMoment; readonly end: Instant }): Instant => Math.max(moment.start.instant, moment.end - 1);

function lastMoments(offer: CampaignOffer, sends: ReadonlyMap<string, readonly Send[]>, { timeline }: RuleContext): readonly LastMoment[] {
  const { campaign, waves, activities, benefit } = offer;
  const of = timeline.campaigns.get(campaign.name);
  const found: LastMoment[] = [];
  const triggered = new Set<unknown>();
  const latest = (
    by: Declared,
    ref: Ref,
    moments: readonly { readonly start: ZonedMoment; readonly end: Instant }[],
    subject: Subject,
  ): void => {
    const [first, ...rest] = moments;
    if (!first) return;
    const last = rest.reduce((most, each) => (lastOf(each) > lastOf(most) ? each : most), first);
    found.push({ by, ref, ...last, subject: { ...subject, day: last.start.day }, triggered: triggered.has(last) });
  };
  for (const { by, ref } of waves) {
    const subject = placeSubject({ campaign, wave: by });
    const trigger = of?.waves.get(by.name)?.trigger;
    // Without days of its own a benefit ends with the campaign; what triggers set off later is held back by the send system.
    const each = trigger && benefit.valid ? [{ start: trigger.until, end: trigger.until.instant }] : [];
    for (const moment of each) triggered.add(moment);
    const set = (sends.get(`${campaign.name}/${by.name}`) ?? []).map(({ occurrence, end }) => ({ start: occurrence, end }));
    latest(by, ref, [...set, ...each], subject);
  }
  for (const { by, ref } of activities) {
    const times = of?.activities.get(by.name);
    latest(
      by,
      ref,
      (times?.occurrences ?? []).map((start, index) => ({ start, end: times?.ends[index]?.instant ?? start.instant })),
      { campaign: campaign.name },
    );
  }
  return found;
}

/** Makes the benefit hold up to a day. */
function extend({ valid }: Benefit, day: Day): readonly Fix[] {
  if (!valid) return [];
  const title: Localized = { en: `Let it hold up to ${isoDay(day)}`, zh: `有效期延长到${isoDay(day)}` };
  const single = valid.from.span.start === valid.to.span.start;
  const edit = single
    ? { span: spanFrom(valid.to.span, { start: valid.to.span.end }), text: ` .. ${isoDay(day)}` }
    : { span: valid.to.span, text: isoDay(day) };
  return [{ title, safe: false, edits: [edit] }];
}

function describe(offer: CampaignOffer, last: LastMoment, until: Day, zone: Zone): Finding {
  const { benefit, campaign } = offer;
  const [name, by] = [nameOf(benefit), nameOf(last.by)];
  const lastDay = zone.toLocal(lastOf(last)).day;
  const at = momentText(last.start);
  const end = zone.toLocal(last.end);
  const done = momentText(end);
  const holds = benefit.valid
    ? { en: `holds up to ${isoDay(until)}`, zh: `有效期到${isoDay(until)}为止` }
    : {
        en: `has no \`valid\`, so it ends with the campaign on ${isoDay(until)}`,
        zh: `没有写有效期（valid），随活动在${isoDay(until)}结束`,
      };
  const goes = last.triggered
    ? { en: `${by.en} may still go out on ${at}`, zh: `${by.zh}最晚可能在${at}送出` }
    : last.end > last.start.instant && last.start.day <= until
      ? { en: `${by.en}, which begins on ${at}, may last until ${done}`, zh: `${by.zh}从${at}开始，最晚到${done}才结束` }
      : { en: `${by.en} goes out on ${at}`, zh: `${by.zh}在${at}才送出` };
  return {
    span: last.ref.span,
    message: {
      en: `${name.en} ${holds.en}, but ${goes.en}: members would get something that is over.`,
      zh: `${name.zh}${holds.zh}，而${goes.zh}，会员拿到时已经失效。`,
    },
    help: benefit.valid
      ? {
          en: `Let it hold up to ${isoDay(lastDay)} or later, or send earlier.`,
          zh: `请把有效期延长到${isoDay(lastDay)}或更晚，或提前发送。`,
        }
      : {
          en: `Give it days of its own, such as \`valid start .. end + 7d\`, or send earlier.`,
          zh: `请写明有效期，例如 valid start .. end + 7d，或提前发送。`,
        },
    related: [placeOfValidity(benefit, campaign)],
    fixes: extend(benefit, lastDay),
    subjects: [last.subject],
  };
}

function placeOfValidity(benefit: Benefit, campaign: Campaign): NonNullable<Finding['related']>[number] {
  if (benefit.valid) return { span: benefit.valid.span, message: { en: 'the days it holds', zh: '有效期' } };
  return { span: (campaign.runs ?? campaign).span, message: { en: 'the campaign runs', zh: '活动期间' } };
}

function* check(context: RuleContext): Iterable<Finding> {
  const { zone } = context.timeline;
  const sends = groupBy(context.sends.sends, ({ addressed }) => addressed.id);
  for (const offer of allOffers(context.plan, context.timeline)) {
    if (!offer.valid) continue;
    const over = zone.nearest(offer.valid.to + 1, 0).instant;
    for (const last of lastMoments(offer, sends, context)) {
      if (lastOf(last) >= over) yield describe(offer, last, offer.valid.to, zone);
    }
  }
}

const coupon = (until: string): string => `benefit spring_coupon "满400减40" coupon {
  reduce 40元 over 400元
  valid 2027-02-20 .. ${until}
}

${targetedExample('spring_coupon')}`;

export const benefitNotValid: Rule = {
  id: 'benefit-not-valid',
  group: 'benefit',
  level: 'error',
  scope: 'file',
  title: { en: 'A benefit is over before its message', zh: '送达时权益已失效' },
  why: {
    en: 'A member who opens a coupon that ended yesterday learns not to open the next. Announcing one that begins later is normal.',
    zh: '会员点开一张昨天已过期的券，下次就不会再点开了。提前预告尚未开始的权益则很正常。',
  },
  configure: { en: 'Change its level with `level benefit-not-valid warning`.', zh: '可用 level benefit-not-valid warning 调整级别。' },
  bad: coupon('2027-03-01'),
  good: coupon('2027-03-02'),
  check,
};
