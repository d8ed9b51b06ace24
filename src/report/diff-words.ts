import type { Localized } from '../diagnostics/diagnostic.js';
import type { AudienceSize, Change, LoadChange, PriceChange, Reason, ScheduleDiff } from '../diff/types.js';
import { exact } from '../model/exact.js';
import type { BoundsText, DateTime } from '../schedule/types.js';
import { foldText } from '../pricing/factor-text.js';
import { grouped, plural } from '../text/numbers.js';

/** The words of a difference, for text and Markdown alike. */

const same = (text: string): Localized => ({ en: text, zh: text });

/** `6,951元`: amounts in yuan are written as plans write them, in both languages. */
export function amountText(amount: string, currency: string, signed = false): string {
  const [, minus = '', digits = ''] = /^(-?)(.*)$/.exec(amount) ?? [];
  const trimmed = digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits;
  const sign = minus === '' && signed && trimmed !== '0' ? '+' : minus;
  return `${sign}${grouped(trimmed)}${currency === 'CNY' ? '元' : ` ${currency}`}`;
}

/** `12,000`, `8,000 to 12,000`, `at least 8,000` */
export function boundsWords([low, high]: BoundsText): Localized {
  if (high === low) return same(grouped(low));
  if (high === null)
    return { en: low === 0 ? 'an unknown number' : `at least ${grouped(low)}`, zh: low === 0 ? '人数未知' : `至少${grouped(low)}` };
  return low === 0
    ? { en: `at most ${grouped(high)}`, zh: `至多${grouped(high)}` }
    : { en: `${grouped(low)} to ${grouped(high)}`, zh: `${grouped(low)}至${grouped(high)}` };
}

const MOST_AUDIENCES = 3;

