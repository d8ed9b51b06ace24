import { messagesOf } from '../../costs/message-cost.js';
import type { ResolvedChannel } from '../../model/plan.js';
import { messageRefs } from '../../model/waves.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { channelName, nameOf } from '../words.js';

/** A message for the channel of a kind's name fits all channels of the kind. */
export function fitsChannel(written: string, channel: ResolvedChannel, plan: ResolvedPlan): boolean {
  return written === channel.name || (written === channel.kind && plan.channels.get(written)?.kind === channel.kind);
}

function* check({ plan, sends }: RuleContext): Iterable<Finding> {
  for (const addressed of sends.waves) {
    const { channel, wave, timeline } = addressed;
    if (!channel) continue;
    for (const message of new Set(messagesOf(addressed, plan))) {
      const written = message.channel?.name;
      const ref = messageRefs(wave).find(({ name }) => name === message.name);
      if (written === undefined || !ref || !plan.channels.has(written) || fitsChannel(written, channel, plan)) continue;
      const [name, via, to] = [nameOf(message), channelName(plan, written), channelName(plan, channel.name)];
      yield {
        span: ref.span,
        message: {
          en: `${name.en} is written for ${via.en}, but ${nameOf(wave).en} goes via ${to.en}.`,
          zh: `${name.zh}是为${via.zh}写的，而${nameOf(wave).zh}通过${to.zh}发送。`,
        },
        help: {
          en: `Write a message for ${to.en}: length, links and signature differ between channels.`,
          zh: `请另写一条用于${to.zh}的消息：各渠道的长度、链接和签名要求不同。`,
        },
        related: [{ span: message.channel?.span ?? message.nameSpan, message: { en: 'written for', zh: '用于' } }],
        subjects: [waveSubject(timeline)],
      };
    }
  }
}

const plan = (message: string): string => `message hi for email { subject "春天好"  body "新品到店,欢迎试穿。" }
message note for wechat { text "新品到店,欢迎试穿。" }

${campaignWith(
  'wave letter "邮件" via email to fans { at 2027-03-02 10:00  message hi }',
  `wave hello "问候" via wechat to fans { at 2027-03-04 10:00  message ${message} }`,
  'wave again "提醒" via wechat to friends { at 2027-03-04 10:00  message note }',
)}`;

export const messageForOtherChannel: Rule = {
  id: 'message-for-other-channel',
  group: 'message',
  level: 'error',
  scope: 'file',
  title: { en: 'A message written for another channel', zh: '消息用错了渠道' },
  why: {
    en: 'A mail has a subject, an SMS a signature and 70 characters: what was written and checked for one channel was not checked for the other.',
    zh: '邮件有主题，短信有签名和70字的限制：为一个渠道写好、检查过的内容，在另一个渠道没有检查过。',
  },
  configure: {
    en: 'A message `for sms` fits every channel of kind sms. Change the level with `level message-for-other-channel warning`.',
    zh: 'for sms 的消息适用于所有 sms 类渠道。可用 level message-for-other-channel warning 调整级别。',
  },
  bad: plan('hi'),
  good: plan('note'),
  check,
};
