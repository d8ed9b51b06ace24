import { isoDay } from '../../model/calendar.js';
import type { Day } from '../../model/literals.js';
import type { Declared, Material } from '../../model/types.js';
import { resolveDay } from '../../timeline/days.js';
import type { CampaignTimeline, WaveTimeline } from '../../timeline/types.js';
import type { Finding, Rule, RuleContext, Subject } from '../rule.js';
import { nameOf, plural } from '../words.js';

/** The wave or activity that needs a material first, and the day it does. */
interface Need {
  readonly of: Declared;
  readonly day: Day;
  readonly wave?: WaveTimeline;
}

function needOfWave(wave: WaveTimeline): Need[] {
  const first = wave.occurrences[0]?.day ?? wave.trigger?.from.day;
  return first === undefined ? [] : [{ of: wave.wave, day: first, wave }];
}

function namedNeed(timeline: CampaignTimeline, name: string): Need[] {
  const wave = timeline.waves.get(name);
  if (wave) return needOfWave(wave);
  const activity = timeline.activities.get(name);
  const first = activity?.occurrences[0];
  return activity && first ? [{ of: activity.activity, day: first.day }] : [];
}

/** The wave a material names; else the first of the campaign. What members set off has no day of its own and waits for no poster. */
function needOf(material: Material, timeline: CampaignTimeline): Need | undefined {
  if (material.for) return namedNeed(timeline, material.for.name)[0];
  const waves = [...timeline.waves.values()].filter(({ occurrences }) => occurrences.length > 0).flatMap(needOfWave);
  return waves.reduce<Need | undefined>((first, need) => (first && first.day <= need.day ? first : need), undefined);
}

function* check({ plan, timeline }: RuleContext): Iterable<Finding> {
  for (const each of timeline.campaigns.values()) {
    const { campaign } = each;
    for (const material of campaign.resources?.materials ?? []) {
      const due = material.due && resolveDay(material.due, { events: plan.events, timeline: each }, 'last', () => undefined);
      const need = needOf(material, each);
      if (!material.due || due === undefined || !need || due <= need.day) continue;
      const [name, user] = [nameOf(material), nameOf(need.of)];
      const [dueText, needText, late] = [isoDay(due), isoDay(need.day), due - need.day];
      const channel = need.wave?.wave.channel?.name;
      const subject: Subject = {
        campaign: campaign.name,
        ...(need.wave && { wave: need.of.name }),
        ...(channel !== undefined && { channel }),
        day: need.day,
      };
      yield {
        span: material.due.span,
        message: {
          en: `${name.en} is due on ${dueText}, ${plural(late, 'day')} after ${user.en} needs it on ${needText}.`,
          zh: `${name.zh}要到${dueText}才完成，而${user.zh}在${needText}就要用，晚了${late}天。`,
        },
        help: material.for
          ? {
              en: `Have it ready by ${needText}, or move ${user.en}.`,
              zh: `请在${needText}前备好，或推迟${user.zh}。`,
            }
          : {
              en: `Have it ready by ${needText}; if only a later wave needs it, name that wave: \`for WAVE\`.`,
              zh: `请在${needText}前备好；如果只有后面的波次要用，请写明 for 波次名。`,
            },
        related: [{ span: need.of.nameSpan, message: { en: `needs it on ${needText}`, zh: `${needText}要用` } }],
        subjects: [subject],
      };
    }
  }
}

const plan = (due: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via wechat to fans, friends { at 2027-03-02 10:00 }
  }
  resources {
    material poster "海报" due ${due} by designer
  }
}
`;

export const lateMaterial: Rule = {
  id: 'late-material',
  group: 'resources',
  level: 'warning',
  needsWhole: 'file',
  scope: 'file',
  title: { en: 'A material that comes too late', zh: '物料来不及' },
  why: {
    en: 'A wave without its poster, landing page or QR card goes out empty, and a send system does not wait. Where a material names no wave, the first wave of the campaign with a set time counts.',
    zh: '海报、活动页、二维码卡没做好，到点的发送也不会等。物料没有写明给哪个波次用时，以活动中第一个定时波次为准。',
  },
  configure: {
    en: 'A material due on the day of the wave is in time. Change the level with `level late-material error`.',
    zh: '当天完成算来得及。可用 level late-material error 调整级别。',
  },
  bad: plan('2027-03-03'),
  good: plan('2027-03-02'),
  check,
};
