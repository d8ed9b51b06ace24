import { timeFormatLocale, type TimeLocaleDefinition } from 'd3-time-format';
import type { FindingView, WaveView } from '../../src/timeline-view/types.js';
import { instantOf, type Zoom } from './scale.js';

export type Language = 'en' | 'zh-CN';

const EN: TimeLocaleDefinition = {
  dateTime: '%Y-%m-%d %H:%M',
  date: '%Y-%m-%d',
  time: '%H:%M',
  periods: ['AM', 'PM'],
  days: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  shortDays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  shortMonths: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
const MONTHS = ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'] as const;
const ZH: TimeLocaleDefinition = {
  ...EN,
  periods: ['上午', '下午'],
  days: ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'],
  shortDays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  months: [...MONTHS],
  shortMonths: [...MONTHS],
};

const count = (language: Language, value: number): string => value.toLocaleString(language === 'en' ? 'en-US' : 'zh-CN');

function english(value: number, one: string, many = `${one}s`): string {
  return `${count('en', value)} ${value === 1 ? one : many}`;
}

/** All words of the view in one language. */
export interface Words {
  readonly year: (instant: Date) => string;
  readonly month: (instant: Date) => string;
  readonly shortMonth: (instant: Date) => string;
  /** `2027-11-03 Wed` */
  readonly day: (day: string) => string;
  /** `2027-11-03 Wed 10:00`, with the end where it is another: `… 10:00 – 10:52` */
  readonly time: (start: string, end: string) => string;
  readonly days: (from: string, to: string) => string;
  readonly zoom: Readonly<Record<Zoom, string>>;
  readonly timeline: string;
  readonly today: string;
  readonly period: string;
  readonly campaign: string;
  readonly allCampaigns: string;
  readonly channel: string;
  readonly allChannels: string;
  readonly unknownChannel: string;
  readonly table: string;
  readonly channels: string;
  readonly caps: string;
  readonly capsHint: string;
  readonly campaigns: string;
  readonly empty: string;
  readonly close: string;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly more: (rows: number) => string;
  readonly triggered: string;
  readonly sends: (sends: number) => string;
  readonly waves: (waves: number) => string;
  readonly members: (members: NonNullable<WaveView['members']>) => string;
  /** `at most 3 of 3` */
  readonly load: (most: number, limit: number) => string;
  /** `3 in one calendar month` */
  readonly limit: (limit: number, window: string) => string;
  readonly finding: (finding: FindingView) => string;
  readonly legend: readonly (readonly [string, string])[];
  readonly keys: string;
}

export function wordsOf(language: Language): Words {
  const isEnglish = language === 'en';
  const locale = timeFormatLocale(isEnglish ? EN : ZH);
  const [dayFormat, clock] = [locale.utcFormat('%Y-%m-%d %a'), locale.utcFormat('%H:%M')];
  const month = locale.utcFormat(isEnglish ? '%B %Y' : '%Y年%B');
  const [year, shortMonth] = [locale.utcFormat(isEnglish ? '%Y' : '%Y年'), locale.utcFormat('%b')];
  const day = (text: string): string => dayFormat(instantOf(text));
  const time = (start: string, end: string): string => {
    const from = `${day(start)} ${clock(instantOf(start))}`;
    if (start === end) return from;
    const isSameDay = start.slice(0, 10) === end.slice(0, 10);
    return `${from} – ${isSameDay ? '' : `${day(end)} `}${clock(instantOf(end))}`;
  };
  const days = (from: string, to: string): string => (from === to ? day(from) : `${day(from)} – ${day(to)}`);
  const dates = { year, month, shortMonth, day, time, days };
  if (isEnglish)
    return {
      ...dates,
      zoom: { month: 'Month', quarter: 'Quarter', year: 'Year' },
      timeline: 'Timeline',
      today: 'Today',
      period: 'Period in view',
      campaign: 'Campaign',
      allCampaigns: 'All campaigns',
      channel: 'Channel',
      allChannels: 'All channels',
      unknownChannel: 'unknown channel',
      table: 'Table',
      channels: 'Sends',
      caps: 'Caps',
      capsHint: 'The most one member may get in the fullest window around each day. All campaigns count, whatever is filtered.',
      campaigns: 'Campaigns',
      empty: 'Nothing of this plan has a date yet.',
      close: 'Close',
      columns: ['Time', 'Wave', 'Campaign', 'Channel', 'Members', 'Found'],
      more: (rows) => `${english(rows, 'more row')}: choose a campaign, a channel or a shorter period.`,
      triggered: 'triggered',
      sends: (sends) => english(sends, 'send'),
      waves: (waves) => english(waves, 'wave'),
      members: ({ low, high }) =>
        high === undefined
          ? `at least ${count('en', low)} members`
          : low === high
            ? english(low, 'member')
            : `${count('en', low)} to ${english(high, 'member')}`,
      load: (most, limit) => `at most ${most} of ${limit}`,
      limit: (limit, window) => `${limit} ${window}`,
      finding: ({ level, verdict, message }) => `${verdict ?? level}: ${message}`,
      legend: [
        ['low', 'room left'],
        ['near', 'one left'],
        ['full', 'used up'],
        ['over', 'above the limit'],
        ['error', 'error or violated'],
        ['warning', 'warning or possible'],
      ],
      keys: 'Arrow keys move between marks, Enter opens.',
    };
  return {
    ...dates,
    zoom: { month: '月', quarter: '季度', year: '年' },
    timeline: '时间线',
    today: '今天',
    period: '显示范围',
    campaign: '活动',
    allCampaigns: '全部活动',
    channel: '渠道',
    allChannels: '全部渠道',
    unknownChannel: '未知渠道',
    table: '表格',
    channels: '发送',
    caps: '频次上限',
    capsHint: '包含当天的统计周期里，一位会员最多收到几次。无论怎样筛选，都按全部活动计算。',
    campaigns: '活动',
    empty: '计划里还没有任何日期。',
    close: '关闭',
    columns: ['时间', '波次', '活动', '渠道', '人数', '问题'],
    more: (rows) => `还有 ${count(language, rows)} 行：请选择活动、渠道或更短的范围。`,
    triggered: '触发',
    sends: (sends) => `${count(language, sends)} 次发送`,
    waves: (waves) => `${count(language, waves)} 个波次`,
    members: ({ low, high }) =>
      high === undefined
        ? `至少 ${count(language, low)} 人`
        : low === high
          ? `${count(language, low)} 人`
          : `${count(language, low)} 到 ${count(language, high)} 人`,
    load: (most, limit) => `最多 ${most} 次，上限 ${limit} 次`,
    limit: (limit, window) => `${window} ${limit} 次`,
    finding: ({ level, verdict, message }) => {
      const word =
        verdict === 'violated' ? '违反' : verdict === 'possible' ? '可能违反' : { error: '错误', warning: '警告', info: '提示' }[level];
      return `${word}：${message}`;
    },
    legend: [
      ['low', '有余量'],
      ['near', '还剩一次'],
      ['full', '已用满'],
      ['over', '超出上限'],
      ['error', '错误或违反'],
      ['warning', '警告或可能违反'],
    ],
    keys: '方向键切换标记，回车打开。',
  };
}
