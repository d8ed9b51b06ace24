import { messagesOf } from '../../costs/message-cost.js';
import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import type { Group } from '../../model/conditions.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { messageRefs } from '../../model/waves.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { nameOf } from '../words.js';
import { isKnown, placeholdersOf } from './_copies.js';
import { spanFrom } from '../../text/span.js';

type Device = 'pc' | 'mobile';

/** Everybody on a device, at the moment of a group; nothing where members have no such attribute. */
function everybodyOn(device: Device, group: Group, plan: ResolvedPlan): Group | undefined {
  const attribute = plan.entities.get('member')?.attributes.get('device');
  if (attribute?.type.kind !== 'enumeration' || !attribute.type.values.includes(device)) return undefined;
  const { type, fixed } = attribute;
  const { moment, momentDay, sendMoment } = group;
  return {
    include: ['everyone'],
    exclude: [],
    where: {
      kind: 'compare',
      operator: '=',
      left: { kind: 'attribute', entity: 'member', attribute: 'device', fixed, type },
      right: { kind: 'constant', scalar: { kind: 'enumeration', value: device }, type },
    },
    moment,
    momentDay,
    ...(sendMoment !== undefined && { sendMoment }),
  };
}

function isOnlyOn(device: Device, { group, open }: AddressedWave, { plan, prover }: RuleContext): boolean {
  const all = open ? undefined : everybodyOn(device, group, plan);
  return all !== undefined && prover.within(group, all) && !prover.empty(group);
}

const BY_DEVICE: Localized = { en: 'Link by device', zh: '按设备分别使用链接' };

function* ofDevice(addressed: AddressedWave, context: RuleContext): Iterable<Finding> {
  const { wave, timeline } = addressed;
  const { link } = wave;
  if (!link || link.value === 'by device') return;
  const wrong: Device = link.value === 'short' ? 'pc' : 'mobile';
  if (!isOnlyOn(wrong, addressed, context)) return;
  const name = nameOf(wave);
  const fixes: Fix[] = [{ title: BY_DEVICE, safe: true, edits: [{ span: link.span, text: 'by device' }] }];
  yield {
    span: link.span,
    level: wrong === 'pc' ? 'error' : 'warning',
    message:
      wrong === 'pc'
        ? {
            en: `${name.en} goes only to members on a PC, but carries a short link, which is made for phones. They should get the store's main link.`,
            zh: `${name.zh}只发给纯PC端客户，不适合加短链，请用店铺主链接。`,
          }
        : {
            en: `${name.en} goes only to members on a phone, but carries the store's main link, which is made for PCs. They should get a short link.`,
            zh: `${name.zh}只发给手机端客户，用的却是店铺主链接，请改用短链。`,
          },
    help:
      wrong === 'pc'
        ? { en: 'Write `link main`, or `link by device`.', zh: '请写 link main 或 link by device。' }
        : { en: 'Write `link short`, or `link by device`.', zh: '请写 link short 或 link by device。' },
    fixes,
    subjects: [waveSubject(timeline)],
  };
}

/** The placeholder and the property belong together. */
function* ofCopy(addressed: AddressedWave, { plan }: RuleContext): Iterable<Finding> {
  const { wave, timeline } = addressed;
  const name = nameOf(wave);
  for (const message of new Set(messagesOf(addressed, plan))) {
    const place = placeholdersOf(message).find((placeholder) => placeholder.name === 'link');
    const copy = nameOf(message);
    if (place && !wave.link) {
      const ref = messageRefs(wave).find((each) => each.name === message.name);
      const span = ref?.span ?? wave.nameSpan;
      const end = wave.test ? wave.test.span : span;
      yield {
        span,
        message: {
          en: `${copy.en} has a \`{link}\`, but ${name.en} does not say which: members would read a gap.`,
          zh: `${copy.zh}里有 {link}，${name.zh}却没有写用哪种链接，会员看到的是空白。`,
        },
        help: { en: 'Add `link short`, `link main` or `link by device`.', zh: '请补充 link short、link main 或 link by device。' },
        related: [{ span: place.span, message: { en: 'the place of the link', zh: '链接的位置' } }],
        fixes: [{ title: BY_DEVICE, safe: true, edits: [{ span: spanFrom(end, { start: end.end }), text: '  link by device' }] }],
        subjects: [waveSubject(timeline)],
      };
    } else if (!place && wave.link && isKnown(message)) {
      yield {
        span: wave.link.span,
        level: 'warning',
        message: {
          en: `${name.en} has a link, but its copy ${copy.en} has no \`{link}\`: nobody can follow it.`,
          zh: `${name.zh}带有链接，文案${copy.zh}里却没有 {link}，会员点不到。`,
        },
        help: { en: 'Write `{link}` where it belongs, or take the link out.', zh: '请在文案中写 {link}，或去掉链接。' },
        related: [{ span: message.nameSpan, message: { en: 'the copy', zh: '文案' } }],
        subjects: [waveSubject(timeline)],
      };
    }
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const wave of context.sends.waves) {
    yield* ofDevice(wave, context);
    yield* ofCopy(wave, context);
  }
}

const plan = (link: string): string => `message hi for email { subject "春天好"  body "新品到店 {link}" }
audience desks "PC端粉丝" of fans { where device is pc  size 3_000 }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via email to desks { at 2027-03-02 10:00  message hi  link ${link} }
  }
}
`;

export const wrongLink: Rule = {
  id: 'wrong-link',
  group: 'message',
  level: 'error',
  needsWhole: 'project',
  scope: 'file',
  title: { en: 'A link that leads nowhere for its readers', zh: '链接不适合收信人' },
  why: {
    en: 'Practice of Double 11: short links suit members on phones; members who only use a PC get the main link of the store. A `{link}` nobody fills, and a link that is nowhere in the copy, lead nowhere.',
    zh: '双十一的经验：移动端客户可以加短链，纯PC端客户不适合，直接用店铺主链接。没有填的 {link}，或文案里没有位置的链接，都点不到。',
  },
  configure: {
    en: '`link by device` gives each member the right one. A short link for PCs and a `{link}` without a link are errors, the others warnings. Change the level with `level wrong-link warning`.',
    zh: 'link by device 会按会员的设备选择链接。PC端短链和没有链接的 {link} 为错误，其余为警告。可用 level wrong-link warning 调整级别。',
  },
  bad: plan('short'),
  good: plan('main'),
  check,
};
