import { cancel, group, intro, select, text } from '@clack/prompts';
import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import type { Strictness } from '../skeleton/store.js';
import { zoneId } from '../timeline/zone.js';
import { PROBLEMS, type NewProject } from './new-project.js';

/** Ends the questions; otherwise the next one would be asked. */
class GivenUp extends Error {}

/** Asks what a new project is to be like; undefined when the planner gives up. */
export async function askProject(defaults: NewProject): Promise<NewProject | undefined> {
  let locale: Locale = defaults.locale;
  const say = (words: Localized): string => localize(words, locale);
  const check = (name: keyof typeof PROBLEMS) => (value: string | undefined) => {
    const problem = value === undefined || value === '' ? undefined : PROBLEMS[name](value);
    return problem && say(problem);
  };
  const ask = (words: Localized, initial: string, name: keyof typeof PROBLEMS) =>
    text({ message: say(words), placeholder: initial, defaultValue: initial, validate: check(name) });
  intro(say({ en: 'A new crm project', zh: '新建 crm 项目' }));
  const answers = await group(
    {
      locale: async () => {
        const chosen = await select({
          message: 'Language · 语言',
          initialValue: defaults.locale,
          options: [
            { value: 'zh-CN' as Locale, label: '简体中文' },
            { value: 'en' as Locale, label: 'English' },
          ],
        });
        if (chosen === 'en' || chosen === 'zh-CN') locale = chosen;
        return chosen;
      },
      label: () =>
        ask(
          { en: 'What is the store called?', zh: '店铺叫什么名字？' },
          locale === defaults.locale ? defaults.label : say({ en: 'My shop', zh: '我的店铺' }),
          'store',
        ),
      timezone: () => ask({ en: 'In which time zone?', zh: '在哪个时区？' }, defaults.timezone, 'timezone'),
      currency: () => ask({ en: 'In which currency?', zh: '使用哪种货币？' }, defaults.currency, 'currency'),
      members: () => ask({ en: 'How many members?', zh: '有多少会员？' }, String(defaults.members), 'members'),
      policy: () =>
        select({
          message: say({ en: 'How often may a member be messaged?', zh: '可以多频繁地打扰会员？' }),
          initialValue: defaults.policy,
          options: [
            {
              value: 'retail' as Strictness,
              label: say({ en: 'As is usual in retail', zh: '零售通行做法' }),
              hint: say({ en: '3 SMS a month, 3 days apart', zh: '短信每月3条，间隔3天' }),
            },
            {
              value: 'strict' as Strictness,
              label: say({ en: 'Less', zh: '更少' }),
              hint: say({ en: '2 SMS a month, 3 messages a week in all', zh: '短信每月2条，各渠道合计每周3条' }),
            },
          ],
        }),
      github: () =>
        select({
          message: say({ en: 'Check each change on GitHub?', zh: '在 GitHub 上检查每次改动？' }),
          initialValue: defaults.github,
          options: [
            { value: true, label: say({ en: 'Yes, write a workflow', zh: '是，写入工作流' }) },
            { value: false, label: say({ en: 'No', zh: '否' }) },
          ],
        }),
    },
    {
      onCancel: () => {
        cancel(say({ en: 'Given up.', zh: '已取消。' }));
        throw new GivenUp();
      },
    },
  ).catch((error: unknown) => {
    if (error instanceof GivenUp) return undefined;
    throw error;
  });
  if (!answers) return undefined;
  return { ...answers, timezone: zoneId(answers.timezone) ?? answers.timezone, members: Number(answers.members.replaceAll('_', '')) };
}
