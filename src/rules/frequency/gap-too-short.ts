import { analyseGap } from '../../caps/gap.js';
import type { GapFinding } from '../../caps/types.js';
import type { ActiveClause } from '../../model/plan.js';
import type { Clause } from '../../model/types.js';
import { countedBy } from '../../sends/caps.js';
import { durationText, durationZh } from '../../timeline/words.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { contactWords, membersWords, relatedContacts, subjectOf, subjectsOf } from './_words.js';
import { channelName } from '../words.js';

const RULE = 'gap-too-short';

type Gap = Extract<Clause, { kind: 'gap' }>;

function distanceWords(finding: GapFinding, clause: Gap): { en: string; zh: string } {
  const days = clause.duration.unit !== 'h' && clause.duration.unit !== 'min' && clause.duration.unit !== 's';
  if (days) {
    if (finding.distance === 0) return { en: 'on one day', zh: '在同一天' };
    return { en: `${finding.distance} ${finding.distance === 1 ? 'day' : 'days'} apart`, zh: `只隔${finding.distance}天` };
  }
  const minutes = Math.floor(finding.distance / 60_000);
  return { en: `${minutes} min apart`, zh: `只隔${minutes}分钟` };
}

function describe(context: RuleContext, finding: GapFinding, active: ActiveClause, clause: Gap): Finding | undefined {
  const [first, second] = finding.contacts;
  const wave = context.sends.wave(second.wave);
  if (!wave) return undefined;
  const [a, b] = [contactWords(context, first), contactWords(context, second)];
  const distance = distanceWords(finding, clause);
  const members = membersWords(finding.atLeast, finding.atMost);
  const channel = channelName(context.plan, second.channel);
  const sure = finding.verdict === 'violated';
  return {
    span: wave.wave.nameSpan,
    verdict: finding.verdict,
    message: {
      en: `${a.en} and ${b.en} ${sure ? 'reach' : 'may reach'} the same members ${distance.en}; two ${channel.en} messages to one member are at least ${durationText(clause.duration)} apart (${members.en}).`,
      zh: `${a.zh}与${b.zh}${distance.zh}，${sure ? '会' : '可能会'}发给同一批会员；同一会员的两条${channel.zh}至少间隔${durationZh(clause.duration)}（${members.zh}）。`,
    },
    help: { en: 'Move one of them, or leave the shared members out of one.', zh: '请改期其中一条，或在其中一条里排除重复的会员。' },
    related: [...relatedContacts(context, [first], second.wave), { span: clause.span, message: { en: 'the house rule', zh: '政策条款' } }],
    subjects: subjectsOf([first, second]),
    clause: active,
  };
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const active of context.plan.clauses) {
    const { clause } = active;
    if (clause.kind !== 'gap') continue;
    const analysis = { ...countedBy(context, active), gap: clause.duration };
    const all = analyseGap(analysis);
    const isFree = (contact: GapFinding['contacts'][number]): boolean => !context.waivers.covers(RULE, subjectOf(contact));
    const waived = clause.hard || !context.waivers.mentions(RULE) ? [] : all.filter((finding) => !finding.contacts.some(isFree));
    const left = waived.length === 0 ? all : analyseGap({ ...analysis, mustInclude: isFree });
    for (const finding of [...waived, ...left]) {
      const described = describe(context, finding, active, clause);
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
