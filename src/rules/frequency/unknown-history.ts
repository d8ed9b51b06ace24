import { clip } from '../../caps/spans.js';
import type { Contact } from '../../caps/types.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import { clausesOf } from '../../model/clauses.js';
import { addDuration, bucketsIn, isDayDuration, isoDay } from '../../model/calendar.js';
import type { Day, Duration } from '../../model/literals.js';
import type { ActiveClause, ActiveOf } from '../../model/plan.js';
import { countedBy } from '../../sends/caps.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { channelName, listOf } from '../words.js';

/** A clause whose first windows reach back before the plan. */
interface Open {
  readonly active: ActiveClause;
  readonly first: Contact;
  /** The last day on which what was sent before the plan may still count. */
  readonly until: Day;
}

type Counted = ActiveOf<'cap' | 'gap' | 'share'>;

/** The last day from which a span reaches back before a day; for less than a day that day itself. */
function reachOf(day: Day, duration: Duration): Day {
  return isDayDuration(duration) ? addDuration(day, duration, 1) - 1 : day;
}

function openUntil({ clause }: Counted, day: Day): Day | undefined {
  if (clause.kind === 'gap') return reachOf(day, clause.duration);
  if (clause.window.kind === 'campaign') return undefined;
  if (clause.window.kind === 'rolling') return reachOf(day, clause.window.duration);
  const [bucket] = bucketsIn({ from: day, to: day }, clause.window.unit);
  return bucket && bucket.from < day ? bucket.to : undefined;
}

function openOf(context: RuleContext, active: Counted): Open | undefined {
  const { contacts, during } = countedBy(context, active);
  const counted = contacts.filter((contact) => clip(contact, during).length > 0);
  let first: Contact | undefined;
  for (const contact of counted) if (!first || contact.start < first.start) first = contact;
  const until = first && openUntil(active, first.firstDay);
  return first && until !== undefined ? { active, first, until } : undefined;
}

function reachesFurther(a: Open, b: Open): boolean {
  return a.until > b.until || (a.until === b.until && a.first.start < b.first.start);
}

function channelsOf({ plan }: RuleContext, { clause }: ActiveClause): Localized {
  if (!('channels' in clause) || ('any' in clause && clause.any)) return { en: 'all channels together', zh: '各渠道合计' };
  return listOf(clause.channels.map((ref) => channelName(plan, ref.name)));
}

function* check(context: RuleContext): Iterable<Finding> {
  if (context.history) return;
  let longest: Open | undefined;
  const clauses = [...clausesOf(context.plan, 'cap'), ...clausesOf(context.plan, 'gap'), ...clausesOf(context.plan, 'share')];
  for (const active of clauses) {
    const open = openOf(context, active);
    if (open && (!longest || reachesFurther(open, longest))) longest = open;
  }
  const wave = longest && context.sends.wave(longest.first.wave);
  if (!longest || !wave) return;
  const { active, first, until } = longest;
  const what = channelsOf(context, active);
  yield {
    span: wave.wave.nameSpan,
    message: {
      en: `What members got before ${isoDay(first.firstDay)} is not known here: up to ${isoDay(until)} the limit on ${what.en} counts this plan alone.`,
      zh: `${isoDay(first.firstDay)}之前会员收到过什么，这里并不知道：到${isoDay(until)}为止，${what.zh}的频次只按本计划计算。`,
    },
    help: {
      en: 'Give what was sent before: `crm check --ledger FILE` (CSV with at, channel, audience, members). If it cannot matter, write `level unknown-history off` in the policy.',
      zh: '请提供之前的发送记录：crm check --ledger 文件（CSV，含 at、channel、audience、members）。如果没有影响，可在政策中写 level unknown-history off。',
    },
    related: [{ span: active.clause.span, message: { en: 'the house limit that reaches back furthest', zh: '回溯最久的政策条款' } }],
    subjects: [{ campaign: first.campaign }],
    clause: active,
  };
}

const plan = (limits: string): string => `policy calm extends house {
  level unknown-history info
  gap sms none
  cap wecom unlimited per calendar day
  ${limits}
}

${campaignWith('wave letter "邮件" via email to fans, friends { at 2027-03-01 10:00 }')}`;

export const unknownHistory: Rule = {
  id: 'unknown-history',
  group: 'frequency',
  level: 'info',
  title: { en: 'What was sent before the plan is not known', zh: '计划之前的发送情况未知' },
  why: {
    en: 'A limit counts what a member gets in its window, not what a plan sends. In the first window of a plan that includes what went out before it.',
    zh: '频次上限算的是会员在窗口内收到的全部消息，不只是本计划发出的。计划开头的窗口里，还包括之前已经发出的。',
  },
  configure: {
    en: 'Give a ledger with `crm check --ledger FILE`: CSV with a header (`at,channel,audience,members`, or `send` with the id of a send), or one JSON object of the same fields on each line. An empty ledger says that nothing was sent. `level unknown-history off` ends the rule.',
    zh: '用 crm check --ledger 文件 提供发送记录：带表头的 CSV（at,channel,audience,members，或以 send 写发送编号），或每行一个同样字段的 JSON 对象。空的记录表示之前没有发送。level unknown-history off 关闭本规则。',
  },
  bad: plan('cap email 10 per rolling 30d'),
  good: plan('cap email 10 per calendar month'),
  check,
};
