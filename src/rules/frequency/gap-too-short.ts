import { analyseGap } from '../../caps/gap.js';
import type { GapFinding } from '../../caps/types.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import { clausesOf } from '../../model/clauses.js';
import { isDayDuration } from '../../model/calendar.js';
import type { ActiveOf } from '../../model/plan.js';
import type { Clause } from '../../model/types.js';
import { durationText } from '../../model/literal-text.js';
import { countedBy, plannedOnly } from '../../sends/caps.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { besideWaived } from './_waived.js';
import { afterPast, contactWords, membersWords, relatedContacts, subjectsOf } from './_words.js';
import { channelName, clauseOrigin, lengthText, nameOf, plural, spelled } from '../words.js';

const RULE = 'gap-too-short';
const MINUTE = 60_000;

type Gap = Extract<Clause, { kind: 'gap' }>;

function distanceWords({ distance }: GapFinding, clause: Gap): Localized {
  if (isDayDuration(clause.duration)) {
    if (distance === 0) return { en: 'on one day', zh: '在同一天' };
    return { en: `${plural(distance, 'day')} apart`, zh: `只隔${distance}天` };
  }
  if (distance < MINUTE) return { en: 'less than a minute apart', zh: '相隔不到1分钟' };
  const length = lengthText(Math.floor(distance / MINUTE) * 60);
  return { en: `${length.en} apart`, zh: `只隔${length.zh}` };
}

/** A triggered wave that may repeat within the gap. */
function againWords({ distance }: GapFinding, clause: Gap): Localized {
  if (distance === 0) return { en: 'more than once in that time', zh: '在此期间多次' };
  const length = isDayDuration(clause.duration) ? spelled({ count: distance, unit: 'd' }) : lengthText(Math.floor(distance / MINUTE) * 60);
  return { en: `again after ${length.en}`, zh: `在${length.zh}后再次` };
}

function helpOf(context: RuleContext, { contacts, verdict }: GapFinding, clause: Gap): Localized {
  if (contacts.some(({ past }) => past)) return afterPast;
  if (verdict === 'violated')
    return { en: 'Move one of them, or leave the shared members out of one.', zh: '请改期其中一条，或在其中一条里排除重复的会员。' };
  const guard = { en: 'The schedule carries the distance as a guard.', zh: '日程会带上该间隔，由发送系统把关。' };
  const [first, second] = contacts;
  const trigger = contacts.find((contact) => contact.trigger);
  const wave = trigger && context.sends.wave(trigger.wave);
  if (wave && first === second) {
    const limit = `at most 1 per rolling ${durationText(clause.duration)}`;
    return {
      en: `Write \`${limit}\`, or add \`skip when capped\`. ${guard.en}`,
      zh: `请写 ${limit}，或加上 skip when capped。${guard.zh}`,
    };
  }
  if (wave) {
    const name = nameOf(wave.wave);
    return {
      en: `Add \`skip when capped\` to ${name.en}, or leave the members of the one out of the other. ${guard.en}`,
      zh: `请为${name.zh}加上 skip when capped，或在其中一条里排除另一条的会员。${guard.zh}`,
    };
  }
  if (first.wave === second.wave) return { en: `Send it less often. ${guard.en}`, zh: `请减少发送次数。${guard.zh}` };
  return {
    en: `Move one of them, leave the shared members out of one, or state what the data team knows: \`fact disjoint A, B because "…"\`. ${guard.en}`,
    zh: `请改期其中一条，在其中一条里排除重复的会员，或写明数据团队确认的事实：fact disjoint A, B because "…"。${guard.zh}`,
  };
}

function describe(context: RuleContext, finding: GapFinding, active: ActiveOf<'gap'>): Finding | undefined {
  const { clause } = active;
  const [first, second] = finding.contacts;
  const wave = context.sends.wave(second.wave);
  if (!wave) return undefined;
  const [a, b] = [contactWords(context, first), contactWords(context, second)];
  const distance = distanceWords(finding, clause);
  const members = membersWords(finding.atLeast, finding.atMost);
  const channel = channelName(context.plan, second.channel);
  const sure = finding.verdict === 'violated';
  const again = againWords(finding, clause);
  const least = spelled(clause.duration);
  const rule = {
    en: `two ${channel.en} messages to one member must be at least ${least.en} apart`,
    zh: `同一会员的两条${channel.zh}应至少间隔${least.zh}`,
  };
  return {
    span: wave.wave.nameSpan,
    verdict: finding.verdict,
    message:
      first === second
        ? {
            en: `${a.en} may reach a member ${again.en}; ${rule.en} (${members.en}).`,
            zh: `${a.zh}可能会${again.zh}发给同一会员；${rule.zh}（${members.zh}）。`,
          }
        : {
            en: `${a.en.charAt(0).toUpperCase()}${a.en.slice(1)} and ${b.en} ${sure ? 'reach' : 'may reach'} the same members ${distance.en}; ${rule.en} (${members.en}).`,
            zh: `${a.zh}与${b.zh}${distance.zh}，${sure ? '会' : '可能会'}发给同一批会员；${rule.zh}（${members.zh}）。`,
          },
    help: helpOf(context, finding, clause),
    related: [
      ...relatedContacts(context, [first], second.wave),
      { span: clause.span, message: clauseOrigin(context.plan, active, 'rule') },
    ],
    subjects: subjectsOf([first, second]),
    clause: active,
  };
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const active of clausesOf(context.plan, 'gap')) {
    const { clause } = active;
    const analysis = { ...countedBy(context, active), gap: clause.duration };
    const { waived, left } = besideWaived(RULE, context, clause, (mustInclude) => {
      const included = plannedOnly(context, mustInclude);
      return analyseGap({ ...analysis, ...(included && { mustInclude: included }) });
    });
    for (const finding of [...waived, ...left]) {
      const described = describe(context, finding, active);
      if (described) yield described;
    }
  }
}

const plan = (day: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave first "第一波" via sms to fans { at 2027-03-02 10:00 }
    wave second "第二波" via sms to fans, friends { at ${day} 10:00 }
  }
}

policy calm extends house { lead email before sms none }
`;

export const gapTooShort: Rule = {
  id: RULE,
  group: 'frequency',
  level: 'warning',
  title: { en: 'Two messages to one member too close together', zh: '两条消息间隔太短' },
  why: {
    en: 'Caps over months allow a bunch at their border; what members feel is the bunch. Messages belong spread over the year. (Three days are a house number.)',
    zh: '按月的上限挡不住月末月初扎堆，而会员感受到的正是密集打扰。沟通要分散到全年（三天为惯例值）。',
  },
  configure: {
    en: 'The distance is the policy’s: `gap sms 3d`, in local days; `gap sms 12h` counts hours; `gap sms none` removes it.',
    zh: '间隔由政策决定：gap sms 3d 按自然日计；gap sms 12h 按小时计；gap sms none 表示取消。',
  },
  bad: plan('2027-03-04'),
  good: plan('2027-03-05'),
  check,
};
