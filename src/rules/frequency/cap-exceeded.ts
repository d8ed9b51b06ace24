import type { CapFinding } from '../../caps/types.js';
import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import { clausesOf } from '../../model/clauses.js';
import type { ActiveOf } from '../../model/plan.js';
import { capFindings, prepareCapFindings } from '../../sends/caps.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { besideWaived } from './_waived.js';
import {
  afterPast,
  audiencesWords,
  channelsWords,
  contactWords,
  lastWave,
  limitWords,
  membersWords,
  placeWords,
  relatedContacts,
  subjectsOf,
} from './_words.js';
import { audienceName, clauseOrigin, listOf, nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';

const RULE = 'cap-exceeded';

/** Takes the audience out of the wave, where the wave has others too. */
function excludeFix(context: RuleContext, finding: CapFinding): Fix[] {
  const last = finding.contacts.at(-1);
  const wave = last && context.sends.wave(last.wave);
  const [[audience, ...others] = [], ...more] = finding.audiences;
  if (!wave || audience === undefined || others.length + more.length > 0 || !wave.include.includes(audience) || wave.wave.to.length < 2)
    return [];
  const at = wave.wave.to.findIndex((ref) => ref.name === audience);
  const ref = wave.wave.to[at];
  const next = wave.wave.to[at + 1];
  const previous = wave.wave.to[at - 1];
  if (!ref) return [];
  const span = next ? spanFrom(ref.span, { end: next.span.start }) : spanFrom(ref.span, { start: previous?.span.end ?? ref.span.start });
  const name = audienceName(context.plan, audience);
  return [
    {
      title: { en: `Leave ${name.en} out of \`${wave.wave.name}\``, zh: `在${nameOf(wave.wave).zh}中去掉${name.zh}` },
      safe: false,
      edits: [{ span, text: '' }],
    },
  ];
}

/** Why it cannot be excluded, and what would. */
function possibleHelp(context: RuleContext, { contacts, audiences }: CapFinding): Localized {
  const guard = { en: 'The schedule carries the limit as a guard.', zh: '日程会带上该上限，由发送系统把关。' };
  if (contacts.some(({ past }) => past)) return afterPast;
  const trigger = contacts.find((contact) => contact.trigger);
  const wave = trigger && context.sends.wave(trigger.wave);
  if (wave) {
    const name = nameOf(wave.wave);
    return {
      en: `Lower what ${name.en} allows itself (\`at most …\`), or add \`skip when capped\` to it: then members at the limit do not get it. ${guard.en}`,
      zh: `请降低${name.zh}自身的上限（at most …），或为它加上 skip when capped：到达上限的会员不再收到它。${guard.zh}`,
    };
  }
  const names = [...new Set(audiences.flat())];
  const [only] = names;
  if (only !== undefined && names.length === 1) {
    const name = audienceName(context.plan, only);
    return {
      en: `Whoever is in ${name.en} at each of these sends gets them all. Drop one, or leave out those who had one before. ${guard.en}`,
      zh: `每次发送时都在${name.zh}里的会员会全部收到。请减少一条，或排除已经收到过的会员。${guard.zh}`,
    };
  }
  return {
    en: `Exclude one audience from the other’s wave, or state what the data team knows: \`fact disjoint A, B because "…"\`. ${guard.en}`,
    zh: `请在其中一条里排除另一人群，或写明数据团队确认的事实：fact disjoint A, B because "…"。${guard.zh}`,
  };
}

function describe(context: RuleContext, finding: CapFinding, active: ActiveOf<'cap'>): Finding | undefined {
  const { clause } = active;
  const place = lastWave(context, finding.contacts);
  if (!place) return undefined;
  const who = audiencesWords(context, finding.audiences);
  const what = channelsWords(context, active, finding.count);
  const where = placeWords(clause.window, finding.windowFrom, finding.windowTo);
  const members = membersWords(finding.atLeast, finding.atMost);
  const sends = listOf(
    finding.contacts.map((contact) => contactWords(context, contact)),
    6,
  );
  const limit =
    clause.limit === 0
      ? { en: 'none is allowed', zh: '不允许发送' }
      : { en: `${clause.limit} ${clause.limit === 1 ? 'is' : 'are'} allowed`, zh: `上限为${clause.limit}条` };
  const window = limitWords(context, clause);
  const origin = clauseOrigin(context.plan, active, 'limit');
  const sure = finding.verdict === 'violated';
  return {
    span: place.span,
    verdict: finding.verdict,
    message: {
      en: `${sure ? 'Members' : 'A member'} of ${who.en} ${sure ? 'get' : 'may get'} ${finding.count} ${what.en} ${where.en}; ${limit.en} ${window.en} (${members.en}). Sends: ${sends.en}.`,
      zh: `${who.zh}${sure ? '会' : '可能会'}在${where.zh}收到${finding.count}${what.zh}，${window.zh}${limit.zh}（${members.zh}）。发送：${sends.zh}。`,
    },
    help: sure
      ? {
          en: 'Drop or move one of the sends, leave these members out of one, or use another channel.',
          zh: '请减少或改期一条，在其中一条里排除这些会员，或改用其他渠道。',
        }
      : possibleHelp(context, finding),
    related: [
      ...relatedContacts(context, finding.contacts, place.id),
      {
        span: clause.span,
        message: { en: `${origin.en}: ${clause.limit} ${window.en}`, zh: `${origin.zh}：${window.zh}${clause.limit}条` },
      },
    ],
    fixes: excludeFix(context, finding),
    subjects: subjectsOf(finding.contacts),
    clause: active,
  };
}

function* ofClause(context: RuleContext, active: ActiveOf<'cap'>): Iterable<Finding> {
  const { clause } = active;
  const { waived, left } = besideWaived(RULE, context, clause, (mustInclude) => capFindings(context, active, mustInclude));
  for (const finding of [...waived, ...left]) {
    const described = describe(context, finding, active);
    if (described) yield described;
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const active of clausesOf(context.plan, 'cap')) yield* ofClause(context, active);
}

function* prepare(context: RuleContext): Iterable<void> {
  for (const active of clausesOf(context.plan, 'cap')) yield* prepareCapFindings(context, active);
}

const plan = (day: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-04-30
  timing {
    wave first "第一波" via sms to fans { at 2027-03-02 10:00 }
    wave second "第二波" via sms to fans { at 2027-03-08 10:00 }
    wave third "第三波" via sms to friends { at 2027-03-15 10:00 }
    wave fourth "第四波" via sms to fans { at 2027-03-22 10:00 }
    wave fifth "第五波" via sms to fans { at ${day} 10:00 }
  }
}

policy tight extends house { cap sms unlimited per campaign  lead email before sms none }
`;

export const capExceeded: Rule = {
  id: RULE,
  group: 'frequency',
  level: 'error',
  title: { en: 'A member may get too many messages', zh: '会员可能收到过多消息' },
  why: {
    en: 'Who is disturbed too often turns away: unsubscribes, blocks the sender, complains. The built-in numbers come from practice (three SMS a month, two in November) and from the platforms (WeChat lets four through a month); others are the house’s own. The worst case over all campaigns counts, not what was sent so far.',
    zh: '打扰过多，会员就会退订、拉黑或投诉。内置的上限来自经验（短信每月3条，十一月2条）和平台限制（微信服务号每月4条），其余由店铺自己定。这里按全部活动的最坏情况计算，而不是看已经发了多少。',
  },
  configure: {
    en: 'The numbers are the policy’s: `cap sms 3 per calendar month`, `cap any 1 per calendar day`, `cap sms unlimited per campaign` removes one.',
    zh: '上限由政策决定：cap sms 3 per calendar month、cap any 1 per calendar day；cap sms unlimited per campaign 表示取消。',
  },
  bad: plan('2027-03-29'),
  good: plan('2027-04-01'),
  check,
  prepare,
};
