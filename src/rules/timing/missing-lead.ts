import { clausesOf } from '../../model/clauses.js';
import type { Condition } from '../../model/conditions.js';
import { addDuration, isoDay } from '../../model/calendar.js';
import type { ActiveOf } from '../../model/plan.js';
import type { Clause, Ref } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Occurrence } from '../../timeline/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { sendSubjects } from '../subjects.js';
import { channelName, clauseOrigin, nameOf, spelled } from '../words.js';

type Lead = Extract<Clause, { kind: 'lead' }>;

/** Whether a wave goes through the channel, or through one of the kind, that is named. */
function isOn({ channel }: AddressedWave, { name }: Ref): boolean {
  return channel?.kind === name || channel?.name === name;
}

/** A wave that answers what members did cannot be announced days before. */
function usesOutcome(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case 'outcome':
      return true;
    case 'and':
    case 'or':
      return condition.parts.some(usesOutcome);
    case 'not':
      return usesOutcome(condition.part);
    case 'exists':
      return condition.window !== undefined && 'moment' in condition.window && condition.window.moment.kind === 'wave';
    default:
      return false;
  }
}

function isLed(wave: AddressedWave): boolean {
  return wave.wave.step === 'timing' && wave.class === 'marketing' && !wave.open && !wave.timeline.trigger && !usesOutcome(wave.condition);
}

interface Judged {
  readonly occurrence: Occurrence;
  readonly lead?: { readonly wave: AddressedWave; readonly occurrence: Occurrence };
  readonly level: 'error' | 'warning' | 'info';
  /** Whether one of the two surely reaches some of the other's members. */
  readonly sure?: boolean;
}

/** The worst of a wave's occurrences; nothing where each has its lead. */
function judge(wave: AddressedWave, leads: readonly AddressedWave[], clause: Lead): Judged | undefined {
  let worst: Judged | undefined;
  const order = ['info', 'warning', 'error'];
  const candidates = leads.flatMap((lead) => lead.timeline.occurrences.map((each) => ({ wave: lead, occurrence: each })));
  for (const occurrence of wave.timeline.occurrences) {
    const earliest = addDuration(occurrence.day, clause.to, -1);
    const latest = addDuration(occurrence.day, clause.from, -1);
    if (candidates.some(({ occurrence: { day } }) => day >= earliest && day <= latest)) continue;
    const sameDay = candidates.find(({ occurrence: { day } }) => day === occurrence.day);
    const before = candidates
      .filter(({ occurrence: { day } }) => day < occurrence.day)
      .sort((a, b) => b.occurrence.day - a.occurrence.day)[0];
    const lead = sameDay ?? before;
    const judged: Judged = { occurrence, ...(lead && { lead }), level: sameDay ? 'error' : before ? 'warning' : 'info' };
    if (!worst || order.indexOf(judged.level) > order.indexOf(worst.level)) worst = judged;
  }
  return worst;
}

