import type { Fix, Localized, Related } from '../../diagnostics/diagnostic.js';
import { ONE, decimal, type Exact } from '../../model/exact.js';
import type { Day } from '../../model/literals.js';
import type { Plan } from '../../model/plan.js';
import type { Benefit } from '../../model/types.js';
import { factorText, foldText } from '../../pricing/factor-text.js';
import { type FloorCase, type PooledOffer } from '../../pricing/floors.js';
import { lowestFactor, type LowestFactor } from '../../pricing/lowest-factor.js';
import { moneyLiteral, moneyText } from '../../pricing/money-text.js';
import type { CampaignOffer } from '../../pricing/offers.js';
import { culpritOf, waysOut, type WaysOut } from '../../pricing/ways-out.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';
import { targetedExample } from './_example.js';
import { casesOf } from './_cases.js';
import { spanFrom } from '../../text/span.js';

/** A price below its floor. */
interface Breach {
  readonly of: FloorCase;
  readonly found: LowestFactor;
  readonly culprit: Benefit;
  readonly ways: WaysOut;
  /** Everything that offers a benefit of the stack. */
  readonly offers: ReadonlySet<CampaignOffer>;
}

const remembered = new WeakMap<FloorCase, readonly Breach[]>();

/** Of one kind of products all stacks below the floor that have another cause. */
function breachesOf(of: FloorCase): readonly Breach[] {
  let found = remembered.get(of);
  if (!found) remembered.set(of, (found = findBreaches(of)));
  return found;
}

/** What causes a breach is left out to find the next. */
function findBreaches(of: FloorCase): readonly Breach[] {
  const { input } = of;
  const { factor: floor } = of.floor;
  const causes: { readonly culprit: Benefit; readonly found: LowestFactor }[] = [];
  for (;;) {
    const left = input.benefits.filter(({ benefit }) => !causes.some(({ culprit }) => culprit.name === benefit.name));
    const found = causes.length === 0 ? of.lowest : lowestFactor({ ...input, benefits: left });
    const culprit = culpritOf(found);
    if (!culprit || found.factor.gte(floor)) break;
    causes.push({ culprit, found });
  }
  return causes.map(({ culprit, found }) => {
    const inStack = (name: string): boolean => found.stack.some(({ benefit }) => benefit.name === name);
    const others = causes.filter((cause) => cause.culprit !== culprit && !inStack(cause.culprit.name)).map((cause) => cause.culprit.name);
    const alone = { ...input, benefits: input.benefits.filter(({ benefit }) => !others.includes(benefit.name)) };
    const pooled: readonly PooledOffer[] = input.benefits;
    const offers = new Set(pooled.filter(({ benefit }) => inStack(benefit.name)).flatMap((each) => [...each.offers]));
    return { of, found, culprit, ways: waysOut(alone, found, floor), offers };
  });
}

/** A breach with the offers of others that are told together with it. */
type ToldBreach = Breach & { readonly offers: Set<CampaignOffer> };

/** One breach for each floor and stack: the lowest; a stack within another one is told with it. */
function distinct(breaches: readonly Breach[]): readonly Breach[] {
  const ordered = [...breaches].sort((a, b) => a.found.factor.compare(b.found.factor) || a.of.sets.length - b.of.sets.length);
  const kept: ToldBreach[] = [];
  // Of two stacks one of which is within the other, both hold a benefit of each.
  const places = new Map<string, number[]>();
  for (const breach of ordered) {
    const names = namesOf(breach);
    const near = [...new Set(names.flatMap((name) => places.get(name) ?? []))].sort((a, b) => a - b);
    const same = near
      .flatMap((place) => kept[place] ?? [])
      .find((other) => other.of.clause.id === breach.of.clause.id && (isWithin(breach, other) || isWithin(other, breach)));
    if (same) {
      for (const offer of breach.offers) same.offers.add(offer);
      continue;
    }
    for (const name of names) places.set(name, [...(places.get(name) ?? []), kept.length]);
    kept.push({ ...breach, offers: new Set(breach.offers) });
  }
  return kept;
}

