import type { Fix } from '../../diagnostics/diagnostic.js';
import type { Message } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { clauseOrigin, nameOf } from '../words.js';
import { copiesOf, subjectsOf } from './_copies.js';
import { smsExample } from './_example.js';
import { messagesAsked } from './_required.js';
import { spanFrom } from '../../text/span.js';

const SIGNATURE = '【\\s*[^【】\\s][^【】]*】';
/** Carriers read a signature at the beginning or the end. */
const SIGNED = new RegExp(`^\\s*${SIGNATURE}|${SIGNATURE}\\s*$`);

function sign(message: Message, plan: ResolvedPlan): Fix[] {
  const [copy] = copiesOf(message);
  const brand = plan.store?.label?.value ?? plan.store?.name;
  if (!copy || brand === undefined || /[\u3010\u3011"\\{}\u201C\u201D\n]/.test(brand)) return [];
  const title = { en: `Sign with 【${brand}】`, zh: `加上签名【${brand}】` };
  return [{ title, safe: true, edits: [{ span: spanFrom(copy.inside, { end: copy.inside.start }), text: `【${brand}】` }] }];
}

function* check({ plan, sends }: RuleContext): Iterable<Finding> {
  for (const { message, active, words } of messagesAsked(plan, 'signature')) {
    if (SIGNED.test(words)) continue;
    const name = nameOf(message);
    yield {
      span: copiesOf(message)[0]?.span ?? message.nameSpan,
      message: {
        en: `${name.en} has no signature: begin or end it with the name of the brand in 【 】.`,
        zh: `${name.zh}缺少签名：请在开头或结尾用【】写上品牌名。`,
      },
      related: [{ span: active.clause.span, message: clauseOrigin(plan, active, 'rule') }],
      fixes: sign(message, plan),
      subjects: subjectsOf(sends.wavesWith(message.name)),
      clause: active,
    };
  }
}

const plan = (signature: string): string => smsExample(`message hi for sms { text "${signature}新品到店,欢迎试穿。拒收请回复R" }`);

export const missingSignature: Rule = {
  id: 'missing-signature',
  group: 'message',
  level: 'error',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A message without a signature', zh: '消息缺少签名' },
  why: {
    en: 'Carriers in China send an SMS only with the registered name of the sender in 【 】 at its beginning or end; and a member should know at once who writes.',
    zh: '国内运营商要求短信在开头或结尾带有已报备的签名【】，否则不予发送；会员也应一眼看出是谁发的。',
  },
  configure: {
    en: 'The policy says where: `require signature for sms`; `require none for sms` asks for nothing.',
    zh: '由政策决定哪些渠道需要：require signature for sms；require none for sms 表示不要求。',
  },
  bad: plan(''),
  good: plan('【示例店】'),
  check,
};
