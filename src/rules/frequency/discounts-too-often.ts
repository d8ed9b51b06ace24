import { analyseDiscounts, prepareDiscounts } from '../../caps/discounts.js';
import type { CapFinding, Contact } from '../../caps/types.js';
import { clauseOf } from '../../model/clauses.js';
import type { BenefitKind } from '../../model/types.js';
import type { ActiveOf } from '../../model/plan.js';
import type { Campaign, Clause, Ref } from '../../model/types.js';
import { snapshotGroup, exclusionsOf } from '../../sends/sends.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { besideWaived } from './_waived.js';
import { audiencesWords, membersWords, placeWords, subjectOf, windowWords } from './_words.js';
import { clauseOrigin, listOf, nameOf } from '../words.js';

const RULE = 'discounts-too-often';
const DISCOUNTS: ReadonlySet<BenefitKind | undefined> = new Set<BenefitKind | undefined>([
  'discount',
  'coupon',
  'red_packet',
  'presale',
  'tiered_price',
]);

type Discounts = Extract<Clause, { kind: 'discounts' }>;

/** Every moment at which a member meets a discount campaign: a send that carries one, a day of an activity that does. */
function meetings(context: RuleContext, campaign: Campaign): readonly Contact[] {
  return [...meetingsIn(context, campaign)];
}

function* meetingsIn({ plan, timeline, sends }: RuleContext, campaign: Campaign): Iterable<Contact> {
  const discounts = (refs: readonly Ref[]): boolean => refs.some((ref) => DISCOUNTS.has(plan.benefits.get(ref.name)?.benefitKind?.value));
  const each = timeline.campaigns.get(campaign.name);
  if (!each) return;
  const storewide = campaign.scope?.value === 'storewide';
  const everybody = snapshotGroup(
    plan,
    each,
    storewide ? ['everyone'] : (campaign.audience?.to ?? []).map((ref) => ref.name),
    storewide ? [] : exclusionsOf(campaign),
  );
  const base = { campaign: campaign.name };
  for (const send of sends.sendsOf(campaign)) {
    if (!discounts(send.addressed.wave.offers)) continue;
    const group = storewide || send.addressed.open ? everybody : send.group;
    if (group.include.length === 0) continue;
    yield {
      ...base,
      id: send.id,
      wave: send.addressed.id,
      channel: send.addressed.channel?.name ?? '',
      group,
      firstDay: send.occurrence.day,
      lastDay: send.occurrence.day,
      start: send.occurrence.instant,
      end: send.occurrence.instant,
    };
  }
  for (const activity of each.activities.values()) {
    if (!discounts(activity.activity.offers) || everybody.include.length === 0) continue;
    for (const [index, occurrence] of activity.occurrences.entries()) {
      const end = activity.ends[index];
      const lastDay = end === undefined ? occurrence.day : end.clock === 0 && end.day > occurrence.day ? end.day - 1 : end.day;
      yield {
        ...base,
        id: `${activity.id}/${occurrence.key}`,
        wave: activity.id,
        channel: '',
        group: everybody,
        firstDay: occurrence.day,
        lastDay,
        start: occurrence.instant,
        end: end?.instant ?? occurrence.instant,
      };
    }
  }
}