function namesOf({ found }: Breach): readonly string[] {
  return found.stack.map(({ benefit }) => benefit.name);
}

function isWithin(a: Breach, b: Breach): boolean {
  const names = namesOf(b);
  return namesOf(a).every((name) => names.includes(name));
}

/** The products it happens to, where they are not simply any. */
function productsOf({ of, found }: Breach): Localized {
  const named = of.sets.filter((set) => of.floor.on.some(({ name }) => name === set.name));
  const limited = of.sets.filter((set) => found.stack.some(({ benefit }) => benefit.on?.some(({ name }) => name === set.name)));
  const [set] = [...named, ...limited];
  return set ? { en: ` for ${nameOf(set).en}`, zh: nameOf(set).zh } : { en: '', zh: '' };
}

/** `a`, `b` and `c` */
function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function messageOf(breach: Breach): Localized {
  const { found, of } = breach;
  const floor = of.floor.factor;
  const products = productsOf(breach);
  const names = found.stack.map(({ benefit }) => nameOf(benefit));
  const en = `${factorText(found.factor)} of the list price${products.en} (${foldText(found.factor)})`;
  const bound = `the floor is ${factorText(floor)} (${foldText(floor)})`;
  const paid = `${foldText(found.factor)}（原价的${factorText(found.factor)}），低于${foldText(floor)}的底线`;
  if (names.length === 1) {
    return {
      en: `With ${names[0]?.en ?? ''} members could pay ${en}; ${bound}.`,
      zh: `会员使用${names[0]?.zh ?? ''}后，${products.zh}最低到手价为${paid}。`,
    };
  }
  return {
    en: `By combining ${joined(names.map((name) => name.en))} members could pay ${en}; ${bound}.`,
    zh: `会员叠加${names.map((name) => name.zh).join('、')}后，${products.zh}最低到手价为${paid}。`,
  };
}

/** What is taken off: `5%` for 0.95. */
function percentText(factor: Exact): string {
  return `${decimal(ONE.sub(factor).mul(100))}%`;
}

/** Step by step: the basket, what each benefit makes of it, and what share that is; of a single percentage there is nothing to work out. */
function arithmetic({ basket, steps, factor }: LowestFactor, { currency, currencyDigits }: Plan): Localized {
  const money = (amount: Exact): Localized => moneyText(amount.round(currencyDigits), currency);
  if (!basket) {
    if (steps.length < 2) return { en: '', zh: '' };
    const factors = steps.map(({ before, after }) => after.div(before));
    return {
      en: `On every basket: ${factors.map(factorText).join(' × ')} = ${factorText(factor)}. `,
      zh: `任意订单：${factors.map(foldText).join(' × ')} = ${foldText(factor)}。`,
    };
  }
  const texts = steps.map(({ benefit, kind, before, after }): Localized => {
    const left = money(after);
    if (kind === 'percentage') {
      const factor = after.div(before);
      const paid = benefit.benefitKind?.value === 'points' ? `积分抵${percentText(factor)}` : `打${foldText(factor)}`;
      return { en: `× ${factorText(factor)} = ${left.en}`, zh: `${paid}得${left.zh}` };
    }
    const less = money(before.sub(after));
    return { en: `− ${less.en} = ${left.en}`, zh: `减${less.zh}得${left.zh}` };
  });
  const list = money(basket);
  return {
    en: `On a basket of ${list.en}: ${texts.map(({ en }) => en).join(', ')}, which is ${factorText(factor)} of it. `,
    zh: `以${list.zh}的订单为例：${texts.map(({ zh }) => zh).join('，')}，即${foldText(factor)}。`,
  };
}

interface Way {
  readonly text: Localized;
  readonly fix: Fix;
}

