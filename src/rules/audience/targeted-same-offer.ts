import { snapshotGroup } from '../../sends/sends.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';

/** What a wave brings: its copy and its offers. */
function contentOf({ wave }: AddressedWave): string {
  const messages = wave.test ? wave.test.variants.map((variant) => variant.message.name) : [wave.message?.name ?? ''];
  return `${messages.join('+')}|${wave.offers
    .map((ref) => ref.name)
    .sort()
    .join('+')}`;
}

function* check({ plan, timeline, prover, sends }: RuleContext): Iterable<Finding> {
  for (const each of timeline.campaigns.values()) {
    const { campaign } = each;
    const step = campaign.audience;
    if (campaign.scope?.value !== 'targeted' || !step || step.none || step.to.length === 0) continue;
    const groups = [...new Set(step.to.flatMap((ref) => plan.audiences.get(ref.name)?.entries ?? [ref.name]))];
    const place = { span: campaign.scope.span, subjects: [{ campaign: campaign.name }] };
    const name = nameOf(campaign);
    if (groups.length === 1) {
      yield {
        ...place,
        message: {
          en: `${name.en} is targeted but has only one group. Divide it, and give each group what suits it.`,
          zh: `${name.zh}是定向活动，却只有一个客群。请细分人群，不同群组做不同活动。`,
        },
      };
      continue;
    }
    const waves = sends.wavesOf(campaign).filter((wave) => !wave.open);
    const contents = groups.map((group) => {
      const members = snapshotGroup(plan, each, [group], []);
      const received = waves.flatMap((wave) => {
        const reached = snapshotGroup(plan, each, wave.include, []);
        if (prover.within(members, reached)) return [contentOf(wave)];
        // What only some of the group get is another thing than what all get.
        return prover.disjoint(members, reached) ? [] : [`some: ${contentOf(wave)}`];
      });
      return [...new Set(received)].sort().join(' & ');
    });
    if (waves.length === 0 || new Set(contents).size > 1) continue;
    yield {
      ...place,
      message: {
        en: `${name.en} is targeted, but all ${groups.length} groups get the same message and offer.`,
        zh: `${name.zh}是定向活动，但${groups.length}个客群收到的内容和优惠完全相同。`,
      },
      help: {
        en: 'Give each group its own copy or benefit, or make the campaign `scope storewide`.',
        zh: '请为不同客群准备不同的文案或权益，或改为 scope storewide。',
      },
    };
  }
}

const plan = (friends: string): string => `benefit mug "马克杯" gift { worth 12元 }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience { to fans, friends }
  timing {
    wave hello via wechat to fans { at 2027-03-02 10:00  offer mug }
    wave again via wechat to friends { at 2027-03-02 10:00${friends} }
  }
}
`;

export const targetedSameOffer: Rule = {
  id: 'targeted-same-offer',
  group: 'audience',
  level: 'warning',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A targeted campaign that treats all groups alike', zh: '定向活动对各群一视同仁' },
  why: {
    en: 'A campaign in the dark is worth its effort only if different groups get different things.',
    zh: '暗地里的定向活动，要不同群组不同活动才有意义。',
  },
  configure: { en: 'Change its level with `level targeted-same-offer off`.', zh: '可用 level targeted-same-offer off 关闭。' },
  bad: plan('  offer mug'),
  good: plan(''),
  check,
};