function describe(context: RuleContext, finding: CapFinding, active: ActiveOf<'discounts'>): Finding | undefined {
  const { clause } = active;
  const names = [...new Set(finding.contacts.map((contact) => contact.campaign))];
  const campaigns = names.flatMap((name) => context.plan.campaigns.get(name) ?? []);
  const last = context.plan.campaigns.get(finding.contacts.at(-1)?.campaign ?? '');
  if (!last) return undefined;
  const who = audiencesWords(context, finding.audiences);
  const list = listOf(campaigns.map(nameOf));
  const where = placeWords(clause.window, finding.windowFrom, finding.windowTo);
  const members = membersWords(finding.atLeast, finding.atMost);
  const sure = finding.verdict === 'violated';
  return {
    span: last.nameSpan,
    verdict: finding.verdict,
    message: {
      en: `${sure ? 'Members' : 'A member'} of ${who.en} ${sure ? 'meet' : 'may meet'} ${finding.count} discount ${finding.count === 1 ? 'campaign' : 'campaigns'} ${where.en}: ${list.en}; ${clause.limit === 0 ? 'none is' : clause.limit === 1 ? '1 is' : `${clause.limit} are`} allowed ${windowWords(clause.window).en} (${members.en}).`,
      zh: `${who.zh}${sure ? '会' : '可能会'}在${where.zh}遇到${finding.count}个打折活动：${list.zh}；${windowWords(clause.window).zh}${clause.limit === 0 ? '不允许打折' : `最多${clause.limit}个`}（${members.zh}）。`,
    },
    help: sure
      ? {
          en: 'Move one campaign, keep their audiences apart, or offer a gift or early access instead of a price.',
          zh: '请改期其中一个活动、让人群互不重叠，或用赠品、优先购代替降价。',
        }
      : {
          en: 'Move one campaign, exclude the audience of one from the other, or state what the data team knows: `fact disjoint A, B because "…"`.',
          zh: '请改期其中一个活动，在其中一个里排除另一个的人群，或写明数据团队确认的事实：fact disjoint A, B because "…"。',
        },
    related: [
      ...campaigns
        .filter((campaign) => campaign !== last)
        .map((campaign) => ({ span: campaign.nameSpan, message: { en: 'another discount campaign', zh: '另一个打折活动' } })),
      { span: clause.span, message: clauseOrigin(context.plan, active, 'limit') },
    ],
    subjects: finding.contacts.map(subjectOf),
    clause: active,
  };
}

/** Members meet campaigns, however many of their sends it takes: of the same campaigns in the same window only the worst is told. */
function distinct(findings: readonly CapFinding[]): readonly CapFinding[] {
  const told = new Set<string>();
  return findings.filter(({ contacts, windowFrom, windowTo }) => {
    const key = [windowFrom, windowTo, ...new Set(contacts.map(({ campaign }) => campaign))].join(' ');
    return !told.has(key) && told.add(key);
  });
}

function analysisOf(context: RuleContext, { limit, window }: Discounts): Parameters<typeof analyseDiscounts>[0] {
  const contacts = [...context.plan.campaigns.values()].flatMap((campaign) => context.ofCampaign(meetings, campaign));
  return { contacts, prover: context.prover, sizes: context.sizes, limit, window };
}

function* prepare(context: RuleContext): Iterable<void> {
  const active = clauseOf(context.plan, 'discounts');
  if (!active) return;
  for (const campaign of context.plan.campaigns.values()) {
    context.ofCampaign(meetings, campaign);
    yield;
  }
  yield* prepareDiscounts(analysisOf(context, active.clause));
}

function* check(context: RuleContext): Iterable<Finding> {
  const active = clauseOf(context.plan, 'discounts');
  if (!active) return;
  const { clause } = active;
  const analysis = analysisOf(context, clause);
  const { waived, left } = besideWaived(RULE, context, clause, (mustInclude) =>
    analyseDiscounts({ ...analysis, ...(mustInclude && { mustInclude }) }),
  );
  for (const finding of [...distinct(waived), ...distinct(left)]) {
    const described = describe(context, finding, active);
    if (described) yield described;
  }
}

const plan = (day: string): string => `benefit spring_coupon "满200减20" coupon { reduce 20元 over 200元 }
benefit may_coupon "满200减15" coupon { reduce 15元 over 200元 }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00  offer spring_coupon }
  }
}

campaign early "早春" {
  scope targeted
  runs 2027-03-01 .. 2027-04-30
  timing {
    wave again via wechat to fans { at ${day} 10:00  offer may_coupon }
  }
}
`;

export const discountsTooOften: Rule = {
  id: RULE,
  group: 'frequency',
  level: 'warning',
  title: { en: 'A member meets discounts too often', zh: '打折过于频繁' },
  why: {
    en: 'Frequent discounts teach members to wait for the next one, and the brand loses their trust. (Once a month is a house number.)',
    zh: '不要经常打折，否则客户对品牌没有信任感，只会等下一次（每月一次为惯例值）。',
  },
  configure: {
    en: 'The number is the policy’s: `discounts 1 per calendar month`; `discounts unlimited per calendar month` removes it.',
    zh: '次数由政策决定：discounts 1 per calendar month；discounts unlimited per calendar month 表示不限。',
  },
  bad: plan('2027-03-31'),
  good: plan('2027-04-01'),
  check,
  prepare,
};
