import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import { clauseOf } from '../../model/clauses.js';
import type { ActiveClause } from '../../model/plan.js';
import type { Bounds } from '../../model/conditions.js';
import type { ChannelKind, Wave } from '../../model/types.js';
import { snapshotGroup } from '../../sends/sends.js';
import type { AddressedWave } from '../../sends/types.js';
import { grouped } from '../../text/numbers.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { waveSubject } from '../subjects.js';
import { audienceName, clauseOrigin, countText, nameOf } from '../words.js';
import { spanFrom } from '../../text/span.js';

const GROUPED: ReadonlySet<ChannelKind> = new Set(['sms', 'email', 'wecom']);

function splitFix(wave: Wave, limit: number): Fix[] {
  const last = wave.at.at(-1)?.span;
  if (!last) return [];
  return [
    {
      title: { en: `Split the send into batches of ${countText(limit)}`, zh: `按每批${countText(limit)}人拆分发送` },
      safe: true,
      edits: [{ span: spanFrom(last, { start: last.end }), text: `  split by ${grouped(limit, '_')} every 30min` }],
    },
  ];
}

/** A name in `to` is one group; of segments as a whole each entry is. */
function groupsOf(plan: RuleContext['plan'], name: string): readonly string[] {
  return plan.audiences.get(name)?.entries ?? [name];
}

function sizeText({ low, high }: Bounds): Localized {
  if (high === undefined) return { en: `at least ${countText(low)}`, zh: `至少${countText(low)}` };
  if (low === high) return { en: countText(high), zh: countText(high) };
  return { en: `${countText(low)} to ${countText(high)}`, zh: `${countText(low)}~${countText(high)}` };
}

function* ofWave(context: RuleContext, addressed: AddressedWave, clause: ActiveClause, limit: number): Iterable<Finding> {
  const { plan, sizes } = context;
  const { wave } = addressed;
  const subjects = [waveSubject(addressed.timeline)];
  const origin = clauseOrigin(plan, clause, 'limit');
  const related = [
    { span: clause.clause.span, message: { en: `${origin.en} is ${countText(limit)}`, zh: `${origin.zh}为${countText(limit)}人` } },
  ];
  if (wave.split) {
    if (wave.split.size.value <= limit) return;
    yield {
      span: wave.split.size.span,
      level: 'error',
      message: {
        en: `A batch of ${countText(wave.split.size.value)} exceeds the house limit of ${countText(limit)} people in one group.`,
        zh: `每批${countText(wave.split.size.value)}人，超过单组上限${countText(limit)}人。`,
      },
      related,
      fixes: [
        {
          title: { en: `Split by ${countText(limit)}`, zh: `改为每批${countText(limit)}人` },
          safe: true,
          edits: [{ span: wave.split.size.span, text: grouped(limit, '_') }],
        },
      ],
      subjects,
      clause,
    };
    return;
  }
  for (const ref of wave.to) {
    for (const name of groupsOf(plan, ref.name)) {
      const bounds = sizes.bounds(snapshotGroup(plan, addressed.campaignTimeline, [name], addressed.exclude, addressed.condition));
      if (!(bounds.low > limit || (bounds.high !== undefined && bounds.high > limit))) continue;
      const size = sizeText(bounds);
      const certain = bounds.low > limit;
      const group = audienceName(plan, name);
      yield {
        span: ref.span,
        level: certain ? 'error' : 'warning',
        message: {
          en: `The group ${group.en} ${certain ? 'has' : 'may have'} ${size.en} people; one send group of the house has at most ${countText(limit)}.`,
          zh: `客群${group.zh}${certain ? '有' : '可能有'}${size.zh}人，单个分组应控制在${countText(limit)}人以内。`,
        },
        help: {
          en: `Divide it by behaviour (recency, order value, device) into ${String(Math.ceil((bounds.high ?? bounds.low) / limit))} groups with \`segments\`, or add \`split by ${grouped(limit, '_')}\` to ${nameOf(wave).en}.`,
          zh: `请用 segments 按行为（最近购买、客单价、设备）分成${String(Math.ceil((bounds.high ?? bounds.low) / limit))}组，或在${nameOf(wave).zh}中加 split by ${grouped(limit, '_')}。`,
        },
        related,
        fixes: splitFix(wave, limit),
        subjects,
        clause,
      };
    }
  }
}

function* check(context: RuleContext): Iterable<Finding> {
  const active = clauseOf(context.plan, 'segment');
  if (!active) return;
  for (const wave of context.sends.waves) {
    if (wave.open || wave.timeline.trigger || !wave.channel || !GROUPED.has(wave.channel.kind)) continue;
    yield* ofWave(context, wave, active, active.clause.limit);
  }
}

const plan = (size: string): string => `audience guests "来宾" { from "tag:guests"  size ${size} }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via email to fans, guests { at 2027-03-02 10:00 }
  }
}
`;

export const segmentTooLarge: Rule = {
  id: 'segment-too-large',
  group: 'audience',
  level: 'error',
  scope: 'file',
  title: { en: 'A send group is too large', zh: '发送分组过大' },
  why: {
    en: 'Practice in Double 11 campaigns: keep each group within 30,000, so that copy can fit the group and a mistake stays small.',
    zh: '双十一老客营销的经验：每个客户群控制在3万以内，文案才能贴合人群，出错时影响也有限。',
  },
  configure: {
    en: 'The number is the policy’s: `segment at most 30_000`; `segment at most unlimited` removes the limit.',
    zh: '上限由政策决定：segment at most 30_000；segment at most unlimited 表示不限。',
  },
  bad: plan('30_001'),
  good: plan('30_000'),
  check,
};
