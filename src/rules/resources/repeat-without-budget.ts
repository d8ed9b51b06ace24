import { budgetsOf } from '../../costs/budgets.js';
import { PAID_KINDS } from '../../costs/message-cost.js';
import { mostSends } from '../../costs/triggered-sends.js';
import { isoDay } from '../../model/calendar.js';
import type { ResolvedChannel } from '../../model/plan.js';
import type { AddressedWave, Send } from '../../sends/types.js';
import type { Finding, Rule, RuleContext, Subject } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { channelName, nameOf } from '../words.js';

/** Somebody charges for each message: the channel says what it costs, or nobody gives it away. */
function isPaid(channel: ResolvedChannel): boolean {
  const cost = channel.declaration.cost?.value.amount;
  return channel.personal && (cost ? cost.gt(0) : PAID_KINDS.has(channel.kind));
}

/** Two waves, or one wave twice, that may reach a member again. */
type Repeat = readonly [AddressedWave, AddressedWave];

/** The first two sends of each wave with set times. */
function firstSends(sends: readonly Send[]): ReadonlyMap<AddressedWave, readonly Send[]> {
  const firsts = new Map<AddressedWave, Send[]>();
  for (const send of sends) {
    const known = firsts.get(send.addressed);
    if (!known) firsts.set(send.addressed, [send]);
    else if (known.length < 2) known.push(send);
  }
  return firsts;
}

function repeatsItself(wave: AddressedWave, [first, second]: readonly Send[], { prover }: RuleContext): boolean {
  const { timeline, campaignTimeline, wave: declared } = wave;
  // Without a limit it is unlimited-trigger.
  if (timeline.trigger && declared.limit && campaignTimeline.runs && mostSends(declared.limit, campaignTimeline.runs) > 1) return true;
  return first !== undefined && second !== undefined && !prover.disjoint(first.group, second.group);
}

function findRepeat(waves: readonly AddressedWave[], sends: readonly Send[], context: RuleContext): Repeat | undefined {
  const firsts = firstSends(sends);
  const groupOf = (wave: AddressedWave): Send['group'] => firsts.get(wave)?.[0]?.group ?? wave.group;
  for (const [at, wave] of waves.entries()) {
    if (repeatsItself(wave, firsts.get(wave) ?? [], context)) return [wave, wave];
    const other = waves.slice(0, at).find((earlier) => !context.prover.disjoint(groupOf(earlier), groupOf(wave)));
    if (other) return [other, wave];
  }
  return undefined;
}

function firstDay({ timeline }: AddressedWave): string | undefined {
  const day = timeline.occurrences[0]?.day;
  return day === undefined ? undefined : isoDay(day);
}

function* check(context: RuleContext): Iterable<Finding> {
  const { plan, sends } = context;
  for (const campaign of plan.campaigns.values()) {
    if (campaign.resources?.none || budgetsOf(plan, campaign).length > 0) continue;
    const paid = sends.wavesOf(campaign).filter(({ channel, open }) => channel && !open && isPaid(channel));
    const channels = [...new Set(paid.flatMap(({ channel }) => channel ?? []))];
    for (const channel of channels) {
      const repeat = findRepeat(
        paid.filter((wave) => wave.channel === channel),
        sends.sendsOf(campaign),
        context,
      );
      if (!repeat) continue;
      const [first, second] = repeat;
      const [name, via] = [nameOf(campaign), channelName(plan, channel.name)];
      const subjects: readonly Subject[] = [...new Set(repeat)].map(({ timeline }) => waveSubject(timeline));
      const again =
        first === second
          ? { en: `${nameOf(first.wave).en} sends more than once`, zh: `${nameOf(first.wave).zh}会多次发送` }
          : {
              en: `${nameOf(first.wave).en} and ${nameOf(second.wave).en} may reach the same people`,
              zh: `${nameOf(first.wave).zh}与${nameOf(second.wave).zh}可能发给同一批人`,
            };
      yield {
        span: campaign.resources?.keywordSpan ?? campaign.nameSpan,
        message: {
          en: `${name.en} has no budget, but may pay for more than one ${via.en} to the same member: ${again.en}.`,
          zh: `${name.zh}没有预算，却可能向同一会员多次发送付费的${via.zh}：${again.zh}。`,
        },
        help: {
          en: 'Write `budget MONEY` in its resources, or let it share the budget of a `plan`.',
          zh: '请在 resources 中写 budget 金额，或纳入年度计划（plan）的预算。',
        },
        related: [...new Set(repeat)].map((wave) => ({
          span: wave.wave.nameSpan,
          message: firstDay(wave)
            ? { en: `from ${String(firstDay(wave))}`, zh: `${String(firstDay(wave))}起` }
            : { en: 'whenever members set it off', zh: '由会员触发' },
        })),
        subjects,
      };
      break;
    }
  }
}

const plan = (budget: string): string => `policy careful extends house { level repeat-without-budget warning }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via email to fans { at 2027-03-02 10:00 }
    wave again "提醒" via email to fans, friends { at 2027-03-09 10:00 }
  }
  resources {
    people lead 1${budget}
  }
}
`;

export const repeatWithoutBudget: Rule = {
  id: 'repeat-without-budget',
  group: 'resources',
  level: 'warning',
  needsWhole: 'project',
  scope: 'file',
  title: { en: 'Paid messages again and again, and no budget', zh: '多次付费触达却没有预算' },
  why: {
    en: 'One message to everybody is an expense; the second and third make it a budget. Practice of member programmes: whoever is contacted more than once on a paid channel must have been planned and paid for.',
    zh: '发一次是花费，发第二、第三次就需要预算。会员计划的经验：同一会员在付费渠道上被触达一次以上，必须事先规划费用。',
  },
  configure: {
    en: 'A channel with `cost 0元` is free. Change the level with `level repeat-without-budget info`.',
    zh: '写明 cost 0元 的渠道不算付费。可用 level repeat-without-budget info 调整级别。',
  },
  bad: plan(''),
  good: plan('\n    budget 200元'),
  check,
};
