import type { Fix } from '../../diagnostics/diagnostic.js';
import type { Message } from '../../model/types.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { clauseOrigin, nameOf } from '../words.js';
import { copiesOf, subjectsOf, wordsOf } from './_copies.js';
import { smsExample } from './_example.js';
import { messagesAsked } from './_required.js';
import { spanFrom } from '../../text/span.js';

/** What tells a member how to get no more: 拒收请回复R, 退订回T, 回复TD退订, “Reply STOP”, “unsubscribe”. */
const WAYS_OUT = [
  new RegExp('(?:退订|拒收|取消订阅)[^,，。.!！;；\\n]{0,6}?(?:[回点发]|[A-Z]{1,4}\\b)', 'i'),
  new RegExp('(?:[回点发][^,，。.!！;；\\n]{0,8}?|\\b[A-Z]{1,4}\\s*)(?:退订|拒收|取消订阅)', 'i'),
  /\bunsubscribe\b|\bopt[- ]?out\b/i,
  /\bSTOP\b/,
];

/** Service and transactional messages are no advertising, so nothing can be refused. */
function isAdvertising(waves: readonly AddressedWave[]): boolean {
  return waves.length === 0 || waves.some((wave) => wave.class === 'marketing' || wave.class === 'care');
}

/** At the end, before a signature that stands there. */
function addWayOut(message: Message): Fix[] {
  const copy = copiesOf(message).at(-1);
  if (!copy) return [];
  const words = wordsOf(copy);
  const chinese = /[\u3400-\u9FFF]/.test(words);
  const way = chinese ? '拒收请回复R' : 'Reply STOP to unsubscribe';
  const signature = /\S\s*(\u3010[^\u3010\u3011]*\u3011)\s*$/.exec(words)?.[1] ?? '';
  const place = copy.inside.end - signature.length;
  const title = { en: `Add “${way}”`, zh: `加上“${way}”` };
  return [{ title, safe: true, edits: [{ span: spanFrom(copy.inside, { start: place, end: place }), text: ` ${way}` }] }];
}

function* check({ plan, sends }: RuleContext): Iterable<Finding> {
  for (const { message, active, words } of messagesAsked(plan, 'unsubscribe')) {
    const senders = sends.wavesWith(message.name);
    if (WAYS_OUT.some((way) => way.test(words)) || !isAdvertising(senders)) continue;
    const name = nameOf(message);
    yield {
      span: copiesOf(message).at(-1)?.span ?? message.nameSpan,
      message: {
        en: `${name.en} does not say how to refuse more of them. Add for example “拒收请回复R” or “Reply STOP to unsubscribe”.`,
        zh: `${name.zh}缺少退订方式。请加上例如“拒收请回复R”。`,
      },
      related: [{ span: active.clause.span, message: clauseOrigin(plan, active, 'rule') }],
      fixes: addWayOut(message),
      subjects: subjectsOf(senders),
      clause: active,
    };
  }
}

const plan = (way: string): string => smsExample(`message hi for sms { text "【示例店】新品到店,欢迎试穿。${way}" }`);

export const missingUnsubscribe: Rule = {
  id: 'missing-unsubscribe',
  group: 'message',
  level: 'error',
  needsWhole: 'project',
  scope: 'file',
  title: { en: 'Advertising that cannot be refused', zh: '营销消息缺少退订方式' },
  why: {
    en: 'Whoever gets advertising must be told how to stop it: in China the rules for SMS services (article 20) and the advertising law (article 43) demand it. A member who cannot refuse complains to the carrier, and the sender is blocked.',
    zh: '发送商业信息必须说明如何拒收：《通信短信息服务管理规定》第二十条、《广告法》第四十三条都有要求。会员无法退订就会向运营商投诉，发送号码会被封停。',
  },
  configure: {
    en: 'The policy says where: `require unsubscribe for sms`; `require none for sms` asks for nothing. Messages that only service and transactional waves send need none.',
    zh: '由政策决定哪些渠道需要：require unsubscribe for sms；require none for sms 表示不要求。只用于服务类、交易类波次的消息不需要。',
  },
  bad: plan(''),
  good: plan('拒收请回复R'),
  check,
};