function words(wave: AddressedWave, judged: Judged, clause: Lead, plan: ResolvedPlan): Pick<Finding, 'message' | 'help'> {
  const name = nameOf(wave.wave);
  const led = channelName(plan, clause.before.name);
  const lead = channelName(plan, clause.lead.name);
  const span =
    clause.from.count === clause.to.count && clause.from.unit === clause.to.unit
      ? spelled(clause.from)
      : clause.from.unit === clause.to.unit
        ? { en: `${clause.from.count} to ${spelled(clause.to).en}`, zh: `${clause.from.count}到${spelled(clause.to).zh}` }
        : { en: `${spelled(clause.from).en} to ${spelled(clause.to).en}`, zh: `${spelled(clause.from).zh}到${spelled(clause.to).zh}` };
  const [first, last] = [clause.to, clause.from].map((duration) => isoDay(addDuration(judged.occurrence.day, duration, -1)));
  const help =
    first === last
      ? { en: `The ${lead.en} belongs on ${first}.`, zh: `${lead.zh}应安排在${first}。` }
      : { en: `The ${lead.en} belongs between ${first} and ${last}.`, zh: `${lead.zh}应安排在${first}至${last}。` };
  if (!judged.lead) {
    return {
      message: {
        en: `No ${lead.en} leads up to ${name.en} on ${isoDay(judged.occurrence.day)}; the house sends one ${span.en} before each ${led.en}.`,
        zh: `${name.zh}（${isoDay(judged.occurrence.day)}）之前没有${lead.zh}预热；惯例是在每次${led.zh}前${span.zh}发${lead.zh}。`,
      },
      help,
    };
  }
  const days = judged.occurrence.day - judged.lead.occurrence.day;
  const other = nameOf(judged.lead.wave.wave);
  if (days === 0)
    return {
      message: {
        en: `${other.en} and ${name.en} ${judged.sure ? 'reach' : 'may reach'} the same people on one day, ${isoDay(judged.occurrence.day)}; the ${lead.en} belongs ${span.en} before the ${led.en}.`,
        zh: `${other.zh}与${name.zh}在同一天（${isoDay(judged.occurrence.day)}）${judged.sure ? '' : '可能'}触达同一批人；${lead.zh}应比${led.zh}早${span.zh}。`,
      },
      help,
    };
  return {
    message: {
      en: `${other.en} goes ${days} ${days === 1 ? 'day' : 'days'} before ${name.en}; the pattern is ${span.en}.`,
      zh: `${other.zh}比${name.zh}早${days}天，应提前${span.zh}。`,
    },
    help,
  };
}

function* ofClause(context: RuleContext, active: ActiveOf<'lead'>): Iterable<Finding> {
  const { clause } = active;
  const { plan, sends, prover } = context;
  for (const wave of sends.waves) {
    if (!isLed(wave) || !isOn(wave, clause.before)) continue;
    const leads = sends
      .wavesOf(wave.campaign)
      .filter((other) => isOn(other, clause.lead) && !other.timeline.trigger && (other.open || !prover.disjoint(other.group, wave.group)));
    const worst = judge(wave, leads, clause);
    if (!worst) continue;
    const other = worst.lead?.wave;
    const sure = other !== undefined && (other.open || prover.within(other.group, wave.group) || prover.within(wave.group, other.group));
    const judged = { ...worst, sure };
    yield {
      span: wave.wave.nameSpan,
      level: judged.level,
      ...words(wave, judged, clause, plan),
      related: [
        ...(judged.lead
          ? [
              {
                span: judged.lead.wave.wave.nameSpan,
                message: { en: `sent on ${isoDay(judged.lead.occurrence.day)}`, zh: `${isoDay(judged.lead.occurrence.day)}发送` },
              },
            ]
          : []),
        { span: clause.span, message: clauseOrigin(plan, active, 'rule') },
      ],
      subjects: sendSubjects(wave, [judged.occurrence]),
      clause: active,
    };
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const active of clausesOf(context.plan, 'lead')) yield* ofClause(context, active);
}

const plan = (day: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave letter "预告邮件" via email to fans, friends { at ${day} 10:00 }
    wave hello "短信" via sms to fans, friends { at 2027-03-10 10:00 }
  }
}
`;

export const missingLead: Rule = {
  id: 'missing-lead',
  group: 'timing',
  needsWhole: 'file',
  level: 'error',
  scope: 'file',
  title: { en: 'An SMS without the email that leads up to it', zh: '短信之前缺少邮件预热' },
  why: {
    en: 'Double 11 practice: the email of each wave goes two to three days before its SMS, so that the two alternate. On one day both disturb (an error); at another distance the pattern is lost (a warning); without an email a chance is (an info).',
    zh: '双十一的做法：邮件在每一波短信前两到三天发出，错开进行交替营销。同一天属于重复打扰（错误），间隔不对会打乱节奏（警告），没有邮件则错失一次机会（提示）。',
  },
  configure: {
    en: 'The pattern is the policy’s: `lead email before sms 2d .. 3d`; `lead email before sms none` ends it.',
    zh: '节奏由政策决定：lead email before sms 2d .. 3d；lead email before sms none 表示不要求。',
  },
  bad: plan('2027-03-10'),
  good: plan('2027-03-08'),
  check,
};
