import { placeholdersOf } from '../../costs/message-cost.js';
import { longestText, smsLength, type SmsLength } from '../../costs/sms-parts.js';
import type { Analysis } from '../../compiler.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Copy, Message } from '../../model/types.js';
import type { Telling } from './telling.js';

/** A copy as it stands, placeholders in braces. */
function copyText({ parts }: Copy): string {
  return parts.map((part) => (part.kind === 'text' ? part.value : `{${part.name}}`)).join('');
}

/** The benefits that waves with this message offer, for what `{offer}` stands for. */
function offersWith({ sends }: Analysis, { name }: Message): readonly string[] {
  const waves = sends.waves.filter(
    ({ wave }) => wave.message?.name === name || wave.test?.variants.some((variant) => variant.message.name === name),
  );
  return [...new Set(waves.flatMap(({ wave }) => wave.offers.map((ref) => ref.name)))];
}

/** What braces in the copy of a message may stand for, besides attributes of members. */
export const PLACEHOLDERS: Readonly<Record<string, Localized>> = {
  link: { en: 'the link of the wave', zh: '波次的链接' },
  offer: { en: 'the label of what the wave offers', zh: '所送权益的名称' },
  store: { en: 'the label of the store', zh: '店铺名称' },
};

/** How a message for SMS is billed, at the longest its placeholders can be. */
export function smsOf(analysis: Analysis, message: Message): SmsLength | undefined {
  const { plan } = analysis;
  const isSms = message.channel && plan.channels.get(message.channel.name)?.kind === 'sms';
  return isSms && message.text ? smsLength(longestText(message.text, placeholdersOf(offersWith(analysis, message), plan))) : undefined;
}

/** What a message says, and how an SMS is billed. */
export function messageFacts({ analysis, say }: Telling, message: Message): readonly string[] {
  const channel = message.channel && analysis.plan.channels.get(message.channel.name);
  const copies = [message.subject, message.text, message.body].flatMap((copy) => (copy ? [`“${copyText(copy)}”`] : []));
  const sms = smsOf(analysis, message);
  return [
    ...(channel ? [say({ en: `for ${channel.name}`, zh: `用于${channel.label}` })] : []),
    ...copies,
    ...(message.bodyFile ? [message.bodyFile.value] : []),
    ...(sms
      ? [
          say({
            en: `${sms.length} characters at the longest: ${sms.parts} SMS`,
            zh: `最长 ${sms.length} 个字，按 ${sms.parts} 条短信计费`,
          }),
        ]
      : []),
  ];
}
