import type { Localized } from '../../diagnostics/diagnostic.js';
import { clockText } from '../../model/literal-text.js';
import { decimal } from '../../model/exact.js';
import type { Clause, Ref } from '../../model/types.js';
import { foldText } from '../../pricing/factor-text.js';
import { channelName, spelled, windowWords } from '../../rules/words.js';
import { grouped } from '../../text/numbers.js';
import type { Analysis } from '../../compiler.js';
import { percentOff } from './benefit-terms.js';
import { money } from './waves.js';

function channelsText({ plan }: Analysis, clause: Clause): Localized {
  if ('any' in clause && clause.any) return { en: 'all personal channels together', zh: '所有个人渠道合计' };
  const names = ('channels' in clause ? clause.channels : []).map((ref) => channelName(plan, ref.name));
  return { en: names.map(({ en }) => en).join(' and '), zh: names.map(({ zh }) => zh).join('、') };
}

const refs = (list: readonly Ref[]): string => list.map(({ name }) => name).join(', ');

const hours = ({ from, to }: { readonly from: number; readonly to: number }): string => `${clockText(from)}–${clockText(to)}`;

/** When and for whom a clause holds, where not always and for everybody. */
function scopeText({ plan }: Analysis, { during, for: audience }: Clause): Localized {
  const event = during && plan.events.get(during.ref.name);
  const year = during?.year?.value;
  return {
    en: `${during ? ` during ${during.ref.name}${year === undefined ? '' : ` ${year}`}` : ''}${audience ? ` for ${audience.name}` : ''}`,
    zh: `${during ? `，${year === undefined ? '' : `${year} 年`}${event?.label?.value ?? during.ref.name}期间` : ''}${audience ? `，仅限“${plan.audiences.get(audience.name)?.label ?? audience.name}”` : ''}`,
  };
}

/** What a clause of a policy asks for. */
export function clauseText(analysis: Analysis, clause: Clause): Localized {
  const on = channelsText(analysis, clause);
  const scope = scopeText(analysis, clause);
  if (clause.removed) return { en: 'Takes back what the policy it extends says here.', zh: '取消所继承政策的这条规定。' };
  switch (clause.kind) {
    case 'cap': {
      const window = windowWords(clause.window);
      return {
        en: `A member gets at most ${clause.limit} by ${on.en} ${window.en}${scope.en}.`,
        zh: `每位会员的${on.zh}${window.zh}最多 ${clause.limit} 条${scope.zh}。`,
      };
    }
    case 'gap': {
      const length = spelled(clause.duration);
      return {
        en: `Two sends by ${on.en} to one member lie at least ${length.en} apart${scope.en}.`,
        zh: `对同一会员的两次${on.zh}至少间隔${length.zh}${scope.zh}。`,
      };
    }
    case 'share': {
      const percent = `${decimal(clause.share.mul(100))}%`;
      const window = windowWords(clause.window);
      return {
        en: `At most ${percent} of all members get more than ${clause.over} by ${on.en} ${window.en}${scope.en}.`,
        zh: `${window.zh}收到超过 ${clause.over} 条${on.zh}的会员不超过全体的 ${percent}${scope.zh}。`,
      };
    }
    case 'quiet':
      return {
        en: `Nothing goes out by ${on.en} during ${clause.range ? hours(clause.range) : ''}${scope.en}.`,
        zh: `${on.zh}在 ${clause.range ? hours(clause.range) : ''} 不发送${scope.zh}。`,
      };
    case 'blackout':
      return { en: `Nothing goes out by ${on.en}${scope.en}.`, zh: `${on.zh}禁发${scope.zh}。` };
    case 'floor':
      return {
        en: `Nobody pays less than ${foldText(clause.factor)} (${percentOff(clause.factor)})${clause.on.length > 0 ? ` on ${refs(clause.on)}` : ''}${clause.exceptProducts.length > 0 ? ` except on ${refs(clause.exceptProducts)}` : ''}, with all benefits together.`,
        zh: `${clause.on.length > 0 ? `${refs(clause.on)} ` : ''}叠加所有权益后不低于 ${foldText(clause.factor)}${clause.exceptProducts.length > 0 ? `（${refs(clause.exceptProducts)} 除外）` : ''}。`,
      };
    case 'discounts': {
      const window = windowWords(clause.window);
      return {
        en: `A member meets at most ${clause.limit} discount campaigns ${window.en}.`,
        zh: `每位会员${window.zh}最多遇到 ${clause.limit} 个打折活动。`,
      };
    }
    case 'segment':
      return {
        en: `One group of a send has at most ${grouped(clause.limit)} members.`,
        zh: `一次发送的单个人群最多 ${grouped(clause.limit)} 人。`,
      };
    case 'community':
      return { en: `A group chat has at most ${grouped(clause.limit)} members.`, zh: `一个社群最多 ${grouped(clause.limit)} 人。` };
    case 'capacity':
      return {
        en: `A group ${on.en === '' ? '' : `of ${on.en} `}cannot hold more than ${grouped(clause.limit)} members.`,
        zh: `${on.zh}单个群最多容纳 ${grouped(clause.limit)} 人。`,
      };
    case 'prize': {
      const most = clause.limit && money(clause.limit.amount, { analysis });
      return { en: `A prize of a lottery is worth at most ${most?.en ?? ''}.`, zh: `抽奖的单个奖品价值不超过 ${most?.zh ?? ''}。` };
    }
    case 'lead': {
      const [from, to] = [spelled(clause.from), spelled(clause.to)];
      const [lead, before] = [channelName(analysis.plan, clause.lead.name), channelName(analysis.plan, clause.before.name)];
      return {
        en: `Before ${before.en} goes ${lead.en}, ${from.en} to ${to.en} earlier.`,
        zh: `${before.zh}之前先发${lead.zh}，提前${from.zh}到${to.zh}。`,
      };
    }
    case 'live':
      return {
        en: `How long and when livestreams for ${clause.subjects.join(', ')} are.`,
        zh: `${clause.subjects.join('、')}直播的时长与时段。`,
      };
    case 'require-steps':
      return {
        en: `A plan has the steps ${clause.steps.map(({ value }) => value).join(', ')}.`,
        zh: `策划必须包含这些步骤：${clause.steps.map(({ value }) => value).join('、')}。`,
      };
    case 'require-copy':
      return {
        en: `Messages by ${on.en} have: ${clause.items.map(({ value }) => value).join(', ')}.`,
        zh: `${on.zh}文案必须有：${clause.items.map(({ value }) => (value === 'signature' ? '签名' : '退订方式')).join('、')}。`,
      };
    case 'level':
      return {
        en: `Findings of \`${clause.rule.name}\` are shown as: ${clause.level}.`,
        zh: `${clause.rule.name} 的级别为 ${clause.level}。`,
      };
  }
}
