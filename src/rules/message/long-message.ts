import { messageCost, placeholdersOf as fillingsOf } from '../../costs/message-cost.js';
import { longestText, smsLength, type SmsLength } from '../../costs/sms-parts.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Copy } from '../../model/types.js';
import { moneyText } from '../../pricing/money-text.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { countText, nameOf, plural } from '../words.js';
import { subjectsOf } from './_copies.js';
import { smsExample } from './_example.js';

interface Longest {
  readonly length: SmsLength;
  readonly wave?: AddressedWave;
}

/** The copy at its longest, in the wave whose offers make it so. */
function longestOf(copy: Copy, waves: readonly AddressedWave[], plan: ResolvedPlan): Longest {
  const lengthWith = (offers: readonly string[]): SmsLength => smsLength(longestText(copy, fillingsOf(offers, plan)));
  const lengths = waves.map((wave): Longest => ({ wave, length: lengthWith(wave.wave.offers.map(({ name }) => name)) }));
  return (
    lengths.reduce<Longest | undefined>(
      (longest, each) => (longest && longest.length.length >= each.length.length ? longest : each),
      undefined,
    ) ?? { length: lengthWith([]) }
  );
}

/** What the wave pays for the message, and what it would pay for one of a single part. */
function costText(wave: AddressedWave | undefined, parts: number, plan: ResolvedPlan): Localized | undefined {
  if (!wave) return undefined;
  const { unit, recipients, times } = messageCost(wave, plan);
  if (unit.equals(0) || !recipients || !times) return undefined;
  const [one, all] = [1, parts].map((count) => moneyText(unit.mul(count).mul(recipients).mul(times), plan.currency));
  const name = nameOf(wave.wave);
  const sends = times === 1 ? { en: '', zh: '' } : { en: ` ${plural(times, 'time')}`, zh: `、每人${countText(times)}次` };
  return {
    en: `${name.en}, to ${plural(recipients, 'member')}${sends.en}, costs up to ${all?.en ?? ''} instead of ${one?.en ?? ''}.`,
    zh: `${name.zh}发给${countText(recipients)}人${sends.zh}，最多花费${all?.zh ?? ''}，单条只需${one?.zh ?? ''}。`,
  };
}

/** How long each placeholder may get. */
function fillingText(copy: Copy, wave: AddressedWave | undefined, plan: ResolvedPlan): Localized {
  const offers = wave?.wave.offers.map(({ name }) => name) ?? [];
  const names = new Set(copy.parts.flatMap((part) => (part.kind === 'placeholder' ? [part.name] : [])));
  const lengths = [...names].map((name) => {
    const part = copy.parts.find((each) => each.kind === 'placeholder' && each.name === name);
    const filled = part ? longestText({ ...copy, parts: [part] }, fillingsOf(offers, plan)) : '';
    return { name, length: Array.from(filled).length };
  });
  if (lengths.length === 0) return { en: '', zh: '' };
  return {
    en: ` Counted at their longest: ${lengths.map(({ name, length }) => `{${name}} ${length}`).join(', ')}.`,
    zh: `占位符按最长计：${lengths.map(({ name, length }) => `{${name}} ${length}字`).join('、')}。`,
  };
}

function* check({ plan, sends }: RuleContext): Iterable<Finding> {
  for (const message of plan.messages.values()) {
    const copy = message.text;
    if (!copy || plan.channels.get(message.channel?.name ?? '')?.kind !== 'sms') continue;
    const waves = sends.wavesWith(message.name).filter(({ channel }) => channel?.kind === 'sms');
    const { length, wave } = longestOf(copy, waves, plan);
    if (length.parts === 1) continue;
    const name = nameOf(message);
    const cost = costText(wave, length.parts, plan);
    const over = length.length - length.single;
    const filling = fillingText(copy, wave, plan);
    const has = copy.parts.some((part) => part.kind === 'placeholder') ? { en: 'may have', zh: '最长' } : { en: 'has', zh: '共' };
    const hidden = length.alphabet === 'ucs2' ? { en: '', zh: '' } : { en: ' of the plain alphabet', zh: '（纯英文字符）' };
    yield {
      span: copy.span,
      message: {
        en: `${name.en} ${has.en} ${length.length} characters${hidden.en}; one SMS holds ${length.single}, so it is paid as ${length.parts}.${cost ? ` ${cost.en}` : ''}`,
        zh: `${name.zh}${has.zh}${length.length}字${hidden.zh}，超过一条短信的${length.single}字，按${length.parts}条计费。${cost ? cost.zh : ''}`,
      },
      help: {
        en: `Shorten it by ${plural(over, 'character')} for one part.${filling.en}`,
        zh: `减少${over}字即为一条。${filling.zh}`,
      },
      subjects: subjectsOf(waves),
    };
  }
}

const plan = (more: string): string =>
  smsExample(`message hi for sms {
  text "【示例店】{name},春季新品已经到店,老友专享先试先挑,本周末到店还有一份伴手礼,数量有限先到先得,${more}欢迎来坐坐。拒收请回复R"
}`);

export const longMessage: Rule = {
  id: 'long-message',
  group: 'message',
  level: 'warning',
  scope: 'file',
  title: { en: 'An SMS paid more than once', zh: '短信按多条计费' },
  why: {
    en: 'An SMS holds 70 characters once a single Chinese one is in it, 67 where several are joined; in the plain alphabet of GSM 03.38 160 and 153. The member reads one message, the store pays each part. Placeholders count at their longest: what `up to` says, 20 without it, 24 for `{link}`.',
    zh: '短信只要含一个汉字，一条就是70字，长短信每条67字；纯 GSM 03.38 英文字符为160和153。会员看到一条，店铺按条付费。占位符按最长计算：up to 写明的长度，没写按20字，{link} 按24字。',
  },
  configure: {
    en: 'Say how long an attribute may be: `entity member { name text up to 10 … }`. Change the level with `level long-message off`.',
    zh: '可以写明属性的最大长度：entity member { name text up to 10 … }。可用 level long-message off 关闭。',
  },
  bad: plan('周边停车免费,'),
  good: plan(''),
  check,
};