function choice(title: Localized, edits: Fix['edits']): Fix {
  return { title, safe: false, edits };
}

/** Takes away what lets a benefit stack, at both ends. */
function unstack(benefit: Benefit, all: Iterable<Benefit>): Fix['edits'] {
  const edits: { readonly span: Benefit['span']; readonly text: string }[] = [];
  for (const each of all) {
    const kept = each.name === benefit.name ? [] : each.stacksWith.filter(({ name }) => name !== benefit.name);
    if (!each.stacksSpan || kept.length === each.stacksWith.length) continue;
    edits.push({ span: each.stacksSpan, text: kept.length === 0 ? '' : `stacks with ${kept.map(({ name }) => name).join(', ')}` });
  }
  return edits;
}

function waysOf({ ways, culprit }: Breach, { plan }: RuleContext): readonly Way[] {
  const name = nameOf(culprit);
  const money = (amount: Parameters<typeof moneyText>[0]): Localized => moneyText(amount, plan.currency);
  const found: Way[] = [];
  if (ways.raise && culprit.reduce) {
    const { over, reduce } = culprit;
    const to = money(ways.raise.threshold);
    const from = over && money(over.value.amount);
    const text = moneyLiteral(ways.raise.threshold, over?.value ?? reduce.value);
    const after = spanFrom(reduce.span, { start: reduce.span.end });
    found.push({
      text: {
        en: from ? `raise the threshold from ${from.en} to ${to.en}` : `give it a threshold of ${to.en}`,
        zh: from ? `门槛从${from.zh}提高到${to.zh}` : `设置${to.zh}的使用门槛`,
      },
      fix: choice({ en: `${from ? 'Raise the' : 'Set a'} threshold of ${name.en}: ${to.en}`, zh: `${name.zh}的使用门槛改为${to.zh}` }, [
        over ? { span: over.span, text } : { span: after, text: ` over ${text}` },
      ]),
    });
  }
  const amount = culprit.reduce ?? culprit.amount;
  if (ways.lower && amount) {
    const to = money(ways.lower.amount);
    found.push({
      text: {
        en: `lower the reduction from ${money(amount.value.amount).en} to ${to.en}`,
        zh: `面额从${money(amount.value.amount).zh}降到${to.zh}`,
      },
      fix: choice({ en: `Lower the reduction of ${name.en} to ${to.en}`, zh: `${name.zh}的面额降到${to.zh}` }, [
        { span: amount.span, text: moneyLiteral(ways.lower.amount, amount.value) },
      ]),
    });
  }
  if (ways.price && culprit.price) {
    const to = foldText(ways.price.factor);
    found.push({
      text: {
        en: `raise the price of ${name.en} from ${foldText(culprit.price.value)} to ${to}`,
        zh: `${name.zh}从${foldText(culprit.price.value)}提高到${to}`,
      },
      fix: choice({ en: `Raise the price of ${name.en} to ${to}`, zh: `${name.zh}提高到${to}` }, [{ span: culprit.price.span, text: to }]),
    });
  }
  if (ways.exclude) {
    const { benefit, factor } = ways.exclude;
    const other = nameOf(benefit);
    found.push({
      text: {
        en: `let ${other.en} stack with nothing (members then pay at least ${factorText(factor)})`,
        zh: `${other.zh}不与其他权益叠加（最低${foldText(factor)}）`,
      },
      fix: choice(
        { en: `Let ${other.en} stack with nothing`, zh: `${other.zh}不与其他权益叠加` },
        unstack(benefit, plan.benefits.values()),
      ),
    });
  }
  return found;
}

