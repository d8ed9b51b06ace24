import { isoDay } from '../../model/calendar.js';
import { campaignWith } from '../example-base.js';
import type { Finding, Rule, Subject } from '../rule.js';
import { coversSubject, namesSubject, type StandingWaiver } from '../waivers.js';
import { listOf } from '../words.js';

/**
 * `found` breaks the rule in the place of the waiver and is not covered: the waiver ends too early, or is not the only one needed.
 * `silent` says why nothing is found though something is there.
 */
export function describeUnused(
  waiver: StandingWaiver,
  standing: readonly StandingWaiver[],
  found: readonly Finding[],
  silent?: 'off' | 'covered',
): Finding {
  const [first] = found;
  if (!first) return ofNothing(waiver, silent);
  const late = found.find(({ subjects = [] }) => subjects.some((subject) => isLate(waiver, subject)));
  return late ? ofTooShort(waiver, late) : ofPart(waiver, standing, first);
}

function isLate(waiver: StandingWaiver, subject: Subject): boolean {
  const { name } = waiver.waive.rule;
  return namesSubject(waiver, name, subject) && !coversSubject(waiver, name, subject);
}

function ofNothing({ waive }: StandingWaiver, silent?: 'off' | 'covered'): Finding {
  const names = waive.on.map(({ name }) => name);
  const on = { en: names.length > 0 ? ` on ${names.join(', ')}` : '', zh: names.length > 0 ? `在渠道${names.join('、')}上` : '' };
  return {
    span: waive.span,
    message:
      silent === 'off'
        ? {
            en: `The house has turned \`${waive.rule.name}\` off, so this waiver waives nothing. Take it out.`,
            zh: `政策已关闭“${waive.rule.name}”，这条豁免没有用处，请删除。`,
          }
        : silent === 'covered'
          ? {
              en: `Another waiver already covers what breaks \`${waive.rule.name}\`${on.en} here, so this one waives nothing. Take it out.`,
              zh: `这里${on.zh}违反“${waive.rule.name}”的内容已有另一条豁免，这一条没有用处，请删除。`,
            }
          : {
              en: `Nothing here breaks \`${waive.rule.name}\`${on.en}, so this waiver waives nothing. Take it out.`,
              zh: `这里${on.zh}没有违反“${waive.rule.name}”的内容，这条豁免没有用处，请删除。`,
            },
    fixes: [{ title: { en: 'Remove the waiver', zh: '删除这条豁免' }, safe: true, edits: [{ span: waive.span, text: '' }] }],
  };
}

function ofTooShort(waiver: StandingWaiver, finding: Finding): Finding {
  const { waive, until } = waiver;
  const days = (finding.subjects ?? []).filter((subject) => isLate(waiver, subject)).flatMap(({ day }) => day ?? []);
  const last = days.length === 0 ? undefined : isoDay(Math.max(...days));
  if (until === undefined || last === undefined || !waive.until) return ofNothing(waiver);
  return {
    span: waive.until.span,
    message: {
      en: `This waiver of \`${waive.rule.name}\` ends on ${isoDay(until)}, but what breaks the rule lasts until ${last}: it waives nothing. Let it last longer, or take it out.`,
      zh: `对“${waive.rule.name}”的豁免到${isoDay(until)}为止，而违反该规则的安排持续到${last}，豁免不起作用。请延长期限，或删除。`,
    },
    related: [{ span: finding.span, message: { en: 'what it should cover', zh: '应被豁免的内容' } }],
    fixes: [{ title: { en: `Waive until ${last}`, zh: `豁免至${last}` }, safe: false, edits: [{ span: waive.until.span, text: last }] }],
  };
}

function ofPart(waiver: StandingWaiver, standing: readonly StandingWaiver[], finding: Finding): Finding {
  const { name } = waiver.waive.rule;
  const others = (finding.subjects ?? []).filter((subject) => !standing.some((each) => coversSubject(each, name, subject)));
  const places = [
    ...new Set(
      others.map(({ campaign, wave }) =>
        wave === undefined ? campaign : campaign === waiver.campaign.name ? wave : `${campaign}.${wave}`,
      ),
    ),
  ];
  const list = listOf(places.map((place) => ({ en: `\`${place}\``, zh: `“${place}”` })));
  return {
    span: waiver.waive.span,
    message: {
      en: `This waiver of \`${name}\` covers only a part of what breaks the rule, and so waives nothing: ${list.en} ${places.length === 1 ? 'takes' : 'take'} part in it, too, without a waiver.`,
      zh: `对“${name}”的豁免只覆盖了一部分，因此不起作用：同一问题还涉及${list.zh}，那里没有豁免。`,
    },
    help: {
      en: 'A finding over several campaigns needs a waiver in each; a waiver of a campaign covers all of its waves.',
      zh: '涉及多个活动的问题需要每个活动各写一条豁免；写在活动里的豁免覆盖它的全部波次。',
    },
    related: [{ span: finding.span, message: { en: 'what it should cover', zh: '应被豁免的内容' } }],
  };
}

export const unusedWaiver: Rule = {
  id: 'unused-waiver',
  group: 'waiver',
  level: 'warning',
  title: { en: 'A waiver that waives nothing', zh: '没有用处的豁免' },
  why: {
    en: 'A waiver that covers nothing today may silently cover a mistake tomorrow.',
    zh: '今天没有用处的豁免，明天可能悄悄放过一个错误。',
  },
  configure: { en: 'Change its level with `level unused-waiver info`.', zh: '可用 level unused-waiver info 调整级别。' },
  bad: `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  waive quiet-hours because "物业同意" by lead until 2027-03-31
  timing {
    wave hello via wechat to fans, friends { at 2027-03-02 10:00 }
  }
}
`,
  good: campaignWith(),
};
