import { messagesOf } from '../../costs/message-cost.js';
import type { Benefit, Message } from '../../model/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { listOf, nameOf } from '../words.js';
import { copiesOf, isKnown, placeholdersOf, wordsOf } from './_copies.js';

/** Spaces, case and full-width forms make no difference to a reader. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** What a member knows a benefit by: its label, or the prizes that can be won. */
function wordsFor(benefit: Benefit): readonly string[] {
  const label = benefit.label?.value ?? benefit.name;
  return [label, ...benefit.prizes.map((prize) => prize.label.value)].map(plain).filter((word) => word !== '');
}

function mentions(message: Message, benefit: Benefit): boolean {
  if (placeholdersOf(message).some(({ name }) => name === 'offer')) return true;
  const copy = plain(copiesOf(message).map(wordsOf).join('\n'));
  return wordsFor(benefit).some((word) => copy.includes(word));
}

function* check({ plan, sends }: RuleContext): Iterable<Finding> {
  for (const addressed of sends.waves) {
    const { wave, timeline } = addressed;
    const messages = messagesOf(addressed, plan);
    if (messages.length === 0 || !messages.every(isKnown)) continue;
    const offers = wave.offers.flatMap((ref) => {
      const benefit = plan.benefits.get(ref.name);
      const silent = benefit && messages.find((message) => !mentions(message, benefit));
      return silent ? [{ ref, benefit, silent }] : [];
    });
    const [first] = offers;
    if (!first) continue;
    const [names, copy] = [listOf(offers.map(({ benefit }) => nameOf(benefit))), nameOf(first.silent)];
    yield {
      span: first.ref.span,
      message: {
        en: `${nameOf(wave).en} offers ${names.en}, but its copy ${copy.en} does not say so.`,
        zh: `${nameOf(wave).zh}提供${names.zh}，文案${copy.zh}里却没有提到。`,
      },
      help: {
        en: 'Write `{offer}` where the benefit belongs, or its label.',
        zh: '请在文案中写 {offer}，或写出权益的名称。',
      },
      related: [{ span: copiesOf(first.silent)[0]?.span ?? first.silent.nameSpan, message: { en: 'the copy', zh: '文案' } }],
      subjects: [waveSubject(timeline)],
    };
  }
}

const plan = (copy: string): string => `benefit ship "包邮" free_shipping
message hi for email { subject "春天好"  body "新品到店${copy}。" }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via email to fans { at 2027-03-02 10:00  message hi  offer ship }
  }
}
`;

export const silentOffer: Rule = {
  id: 'silent-offer',
  group: 'message',
  level: 'info',
  needsWhole: 'project',
  scope: 'file',
  title: { en: 'An offer the copy does not mention', zh: '文案没有提到的权益' },
  why: {
    en: 'A benefit works when it is put into the member’s hands: who is not told does not come for it.',
    zh: '权益要送到会员手上才有用：没人告诉他，他就不会来。',
  },
  configure: {
    en: 'Looked for is `{offer}`, the label of the benefit, or one of its prizes. Change the level with `level silent-offer off`.',
    zh: '文案里有 {offer}、权益名称或奖品名称即可。可用 level silent-offer off 关闭。',
  },
  bad: plan(''),
  good: plan(',全场{offer}'),
  check,
};
