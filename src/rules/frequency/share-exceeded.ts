import type { ShareFinding } from '../../caps/types.js';
import { clausesOf } from '../../model/clauses.js';
import { exact, decimal, type Exact } from '../../model/exact.js';
import type { ActiveOf } from '../../model/plan.js';
import { shareFindings } from '../../sends/caps.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { channelsWords, lastWave, placeWords, relatedContacts, subjectsOf } from './_words.js';
import { clauseOrigin, countText } from '../words.js';

/** The share in per cent, with as many digits as it takes to tell it from what is allowed. */
function percent(count: number, members: number, allowed: Exact): string {
  const share = exact(count).div(members);
  for (let digits = 1; digits < 6; digits += 1) {
    const rounded = share.mul(100).round(digits);
    if (share.gt(allowed) === rounded.gt(allowed.mul(100))) return Number(decimal(rounded)).toString();
  }
  return Number(decimal(share.mul(100).round(6))).toString();
}

function describe(
  context: RuleContext,
  finding: ShareFinding,
  active: ActiveOf<'share'>,
  { members, allowed }: { readonly members: number; readonly allowed: number },
): Finding | undefined {
  const { clause } = active;
  const place = lastWave(context, finding.contacts);
  if (!place || (finding.high !== undefined && finding.high <= allowed)) return undefined;
  const violated = finding.low > allowed;
  // Where a size is missing, unknown-size reports that nothing can be said.
  if (!violated && finding.high === undefined) return undefined;
  const what = channelsWords(context, active, clause.over);
  const count = violated
    ? finding.high === undefined || finding.high === finding.low
      ? { en: countText(finding.low), zh: countText(finding.low), share: percent(finding.low, members, clause.share) }
      : {
          en: `${countText(finding.low)} to ${countText(finding.high)}`,
          zh: `${countText(finding.low)}~${countText(finding.high)}`,
          share: `${percent(finding.low, members, clause.share)}–${percent(finding.high, members, clause.share)}`,
        }
    : {
        en: `Up to ${countText(finding.high ?? 0)}`,
        zh: `最多${countText(finding.high ?? 0)}`,
        share: percent(finding.high ?? 0, members, clause.share),
      };
  const where = placeWords(clause.window, finding.windowFrom, finding.windowTo);
  const share = decimal(clause.share.mul(100));
  return {
    span: place.span,
    verdict: violated ? 'violated' : 'possible',
    message: {
      en: `${count.en} members (${count.share}%) ${violated ? 'get' : 'may get'} more than ${clause.over} ${what.en} ${where.en}; at most ${share}% of ${countText(members)} may, that is ${countText(allowed)}.`,
      zh: `${where.zh}${violated ? '有' : ''}${count.zh}名会员（${count.share}%）${violated ? '' : '可能'}收到超过${clause.over}${what.zh}；不应超过${countText(members)}名会员的${share}%，即${countText(allowed)}人。`,
    },
    help: {
      en: 'Take a large group out of one of the sends; recent buyers usually need only one.',
      zh: '请在其中一波去掉较大的客群；最近购买过的客户一般不需要多次营销。',
    },
    related: [
      ...relatedContacts(context, finding.contacts, place.id),
      { span: clause.span, message: clauseOrigin(context.plan, active, 'limit') },
    ],
    subjects: subjectsOf(finding.contacts),
    clause: active,
  };
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const active of clausesOf(context.plan, 'share')) {
    const share = shareFindings(context, active);
    if (!share) continue; // without members missing-store reports it
    for (const finding of share.findings) {
      const described = describe(context, finding, active, share);
      if (described) yield described;
    }
  }
}

const plan = (second: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave first "第一波" via sms to fans, friends { at 2027-03-02 10:00 }
    wave second "第二波" via sms to ${second} { at 2027-03-09 10:00 }
  }
}

policy calm extends house { lead email before sms none  share sms over 1 at most 5% per campaign }
`;

export const shareExceeded: Rule = {
  id: 'share-exceeded',
  group: 'frequency',
  level: 'error',
  title: { en: 'Too large a share of members gets several messages', zh: '多次触达的会员占比过高' },
  why: {
    en: 'Double 11 practice: in stores of more than 300,000 members no more than 30% get several SMS in one campaign. Messages to everybody, again and again, cost money and goodwill.',
    zh: '双十一经验：会员超过30万的店铺，一个活动里收到多次短信的客户占比一般不超过百分之三十。反复群发既费钱又伤客户。',
  },
  configure: {
    en: 'The numbers are the policy’s: `share sms over 1 at most 30% per campaign when members > 300_000`; `share sms over 1 none` removes it.',
    zh: '数字由政策决定：share sms over 1 at most 30% per campaign when members > 300_000；share sms over 1 none 表示取消。',
  },
  bad: plan('fans, friends'),
  good: plan('fans'),
  check,
};
