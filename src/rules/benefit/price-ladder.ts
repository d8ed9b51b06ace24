import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Duration } from '../../model/literals.js';
import type { Plan } from '../../model/plan.js';
import type { Activity, Benefit } from '../../model/types.js';
import { foldText } from '../../pricing/factor-text.js';
import { addDuration, isDayDuration } from '../../model/calendar.js';
import { durationText } from '../../model/literal-text.js';
import { milliseconds } from '../../timeline/durations.js';
import type { CampaignTimeline } from '../../timeline/types.js';
import { durationZh } from '../../timeline/words.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { countText, nameOf, plural } from '../words.js';
import { targetedExample } from './_example.js';
import { offerersOf } from './_cases.js';

type Bare = Omit<Finding, 'subjects'>;

function* tiersOf(benefit: Benefit): Iterable<Bare> {
  const [first] = benefit.tiers;
  const name = nameOf(benefit);
  if (first && first.from > 1 && benefit.tiers.every((tier) => tier.from >= first.from)) {
    yield {
      span: first.span,
      message: {
        en: `The first tier of ${name.en} begins at ${countText(first.from)} buyers; the first buyer needs a price, too. Let a tier begin at 0 or 1.`,
        zh: `${name.zh}的第一档从${countText(first.from)}人开始，第一位买家没有价格。请让第一档从0或1人开始。`,
      },
    };
  }
  for (const [index, tier] of benefit.tiers.entries()) {
    const before = benefit.tiers[index - 1];
    if (!before) continue;
    const related = [{ span: before.span, message: { en: 'the tier before', zh: '前一档' } }];
    if (tier.from <= before.from) {
      yield {
        span: tier.span,
        message: {
          en: `A tier of ${name.en} begins at ${countText(tier.from)} buyers, after one that begins at ${countText(before.from)}. Each tier must need more buyers than the one before.`,
          zh: `${name.zh}的这一档从${countText(tier.from)}人开始，而前一档从${countText(before.from)}人开始。每一档的人数必须比前一档多。`,
        },
        related,
      };
    } else if (tier.price.value.gte(before.price.value)) {
      const rises = tier.price.value.gt(before.price.value);
      const [from, to] = [foldText(before.price.value), foldText(tier.price.value)];
      yield {
        span: tier.price.span,
        message: {
          en: rises
            ? `The price ladder of ${name.en} rises from ${from} to ${to} at ${countText(tier.from)} buyers; more buyers must pay less, never more.`
            : `The price ladder of ${name.en} stays at ${to} at ${countText(tier.from)} buyers; each tier must be cheaper than the one before, or be left out.`,
          zh: rises
            ? `${name.zh}在${countText(tier.from)}人时由${from}升到${to}；人数越多价格应越低，不应升高。`
            : `${name.zh}在${countText(tier.from)}人时仍是${to}；每一档都应比前一档更便宜，否则请去掉这一档。`,
        },
        related,
      };
    }
  }
}

/** The whole length of a series as a duration. */
function total({ waves, every }: NonNullable<Activity['series']>): Duration {
  return { count: waves * every.count, unit: every.unit };
}

function isAsLong(a: Duration, b: Duration, timeline: CampaignTimeline | undefined, activity: Activity): boolean {
  if (!isDayDuration(a) || !isDayDuration(b)) return milliseconds(a) === milliseconds(b);
  const start = timeline?.activities.get(activity.name)?.occurrences[0]?.day ?? timeline?.runs?.from ?? 0;
  return addDuration(start, a, 1) === addDuration(start, b, 1);
}

/** How many products an activity has; undefined where categories or sets without SKUs leave it open. */
function productCount(activity: Activity, plan: Plan): number | undefined {
  const sets = activity.products.flatMap(({ name }) => plan.products.get(name) ?? []);
  if (sets.length === 0 || sets.some(({ skus, categories }) => skus.length === 0 || categories.length > 0)) return undefined;
  return new Set(sets.flatMap(({ skus }) => skus.map(({ value }) => value))).size;
}

function words(duration: Duration): Localized {
  return { en: durationText(duration), zh: durationZh(duration) };
}

function* seriesOf(activity: Activity, timeline: CampaignTimeline | undefined, plan: Plan): Iterable<Bare> {
  const { series } = activity;
  if (!series) return;
  const name = nameOf(activity);
  const length = total(series);
  if (activity.for && !isAsLong(length, activity.for.value, timeline, activity)) {
    const [all, each, whole] = [words(length), words(series.every), words(activity.for.value)];
    yield {
      span: series.span,
      message: {
        en: `The ${plural(series.waves, 'wave')} of ${name.en}, ${each.en} each, take ${all.en}, but the activity lasts ${whole.en}.`,
        zh: `${name.zh}共${series.waves}个波段，每个${each.zh}，合计${all.zh}，而活动环节为期${whole.zh}。`,
      },
      related: [{ span: activity.for.span, message: { en: 'how long it lasts', zh: '活动环节的时长' } }],
      fixes: [
        {
          title: { en: `Let the activity last ${all.en}`, zh: `活动环节的时长改为${all.zh}` },
          safe: false,
          edits: [{ span: activity.for.span, text: all.en }],
        },
      ],
    };
  }
  const needed = series.waves * series.productsEach;
  const there = productCount(activity, plan);
  if (there !== undefined && needed > there) {
    yield {
      span: series.span,
      message: {
        en: `${name.en} needs ${series.waves} × ${series.productsEach} = ${plural(needed, 'product')}, but its sets hold ${countText(there)}.`,
        zh: `${name.zh}需要${series.waves} × ${series.productsEach} = ${countText(needed)}款商品，而商品集中只有${countText(there)}款。`,
      },
      related: activity.products.map(({ span }) => ({ span, message: { en: 'its products', zh: '活动环节的商品' } })),
    };
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  const { plan, timeline } = context;
  for (const benefit of plan.benefits.values()) {
    for (const found of tiersOf(benefit)) yield { ...found, subjects: offerersOf(context, benefit) };
  }
  for (const campaign of plan.campaigns.values()) {
    for (const activity of campaign.method?.activities ?? []) {
      for (const found of seriesOf(activity, timeline.campaigns.get(campaign.name), plan))
        yield { ...found, subjects: [{ campaign: campaign.name }] };
    }
  }
}

const ladder = (second: string): string => `benefit ladder "阶梯价" tiered_price {
  from 1 95折
  from 100 ${second}
  from 300 86折
}

${targetedExample('ladder')}`;

export const priceLadder: Rule = {
  id: 'price-ladder',
  group: 'benefit',
  needsWhole: 'file',
  level: 'error',
  scope: 'file',
  title: { en: 'A price ladder that does not hold together', zh: '阶梯价不成立' },
  why: {
    en: 'A tiered price promises: the more buy, the less all pay. A tier that is no cheaper breaks the promise, and waves that do not fill the days leave days without products.',
    zh: '阶梯价的承诺是：买的人越多，价格越低。不降反升就失信于会员；波段排不满天数，就会有几天没有商品。',
  },
  configure: { en: 'Change its level with `level price-ladder warning`.', zh: '可用 level price-ladder warning 调整级别。' },
  bad: ladder('96折'),
  good: ladder('90折'),
  check,
};
