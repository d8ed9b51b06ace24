import type { Report } from '../diagnostics/problem.js';
import type { Plan } from '../model/plan.js';
import type { Benefit, Campaign, Phase, Ref, Wave } from '../model/types.js';
import { isTrigger, wavesOf } from '../model/waves.js';
import { nearest } from '../diagnostics/suggest.js';
import { unknownName } from '../timeline/unknown-name.js';

/** A send to people says to whom; a post that everybody sees goes out once, to nobody in particular. */
function checkAddress(wave: Wave, plan: Plan, report: Report): void {
  const channel = wave.channel && plan.channels.get(wave.channel.name);
  if (!channel || wave.to.length > 0) return;
  if (channel.personal) {
    report({
      rule: 'syntax-error',
      span: wave.nameSpan,
      message: {
        en: `Who gets \`${wave.name}\`? What goes out via \`${channel.name}\` goes to members: write \`via ${channel.name} to …\` with an audience.`,
        zh: `“${wave.name}”发给谁？${channel.name} 是发给会员的渠道：请写 via ${channel.name} to …，写明人群。`,
      },
    });
    return;
  }
  const parts = [wave.split && { word: 'split by', span: wave.split.span }, wave.test && { word: 'test', span: wave.test.span }];
  for (const part of parts) {
    if (!part) continue;
    report({
      rule: 'type-mismatch',
      span: part.span,
      message: {
        en: `\`${wave.name}\` is a public post, seen by everybody at once: \`${part.word}\` needs members. Add \`to …\`, or take it out.`,
        zh: `“${wave.name}”是公开发布，所有人同时看到：“${part.word}”需要有收件人。请加上 to …，或去掉它。`,
      },
    });
  }
}

/** `at most` limits what members set off; a wave with set times sends as often as its times say. */
function checkLimit(wave: Wave, report: Report): void {
  if (!wave.limit || wave.at.length === 0 || wave.at.some(isTrigger)) return;
  report({
    rule: 'type-mismatch',
    span: wave.limit.span,
    message: {
      en: `\`at most\` limits waves that members set off (\`each\`); \`${wave.name}\` goes out at set times. Change its times, or let a \`cap\` of the policy count.`,
      zh: `at most 只用于会员触发的波次（each）；“${wave.name}”在固定时间发送。请调整发送时间，或由政策的 cap 来限制。`,
    },
  });
}

function checkReview(campaign: Campaign, plan: Plan, report: Report): void {
  const { review } = campaign;
  const by = review?.bySegments;
  const audience = by && plan.audiences.get(by.name);
  if (audience && !audience.entries) {
    report({
      rule: 'type-mismatch',
      span: by.span,
      message: {
        en: `A review is split \`by\` segments, group by group; \`${by.name}\` is one group.`,
        zh: `复盘按 segments 的各组拆分；“${by.name}”只是一个人群。`,
      },
    });
  }
  if (review?.compareWithHoldout && !campaign.audience?.holdout) {
    report({
      rule: 'unknown-name',
      span: review.compareWithHoldout,
      message: {
        en: `\`${campaign.name}\` holds nobody out, so there is nothing to compare with. Add \`holdout 5%\` to its audience step.`,
        zh: `“${campaign.name}”没有设对照组，无从比较。请在 audience 步骤中加上 holdout 5%。`,
      },
    });
  }
}

const phasesOf = (campaign: Campaign): readonly Phase[] => campaign.timing?.phases ?? [];

function offers(campaign: Campaign, benefit: Benefit): boolean {
  const offered: readonly Ref[] = [
    ...(campaign.method?.offers ?? []),
    ...(campaign.method?.activities ?? []).flatMap((activity) => activity.offers),
    ...wavesOf(campaign).flatMap((wave) => wave.offers),
  ];
  return offered.some((ref) => ref.name === benefit.name);
}

/** `opens 72h before PHASE`: each campaign that offers it must have that phase, and some campaign must. */
function checkEarlyAccess(benefit: Benefit, campaigns: readonly Campaign[], report: Report): void {
  const phase = benefit.opens?.phase;
  if (!phase) return;
  const offering = campaigns.filter((campaign) => offers(campaign, benefit));
  const named = (campaign: Campaign): boolean => phasesOf(campaign).some(({ name }) => name === phase.name);
  const lacking = offering.filter((campaign) => !named(campaign));
  if (offering.length === 0 ? campaigns.some(named) : lacking.length === 0) return;
  const near = nearest(
    phase.name,
    (offering.length === 0 ? campaigns : lacking).flatMap((campaign) => phasesOf(campaign).map(({ name }) => name)),
  );
  const [first] = lacking;
  const problem = unknownName({ en: 'phase', zh: '阶段' }, phase, near);
  report({
    ...problem,
    ...(first && { related: [{ span: first.nameSpan, message: { en: 'the campaign that offers it', zh: '提供该权益的活动' } }] }),
  });
}

/** What the parts of a campaign must have so that they mean something. */
export function checkCampaigns(plan: Plan, report: Report): void {
  for (const campaign of plan.campaigns.values()) {
    for (const wave of wavesOf(campaign)) {
      checkAddress(wave, plan, report);
      checkLimit(wave, report);
    }
    checkReview(campaign, plan, report);
  }
}

/** Benefits that open before a phase, against all campaigns that offer them. */
export function checkEarlyAccesses(plan: Pick<Plan, 'benefits' | 'campaigns'>, report: Report): void {
  const campaigns = [...plan.campaigns.values()];
  for (const benefit of plan.benefits.values()) checkEarlyAccess(benefit, campaigns, report);
}
