import type { Fix } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/suggest.js';
import type { Message } from '../../model/types.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';
import { placeholdersOf, subjectsOf, type Placeholder } from './_copies.js';

/** Placeholders besides the attributes of `member`. */
const OWN = ['link', 'offer', 'store'];

function unknown({ name, span }: Placeholder, names: ReadonlySet<string>): Finding {
  const near = nearest(name, names);
  const fix = (text: string): Fix => ({
    title: { en: `Write \`${text}\``, zh: `改为 ${text}` },
    safe: true,
    edits: [{ span, text }],
  });
  return {
    span,
    message:
      near === undefined
        ? {
            en: `\`{${name}}\` stands for nothing: a placeholder is an attribute of \`member\`, \`{link}\`, \`{offer}\` or \`{store}\`.`,
            zh: `{${name}} 没有对应的内容：占位符可以是 member 的属性、{link}、{offer} 或 {store}。`,
          }
        : {
            en: `\`{${name}}\` stands for nothing. Did you mean \`{${near}}\`?`,
            zh: `{${name}} 没有对应的内容，是不是想写 {${near}}？`,
          },
    ...(near === undefined && {
      help: { en: 'Braces that members should see are written `\\{` and `\\}`.', zh: '要让会员看到花括号，请写 \\{ 和 \\}。' },
    }),
    fixes: near === undefined ? [] : [fix(`{${near}}`)],
  };
}

function withoutOffer({ span }: Placeholder, wave: AddressedWave): Finding {
  const name = nameOf(wave.wave);
  return {
    span,
    message: {
      en: `\`{offer}\` stands for nothing in ${name.en}, which offers nothing: members would read a gap.`,
      zh: `${name.zh}没有写 offer，{offer} 没有对应的内容，会员看到的是空白。`,
    },
    help: { en: 'Write `offer BENEFIT` in the wave, or the words in the copy.', zh: '请在波次中写 offer 权益，或在文案中直接写明。' },
    related: [{ span: wave.wave.message?.span ?? wave.wave.nameSpan, message: { en: 'sent here', zh: '在此发送' } }],
  };
}

function* ofMessage(message: Message, waves: readonly AddressedWave[], names: ReadonlySet<string>): Iterable<Finding> {
  for (const placeholder of placeholdersOf(message)) {
    if (!names.has(placeholder.name)) yield { ...unknown(placeholder, names), subjects: subjectsOf(waves) };
    else if (placeholder.name === 'offer') {
      const offerless = waves.filter(({ wave }) => wave.offers.length === 0);
      const [first] = offerless;
      if (first) yield { ...withoutOffer(placeholder, first), subjects: subjectsOf(offerless) };
    }
  }
}

function* check({ plan, sends }: RuleContext): Iterable<Finding> {
  const names = new Set([...(plan.entities.get('member')?.attributes.keys() ?? []), ...OWN]);
  for (const message of plan.messages.values()) yield* ofMessage(message, sends.wavesWith(message.name), names);
}

const plan = (name: string): string => `message hi for email { subject "{${name}},春天好"  body "新品到店,欢迎试穿。" }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via email to fans { at 2027-03-02 10:00  message hi }
  }
}
`;

export const unknownPlaceholder: Rule = {
  id: 'unknown-placeholder',
  group: 'message',
  level: 'error',
  scope: 'file',
  title: { en: 'A placeholder that stands for nothing', zh: '占位符没有对应的内容' },
  why: {
    en: 'A placeholder nobody fills reaches the member as it is: “Dear {nmae}”. So does `{offer}` in a wave that offers nothing.',
    zh: '没人填的占位符会原样发给会员：“亲爱的{nmae}”。没有权益的波次里的 {offer} 也一样。',
  },
  configure: {
    en: 'Add attributes to fill from: `extend entity member { nickname text up to 10 }`.',
    zh: '可以增加会员属性：extend entity member { nickname text up to 10 }。',
  },
  bad: plan('nmae'),
  good: plan('name'),
  check,
};
