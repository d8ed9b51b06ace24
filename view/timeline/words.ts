import { timeFormatLocale, type TimeLocaleDefinition } from 'd3-time-format';
import type { CostView, DeadlineView, FindingView, WaveView, WaiverView } from '../../src/timeline-view/types.js';
import type { PanelName } from './host.js';
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

const englishVerdict = ({ level, verdict }: FindingView): string => (level === 'waived' ? level : (verdict ?? level));

const CHINESE = { error: '错误', warning: '警告', info: '提示', waived: '已豁免', violated: '违反', possible: '可能违反' } as const;

const chineseVerdict = ({ level, verdict }: FindingView): string => CHINESE[level === 'waived' ? level : (verdict ?? level)];

const percentIn = ({ percent }: CostView, before: string, after: string): string =>
  percent === undefined ? '' : `${before}${percent}%${after}`;

/** What a filter leaves. */
export interface Shown {
  readonly sends: number;
  readonly triggered: number;
  readonly campaigns: number;
}

/** All words of the view in one language. */
export interface Words {
  /** Between parts of a sentence. */
  readonly comma: string;
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
  readonly audience: string;
  readonly allAudiences: string;
  readonly onlyFound: string;
  readonly below: string;
  readonly panels: Readonly<Record<PanelName, string>>;
  readonly channels: string;
  readonly caps: string;
  readonly capsHint: string;
  readonly campaigns: string;
  readonly empty: string;
  readonly close: string;
  /** Of the tables of sends, of budgets, of findings. */
  readonly columns: readonly string[];
  readonly budgetColumns: readonly string[];
  readonly findingColumns: readonly string[];
  /** Of what a total consists of, and of the audiences of a cap. */
  readonly itemColumns: readonly string[];
  readonly audienceColumns: readonly string[];
  readonly more: (rows: number) => string;
  readonly triggered: string;
  readonly sends: (sends: number) => string;
  readonly waves: (waves: number) => string;
  readonly members: (members: NonNullable<WaveView['members']>) => string;
  /** `at most 3 of 3` */
  readonly load: (most: number, limit: number) => string;
  /** `3 in one calendar month` */
  readonly limit: (limit: number, window: string) => string;
  /** `violated`, `warning`, `waived` */
  readonly verdict: (finding: FindingView) => string;
  readonly finding: (finding: FindingView) => string;
  readonly waiver: (waiver: WaiverView) => string;
  readonly noFindings: string;
  readonly nothingSent: string;
  readonly asOf: (today: string) => string;
  readonly noScript: string;
  /** `2027-10-20 – 2027-11-18, all times in Asia/Shanghai` */
  readonly subtitle: (from: string, to: string, zone: string) => string;
  /** `Poster due` */
  readonly due: (deadline: DeadlineView) => string;
  readonly dues: (deadlines: number) => string;
  /** `2027-11-03 Wed, designer` */
  readonly deadline: (deadline: DeadlineView) => string;
  /** `¥45,134.00 of ¥50,000.00 (91%)` */
  readonly spent: (cost: CostView) => string;
  readonly percent: (cost: CostView) => string;
  /** `91% of ¥50,000.00` */
  readonly share: (cost: CostView) => string;
  readonly atMost: (cost: CostView) => string;
  readonly noBudget: string;
  /** Of a budget that several share: `12 campaigns`. */
  readonly together: (campaigns: number) => string;
  readonly byAudience: string;
  readonly audiencesOf: (cap: string) => string;
  readonly moreAudiences: (audiences: number, most: number, limit: number) => string;
  readonly shown: (shown: Shown) => string;
  readonly details: Readonly<
    Record<
      | 'wave'
      | 'campaign'
      | 'cap'
      | 'channel'
      | 'audiences'
      | 'everybody'
      | 'members'
      | 'sends'
      | 'place'
      | 'findings'
      | 'clause'
      | 'fullest'
      | 'runs'
      | 'phases'
      | 'activities'
      | 'deadlines'
      | 'cost',
      string
    >
  >;
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
      comma: ', ',
      zoom: { month: 'Month', quarter: 'Quarter', year: 'Year' },
      timeline: 'Timeline',
      today: 'Today',
      period: 'Period in view',
      campaign: 'Campaign',
      allCampaigns: 'All campaigns',
      channel: 'Channel',
      allChannels: 'All channels',
      unknownChannel: 'unknown channel',
      audience: 'Audience',
      allAudiences: 'All audiences',
      onlyFound: 'Only with findings',
      below: 'Below the chart',
      panels: { table: 'Table', budget: 'Budget', findings: 'Findings' },
      channels: 'Sends',
      caps: 'Caps',
      capsHint:
        'The most one member may get in the fullest window around each day; of an audience, one who belongs to it at each of these sends. All campaigns count, whatever is filtered.',
      campaigns: 'Campaigns',
      empty: 'Nothing of this plan has a date yet.',
      close: 'Close',
      columns: ['Time', 'Wave', 'Campaign', 'Channel', 'Members', 'Found'],
      budgetColumns: ['Campaign', 'Budget', 'May cost at most', 'Used', 'Messages', 'Benefits', 'Costs'],
      findingColumns: ['Verdict', 'What', 'Rule', 'Where'],
      itemColumns: ['Item', 'At most'],
      audienceColumns: ['Audience', 'Load', 'Days'],
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
      verdict: englishVerdict,
      finding: (finding) => `${englishVerdict(finding)}: ${finding.message}`,
      waiver: ({ because, by, until }) =>
        `Waived${by === '' ? '' : ` by ${by}`}${until === undefined ? '' : ` until ${until}`}${because === '' ? '' : `: ${because}`}`,
      noFindings: 'Nothing was found.',
      nothingSent: 'Nothing is sent in these days.',
      asOf: (today) => `as of ${today}`,
      noScript: 'This page is drawn by a script, which this browser does not run. `crm timeline --format svg` makes a picture.',
      subtitle: (from, to, zone) => `${from} – ${to}, all times in ${zone}`,
      due: ({ kind, label }) => (kind === 'review' ? 'Review' : kind === 'confirm' ? `Confirm ${label}` : label),
      dues: (deadlines) => `${count('en', deadlines)} due`,
      deadline: ({ on, by }) => `${on.length > 10 ? time(on, on) : day(on)}${by === undefined ? '' : `, ${by}`}`,
      spent: (cost) => `${cost.total.text}${cost.complete ? '' : '+'} of ${cost.budget?.text ?? ''}${percentIn(cost, ' (', ')')}`,
      percent: (cost) => percentIn(cost, '', ''),
      share: (cost) => `${percentIn(cost, '', '')} of ${cost.budget?.text ?? ''}`,
      atMost: ({ total, complete }) => (complete ? total.text : `${total.text} or more: not everything has a price, a size or a limit yet`),
      noBudget: 'none',
      together: (campaigns) => english(campaigns, 'campaign'),
      byAudience: 'By audience',
      audiencesOf: (cap) => `Audiences of ${cap}`,
      moreAudiences: (audiences, most, limit) => `${count('en', audiences)} more, at most ${most}/${limit}`,
      shown: ({ sends, triggered, campaigns }) =>
        `${english(sends, 'send')}${triggered > 0 ? `, ${english(triggered, 'triggered wave')}` : ''}, ${english(campaigns, 'campaign')}`,
      details: {
        wave: 'Wave',
        campaign: 'Campaign',
        cap: 'Cap',
        channel: 'Channel',
        audiences: 'Audiences',
        everybody: 'Whoever sees it',
        members: 'Members',
        sends: 'Sends',
        place: 'In the plan',
        findings: 'Findings',
        clause: 'Clause',
        fullest: 'Fullest',
        runs: 'Runs',
        phases: 'Phases',
        activities: 'Activities',
        deadlines: 'Deadlines',
        cost: 'May cost at most',
      },
      legend: [
        ['low', 'room left'],
        ['near', 'one left'],
        ['full', 'used up'],
        ['over', 'above the limit'],
        ['error', 'error or violated'],
        ['warning', 'warning or possible'],
        ['waived', 'waived'],
        ['due', 'deadline'],
      ],
      keys: 'Arrow keys move between marks, Enter opens.',
    };
  return {
    ...dates,
    comma: '，',
    zoom: { month: '月', quarter: '季度', year: '年' },
    timeline: '时间线',
    today: '今天',
    period: '显示范围',
    campaign: '活动',
    allCampaigns: '全部活动',
    channel: '渠道',
    allChannels: '全部渠道',
    unknownChannel: '未知渠道',
    audience: '人群',
    allAudiences: '全部人群',
    onlyFound: '只看有问题的',
    below: '图表下方',
    panels: { table: '表格', budget: '预算', findings: '问题' },
    channels: '发送',
    caps: '频次上限',
    capsHint: '包含当天的统计周期里，一位会员最多收到几次；按人群看时，指每次发送时都在该人群中的会员。无论怎样筛选，都按全部活动计算。',
    campaigns: '活动',
    empty: '计划里还没有任何日期。',
    close: '关闭',
    columns: ['时间', '波次', '活动', '渠道', '人数', '问题'],
    budgetColumns: ['活动', '预算', '预计最多花费', '占预算', '消息', '权益', '其他费用'],
    findingColumns: ['结论', '内容', '规则', '位置'],
    itemColumns: ['项目', '最多'],
    audienceColumns: ['人群', '次数', '日期'],
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
    verdict: chineseVerdict,
    finding: (finding) => `${chineseVerdict(finding)}：${finding.message}`,
    waiver: ({ because, by, until }) =>
      `已豁免${by === '' ? '' : `，批准人：${by}`}${until === undefined ? '' : `，截止${until}`}${because === '' ? '' : `，原因：${because}`}`,
    noFindings: '没有发现问题。',
    nothingSent: '这些日期内没有发送。',
    asOf: (today) => `以 ${today} 为今天`,
    noScript: '本页需要浏览器运行脚本才能显示，也可以用 crm timeline --format svg 生成图片。',
    subtitle: (from, to, zone) => `${from} – ${to}，时区 ${zone}`,
    due: ({ kind, label }) => (kind === 'review' ? '复盘' : kind === 'confirm' ? `确认${label}` : label),
    dues: (deadlines) => `${count(language, deadlines)}项截止`,
    deadline: ({ on, by }) => `${on.length > 10 ? time(on, on) : day(on)}${by === undefined ? '' : `，${by}`}`,
    spent: (cost) => `${cost.total.text}${cost.complete ? '' : '以上'}，预算${cost.budget?.text ?? ''}${percentIn(cost, '（', '）')}`,
    percent: (cost) => percentIn(cost, '', ''),
    share: (cost) => `预算${cost.budget?.text ?? ''}的${percentIn(cost, '', '')}`,
    atMost: ({ total, complete }) => (complete ? total.text : `${total.text}以上：还有项目没有写明价格、人数或上限`),
    noBudget: '无',
    together: (campaigns) => `${count(language, campaigns)} 个活动`,
    byAudience: '按人群',
    audiencesOf: (cap) => `${cap}：按人群`,
    moreAudiences: (audiences, most, limit) => `另有${count(language, audiences)}个，最多 ${most}/${limit}`,
    shown: ({ sends, triggered, campaigns }) =>
      `${count(language, sends)} 次发送${triggered > 0 ? `，${count(language, triggered)} 个触发波次` : ''}，${count(language, campaigns)} 个活动`,
    details: {
      wave: '波次',
      campaign: '活动',
      cap: '频次上限',
      channel: '渠道',
      audiences: '人群',
      everybody: '所有看到的人',
      members: '人数',
      sends: '发送',
      place: '在计划中的位置',
      findings: '问题',
      clause: '条款',
      fullest: '最满时',
      runs: '活动时间',
      phases: '阶段',
      activities: '活动内容',
      deadlines: '截止事项',
      cost: '预计最多花费',
    },
    legend: [
      ['low', '有余量'],
      ['near', '还剩一次'],
      ['full', '已用满'],
      ['over', '超出上限'],
      ['error', '错误或违反'],
      ['warning', '警告或可能违反'],
      ['waived', '已豁免'],
      ['due', '截止日'],
    ],
    keys: '方向键切换标记，回车打开。',
  };
}
