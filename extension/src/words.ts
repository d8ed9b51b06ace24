import { isChinese } from './settings.js';

/** What the extension itself says while it runs. Parts of the sentences come from the server: both follow `crm.locale`, so that no message mixes languages. */
const EN = {
  cannotStart: (reason: string) => `The crm language server does not start: ${reason}`,
  tryAgain: 'Try again',
  whichProject: 'Which project?',
  newCampaign: 'New campaign',
  noPlan: 'There is no campaign plan (.crm file) here yet.',
  showProblems: 'Show problems',
  noSchedule: (summary: string) => `No schedule is written while there are errors. ${summary}`,
  saveFirst: (files: readonly string[]) => `The schedule is made of saved plans. Not saved yet: ${files.join(', ')}`,
  saveAll: 'Save all',
  replace: 'Replace',
  noScheduleOfCrm: (file: string) => `${file} is no schedule of crm. Replace it?`,
  written: (file: string, contents: string) => `${file}: ${contents}`,
  campaignName: 'What is the campaign called?',
  campaignExample: 'Spring tea',
  campaignNeedsName: 'A campaign needs a name.',
  timeline: 'CRM timeline',
  whichRule: 'Which rule?',
  why: 'Why',
  configure: 'Configure',
  allRules: 'All rules',
  plan: 'Campaign plan',
};

export type Words = typeof EN;

const ZH: Words = {
  cannotStart: (reason) => `crm 语言服务器无法启动：${reason}`,
  tryAgain: '重试',
  whichProject: '选择项目',
  newCampaign: '新建活动',
  noPlan: '这里还没有活动计划（.crm 文件）。',
  showProblems: '查看问题',
  noSchedule: (summary) => `有错误时不会生成发送日程。${summary}`,
  saveFirst: (files) => `发送日程由已保存的计划生成。尚未保存：${files.join('、')}`,
  saveAll: '全部保存',
  replace: '替换',
  noScheduleOfCrm: (file) => `${file} 不是 crm 生成的发送日程，要替换吗？`,
  written: (file, contents) => `${file}：${contents}`,
  campaignName: '活动叫什么名字？',
  campaignExample: '春茶上新',
  campaignNeedsName: '活动需要一个名字。',
  timeline: 'CRM 时间线',
  whichRule: '选择规则',
  why: '原因',
  configure: '调整方法',
  allRules: '全部规则',
  plan: '活动计划',
};

/** The words in the language of the plan's messages. */
export function words(): Words {
  return isChinese() ? ZH : EN;
}