/** For whom: `12,000 (d11_every)`, the largest first. */
export function audienceWords(audiences: readonly AudienceSize[]): Localized {
  const shown = audiences.slice(0, MOST_AUDIENCES).map(({ name, label, size }) => {
    const count = boundsWords(size);
    const unknown = size[1] === null && size[0] === 0;
    return { en: `${count.en} (${name})`, zh: `${count.zh}${unknown ? '' : '人'}（${label}）` };
  });
  const more = audiences.length - shown.length;
  return {
    en: shown.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${plural(more, 'more audience')}` : ''),
    zh: shown.map(({ zh }) => zh).join('、') + (more > 0 ? `等${audiences.length}个人群` : ''),
  };
}

const KINDS: Readonly<Record<string, Localized>> = { sms: { en: 'SMS', zh: '短信' }, email: { en: 'emails', zh: '邮件' } };

/** What a cap counts: `SMS`, `wechat messages`, `messages over sms + push`. */
function countedWords({ channels }: LoadChange): Localized {
  const [only] = channels;
  if (only && channels.length === 1) {
    const kind = only.name === only.kind ? KINDS[only.kind] : undefined;
    return kind ?? { en: `${only.name} messages`, zh: `${only.label}消息` };
  }
  return {
    en: `messages over ${channels.map(({ name }) => name).join(' + ')}`,
    zh: `${channels.map(({ label }) => label).join('＋')}消息合计`,
  };
}

/** When: `in 2027-11`, `in any 30d, from 2027-10-12 to 2027-11-10`. */
function windowWords({ window, days: [from, to] }: LoadChange): Localized {
  const [year = '', month = ''] = from.split('-');
  const days = from === to ? { en: `on ${from}`, zh: from } : { en: `from ${from} to ${to}`, zh: `${from}至${to}` };
  if (window === 'calendar month') return { en: `in ${year}-${month}`, zh: `${year}年${Number(month)}月` };
  if (window === 'calendar year') return { en: `in ${year}`, zh: `${year}年` };
  if (window === 'campaign') return { en: `in one campaign, ${days.en}`, zh: `同一活动中（${days.zh}）` };
  const rolling = /^rolling (.*)$/.exec(window)?.[1];
  return rolling === undefined ? days : { en: `in any ${rolling}, ${days.en}`, zh: `任意连续${rolling}（${days.zh}）` };
}

/** `SMS per member in 2027-11` */
export function loadSubject(load: LoadChange): Localized {
  const [counted, when] = [countedWords(load), windowWords(load)];
  return { en: `${counted.en} per member ${when.en}`, zh: `${when.zh}每位会员收到的${counted.zh}` };
}

/** `SMS per member in 2027-11: 2 → 3 for 12,000 (d11_every)` */
export function loadWords(load: LoadChange): Localized {
  const [subject, whom] = [loadSubject(load), audienceWords(load.audiences)];
  const change = `${load.before} → ${load.after}`;
  return { en: `${subject.en}: ${change} for ${whom.en}`, zh: `${subject.zh}：${change}，涉及${whom.zh}` };
}

const NO_OFFER: Localized = { en: 'no offer', zh: '无优惠' };

/** `0.8833`, in Chinese `88.33折`. */
export function priceText(price: PriceChange['before']): Localized {
  return price ? { en: price.factor, zh: foldText(exact(price.factor)) } : NO_OFFER;
}

/** `lowest price 0.8833 → 0.78` */
export function priceWords({ products, before, after }: PriceChange): Localized {
  const [was, is] = [priceText(before), priceText(after)];
  const of = products.length === 0 ? same('') : { en: ` of ${products.join(' + ')}`, zh: `（${products.join('＋')}）` };
  return { en: `lowest price${of.en} ${was.en} → ${is.en}`, zh: `最低到手价${of.zh} ${was.zh} → ${is.zh}` };
}

/** The whole difference in one line: the heaviest load, the lowest price, the cost. */
export function headline({ same: isSame, loads, prices, cost, currency, sends, changes }: ScheduleDiff): Localized {
  if (isSame) return { en: 'No difference: the same sends, prices and costs.', zh: '没有差异：发送、价格和费用都相同。' };
  const rising = loads?.find(({ before, after }) => after > before) ?? loads?.[0];
  const lowest = prices?.reduce<PriceChange | undefined>(
    (found, each) => (!found || factorAfter(each) < factorAfter(found) ? each : found),
    undefined,
  );
  const parts: Localized[] = [];
  if (rising) parts.push(loadWords(rising));
  if (lowest) parts.push(priceWords(lowest));
  if (!exact(cost.change).equals(0)) {
    const amount = amountText(cost.change, currency, true);
    parts.push({ en: `cost ${amount}`, zh: `费用 ${amount}` });
  }
  if (parts.length === 0) {
    const count = changes.length;
    const touched = sends.added + sends.removed + sends.moved + sends.changed;
    parts.push({
      en: `${plural(count, 'change')}, ${touched === count ? 'all' : touched === 0 ? 'none' : `${grouped(touched)} of them`} of sends; loads, prices and costs stay as they are`,
      zh: `${grouped(count)}处改动，${touched === count ? '都是发送' : touched === 0 ? '都不涉及发送' : `其中发送${grouped(touched)}处`}；频次、价格和费用不变`,
    });
  }
  return { en: parts.map(({ en }) => en).join(' · '), zh: parts.map(({ zh }) => zh).join(' · ') };
}

const factorAfter = ({ after }: PriceChange): number => (after ? Number(after.factor) : 1);

const ASPECTS: Readonly<Record<string, string>> = {
  activities: '活动安排',
  audience: '人群',
  batches: '分批',
  better: '好坏方向',
  budget: '预算',
  campaign: '活动',
  channel: '渠道',
  class: '类别',
  clause: '条款',
  condition: '圈选条件',
  confirmation: '确认',
  consent: '授权要求',
  copy: '文案',
  cost: '单价',
  costs: '费用项',
  currency: '货币',
  dates: '活动日期',
  deadline: '最晚开始时间',
  formula: '公式',
  gate: '放行条件',
  goal: '目标',
  holdout: '对照组',
  kind: '种类',
  label: '名称',
  limit: '数量上限',
  link: '链接',
  members: '会员人数',
  message: '文案',
  metric: '指标',
  occurrence: '场次',
  offer: '优惠',
  people: '人员',
  phases: '阶段',
  policy: '频次约束',
  products: '商品范围',
  'quiet hours': '免打扰时段',
  rate: '发送速度',
  review: '复盘',
  risk: '风险',
  risks: '风险',
  rundown: '流程',
  scope: '范围',
  size: '人数',
  snapshot: '人群快照时间',
  stacking: '叠加关系',
  'steps left out': '省略的步骤',
  task: '任务',
  terms: '内容',
  test: 'A/B 测试',
  time: '时间',
  'time zone': '时区',
  trigger: '触发条件',
  validity: '有效期',
  waivers: '豁免',
  wave: '波次',
};

export function aspectWords(aspect: string): Localized {
  return { en: aspect, zh: ASPECTS[aspect] ?? aspect };
}

const LONGEST = 60;
const DAYS = /^\d{4}-\d{2}-\d{2}$/;

/** Data as far as it can be read in a line. */
function valueText(value: unknown): string | undefined {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):00[+-]\d{2}:\d{2}$/, '$1 $2');
  if (typeof value === 'number' || typeof value === 'boolean') return typeof value === 'number' ? grouped(value) : String(value);
  if (!Array.isArray(value) || !value.every((each) => ['string', 'number'].includes(typeof each) || each === null)) return undefined;
  if (value.length === 2 && value.every((each) => typeof each === 'number' || each === null))
    return value[0] === value[1] ? valueText(value[0]) : value.map(valueText).join('..');
  if (value.length === 2 && value.every((each) => DAYS.test(String(each)))) return value.join(' .. ');
  return value.length === 0 ? '–' : value.map(valueText).join(', ');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function changeText(before: unknown, after: unknown): string | undefined {
  const [was, is] = [valueText(before), valueText(after)];
  if (was !== undefined && is !== undefined && was.length + is.length <= LONGEST && was !== is) return `${was} → ${is}`;
  if (!isRecord(before) || !isRecord(after)) return undefined;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const parts = keys.map((key) => {
    const change = changeText(before[key], after[key]);
    return change === undefined ? key : `${key} ${change}`;
  });
  const text = parts.join(', ');
  return text.length <= 2 * LONGEST ? text : keys.join(', ');
}

/** Why: `time 10:00 → 10:30`, `audience: the definition of fans`. */
export function reasonWords({ aspect, through, before, after }: Reason): Localized {
  const name = aspectWords(aspect);
  if (through) return { en: `${name.en}: the definition of ${through.join(', ')}`, zh: `${name.zh}：${through.join('、')}的定义有改动` };
  const change = changeText(before, after);
  return change === undefined || before === undefined ? name : { en: `${name.en} ${change}`, zh: `${name.zh} ${change}` };
}

const ALONE: Readonly<Record<string, { readonly added: Localized; readonly removed: Localized }>> = {
  campaign: { added: { en: 'the campaign is new', zh: '新增的活动' }, removed: { en: 'the campaign is gone', zh: '活动已删除' } },
  wave: { added: { en: 'the wave is new', zh: '新增的波次' }, removed: { en: 'the wave is gone', zh: '波次已删除' } },
  occurrence: {
    added: { en: 'the wave takes place once more', zh: '波次增加一场' },
    removed: { en: 'the wave takes place once less', zh: '波次减少一场' },
  },
  batches: { added: { en: 'one more batch', zh: '增加一批' }, removed: { en: 'one batch less', zh: '减少一批' } },
};

/** `2027-11-03 10:00` */
export const localTime = (at: DateTime): string => `${at.slice(0, 10)} ${at.slice(11, 16)}`;

/** What moves with a send, and needs no word of its own. */
const WITH_TIME: ReadonlySet<string> = new Set(['deadline', 'snapshot']);

/** Why something differs; of a move its times, shortened where the day stays. */
export function whyWords({ action, reasons }: Change): Localized {
  const words = reasons
    .filter(({ aspect }) => action !== 'moved' || !WITH_TIME.has(aspect))
    .map((reason): Localized => {
      if (action === 'added' || action === 'removed') return ALONE[reason.aspect]?.[action] ?? same('');
      if (reason.aspect !== 'time' || typeof reason.before !== 'string' || typeof reason.after !== 'string') return reasonWords(reason);
      const [was, is] = [localTime(reason.before), localTime(reason.after)];
      return same(`${was} → ${was.slice(0, 10) === is.slice(0, 10) ? is.slice(11) : is}`);
    });
  const told = words.filter(({ en }) => en !== '');
  return { en: told.map(({ en }) => en).join('; '), zh: told.map(({ zh }) => zh).join('；') };
}

const KIND_WORDS: Readonly<Record<Change['kind'], Localized>> = {
  store: { en: 'store', zh: '店铺' },
  clause: { en: 'policy', zh: '政策' },
  campaign: { en: 'campaign', zh: '活动' },
  audience: { en: 'audience', zh: '人群' },
  benefit: { en: 'benefit', zh: '优惠' },
  message: { en: 'message', zh: '文案' },
  channel: { en: 'channel', zh: '渠道' },
  metric: { en: 'metric', zh: '指标' },
  send: { en: 'send', zh: '发送' },
  trigger: { en: 'trigger', zh: '触发' },
  task: { en: 'task', zh: '任务' },
};

export const kindWords = (kind: Change['kind']): Localized => KIND_WORDS[kind];

export const ACTION_WORDS: Readonly<Record<Change['action'], Localized>> = {
  added: { en: 'added', zh: '新增' },
  removed: { en: 'removed', zh: '删除' },
  moved: { en: 'moved', zh: '改时间' },
  changed: { en: 'changed', zh: '修改' },
};

/** `sends 13 → 14: 1 added` */
export function sendsWords({ sends }: ScheduleDiff): Localized {
  const actions = (['added', 'removed', 'moved', 'changed'] as const).filter((action) => sends[action] > 0);
  const count = sends.before === sends.after ? String(sends.after) : `${sends.before ?? 0} → ${sends.after ?? 0}`;
  const { before, after } = sends.messages;
  const messages = (bounds: BoundsText | null): string => (typeof bounds?.[1] === 'number' ? grouped(bounds[1]) : '?');
  const changed = messages(before) === messages(after) ? messages(after) : `${messages(before)} → ${messages(after)}`;
  return {
    en: `${count}${actions.length === 0 ? '' : `: ${actions.map((action) => `${grouped(sends[action])} ${ACTION_WORDS[action].en}`).join(', ')}`}; messages to members at most ${changed}`,
    zh: `${count}次${actions.length === 0 ? '' : `：${actions.map((action) => `${ACTION_WORDS[action].zh}${grouped(sends[action])}`).join('，')}`}；会员收到的消息至多 ${changed} 条`,
  };
}

/** Sends that differ in the same way, told by the first of them. */
export interface SendGroup {
  readonly first: Change;
  readonly count: number;
  /** Of the last of them. */
  readonly until: string;
}

/** Joins the batches and occurrences of a wave that differ alike. */
export function groupSends(changes: readonly Change[]): readonly SendGroup[] {
  const groups = new Map<string, { first: Change; count: number; until: string }>();
  for (const change of changes) {
    if (change.kind !== 'send' || !change.send) continue;
    const { campaign, wave, at } = change.send;
    const alike = change.reasons.map(({ aspect, through }) => `${aspect} ${through?.join() ?? ''}`);
    const key = JSON.stringify([campaign, wave, change.action, change.past ?? false, alike]);
    const known = groups.get(key);
    if (known) {
      known.count += 1;
      known.until = at;
    } else groups.set(key, { first: change, count: 1, until: at });
  }
  return [...groups.values()];
}

/** What a send is: its time, channel and audience. */
export function factsWords({ first, count, until }: SendGroup): Localized {
  const { send, action } = first;
  if (!send) return same('');
  const audiences = send.audiences.length > 2 ? `${send.audiences.slice(0, 2).join(', ')} …` : send.audiences.join(', ');
  const people = send.recipients ? boundsWords(send.recipients) : undefined;
  const when = action === 'moved' ? '' : localTime(send.at);
  const en = [when, `${send.channel}${audiences === '' ? '' : ` to ${audiences}`}`, people ? `(${people.en})` : '']
    .filter((part) => part !== '')
    .join(' ');
  const zh = [when, `${send.channel}${audiences === '' ? '' : ` 发给 ${audiences}`}`, people ? `（${people.zh}人）` : '']
    .filter((part) => part !== '')
    .join(' ')
    .replace(' （', '（');
  if (count === 1) return { en, zh };
  return {
    en: `${en}, and ${plural(count - 1, 'more send')} until ${until.slice(0, 10)}`,
    zh: `${zh}，另有${count - 1}次，至${until.slice(0, 10)}`,
  };
}

export const PAST_CHANGE: Localized = {
  en: 'What was sent cannot be changed, and a time that has gone by cannot be kept. Put these sends back as they were, and plan what you want in a new wave.',
  zh: '已经发出的无法更改，过去的时间也无法兑现。请把这些发送恢复原样，再用新的波次安排想做的改动。',
};

export const OLD_SCHEDULE: Localized = {
  en: 'One schedule was made by an older crm and holds neither loads nor prices: they are not compared. Compile it again to see them.',
  zh: '其中一份日程由旧版 crm 生成，不含频次和价格，因此未作比较。重新编译后即可看到。',
};

export function pastWords({ pastChanges }: ScheduleDiff): Localized {
  const count = pastChanges.length;
  return {
    en: count === 1 ? 'A send that lies in the past is changed.' : `${count} sends that lie in the past are changed.`,
    zh: `改动了${count}次已经过去的发送。`,
  };
}
