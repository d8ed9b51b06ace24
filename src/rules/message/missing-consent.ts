import type { Fix } from '../../diagnostics/diagnostic.js';
import type { ResolvedChannel } from '../../model/plan.js';
import type { ChannelKind } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';

/** Kinds whose messages reach a person who must have agreed to them. */
const ASK_FIRST: ReadonlySet<ChannelKind> = new Set(['sms', 'email', 'call', 'wecom', 'push']);

function requireFlag({ declaration, kind }: ResolvedChannel, plan: ResolvedPlan): Fix[] {
  const flag = `${kind}_consent`;
  const after = declaration.channelKind?.span;
  if (!after || plan.entities.get('member')?.attributes.get(flag)?.type.kind !== 'flag') return [];
  const title = { en: `Send only to members with \`${flag}\``, zh: `只发给有 ${flag} 的会员` };
  return [{ title, safe: true, edits: [{ span: spanFrom(after, { start: after.end }), text: `  requires ${flag}` }] }];
}

function* check({ plan }: RuleContext): Iterable<Finding> {
  for (const channel of plan.channels.values()) {
    if (!channel.personal || !ASK_FIRST.has(channel.kind) || channel.requires.length > 0) continue;
    const name = nameOf(channel.declaration);
    yield {
      span: channel.declaration.nameSpan,
      message: {
        en: `${name.en} reaches members personally, but does not say which consent it needs: it would also reach those who refused. Add for example \`requires ${channel.kind}_consent\`.`,
        zh: `${name.zh}会直接触达会员，却没有写明需要哪项同意，拒收的会员也会收到。请补充例如 requires ${channel.kind}_consent。`,
      },
      fixes: requireFlag(channel, plan),
    };
  }
}

const plan = (consent: string): string => `channel vip_sms "VIP 短信" { kind sms  cost 0.05元${consent} }
`;

export const missingConsent: Rule = {
  id: 'missing-consent',
  group: 'message',
  level: 'error',
  locked: true,
  needsWhole: 'file',
  title: { en: 'A channel that asks nobody', zh: '渠道没有写明需要同意' },
  why: {
    en: 'SMS, email, calls, WeCom and push go only to members who agreed to them; in China the Personal Information Protection Law (article 13) and the rules for SMS services (article 18) demand it. A send system takes from `requires` whom it must leave out.',
    zh: '短信、邮件、电话、企业微信和推送只能发给同意的会员；《个人信息保护法》第十三条、《通信短信息服务管理规定》第十八条都有要求。发送系统按 requires 剔除未同意的会员。',
  },
  configure: {
    en: 'Not configurable: it is law. `requires` may name any flag of `member`; add your own with `extend entity member { club_consent flag }`.',
    zh: '不可调整：这是法律规定。requires 可以写 member 的任意是否值属性，也可以自行添加：extend entity member { club_consent flag }。',
  },
  bad: plan(''),
  good: plan('  requires sms_consent'),
  check,
};