function helpOf(breach: Breach, ways: readonly Way[], plan: Plan): Localized {
  const sum = arithmetic(breach.found, plan);
  const en = ways.map((way) => way.text.en).join('; or ');
  const zh = ways.map((way) => way.text.zh).join('；');
  switch (ways.length) {
    case 0:
      return {
        en: `${sum.en}Offer less, or give these products a floor of their own (\`floor … on\`).`,
        zh: `${sum.zh}请降低优惠力度，或用 floor … on 给这些商品单独设定底线。`,
      };
    case 1:
      return { en: `${sum.en}A way out: ${en}.`, zh: `${sum.zh}解决办法：${zh}。` };
    default:
      return { en: `${sum.en}Ways out, each enough by itself: ${en}.`, zh: `${sum.zh}以下任选其一：${zh}。` };
  }
}

/** The last day on which the stack can be used. */
function lastDay({ offers, found }: Breach): Day | undefined {
  const ends = found.stack.map(({ benefit }) => {
    const own = [...offers].filter((offer) => offer.benefit.name === benefit.name);
    return own.some(({ valid }) => !valid) ? Infinity : Math.max(...own.map(({ valid }) => valid?.to ?? Infinity));
  });
  const last = Math.min(...ends);
  return Number.isFinite(last) ? last : undefined;
}

function firstOfEach(offers: Iterable<CampaignOffer>): readonly CampaignOffer[] {
  const first = new Map<string, CampaignOffer>();
  for (const offer of offers) if (!first.has(offer.campaign.name)) first.set(offer.campaign.name, offer);
  return [...first.values()];
}

function relatedOf({ of, found, culprit, offers }: Breach): readonly Related[] {
  const others = found.stack.filter(({ benefit }) => benefit.name !== culprit.name);
  return [
    ...others.map(({ benefit }): Related => ({ span: benefit.nameSpan, message: { en: 'holds together with it', zh: '可与之叠加' } })),
    ...firstOfEach(offers).map(({ campaign, ref }): Related => ({
      span: ref.span,
      message: { en: `offered by ${nameOf(campaign).en}`, zh: `${nameOf(campaign).zh}提供` },
    })),
    { span: of.clause.clause.span, message: { en: 'the floor', zh: '价格底线' } },
  ];
}

function* prepare({ shared }: RuleContext): Iterable<void> {
  for (const each of shared(casesOf)) {
    breachesOf(each);
    yield;
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  const { plan, shared } = context;
  const cases = shared(casesOf);
  for (const breach of distinct(cases.flatMap(breachesOf))) {
    const ways = waysOf(breach, context);
    const day = lastDay(breach);
    const campaigns = [...new Set([...breach.offers].map(({ campaign }) => campaign.name))];
    yield {
      span: breach.culprit.nameSpan,
      message: messageOf(breach),
      help: helpOf(breach, ways, plan),
      related: relatedOf(breach),
      fixes: ways.map((way) => way.fix),
      subjects: campaigns.map((campaign) => ({ campaign, ...(day !== undefined && { day }) })),
      clause: breach.of.clause,
    };
  }
}

const coupon = (over: string): string => `benefit spring_coupon "满减券" coupon { reduce 50元 over ${over} }

${targetedExample('spring_coupon')}`;

export const discountBelowFloor: Rule = {
  id: 'discount-below-floor',
  group: 'benefit',
  level: 'error',
  title: { en: 'Members can pay less than the floor', zh: '到手价低于底线' },
  why: {
    en: 'Customers who once paid less wait for the next sale. Practice advises no more than 15% off for returning customers (85折), with everything that may be combined; only traffic items go lower.',
    zh: '买过低价的客户会等下一次打折。实践建议老客优惠不超过85折，可叠加的优惠合并计算；只有引流款可以更低。',
  },
  configure: {
    en: 'A policy sets the floor: `floor 85折 except exclusive_items`; for a set of products of its own: `floor 70折 on traffic_items`. `floor none` ends it.',
    zh: '由政策设定：floor 85折 except exclusive_items；某些商品单独设定：floor 70折 on traffic_items；floor none 表示不限。',
  },
  bad: coupon('300元'),
  good: coupon('400元'),
  check,
  prepare,
};
