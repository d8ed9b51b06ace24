import { localize, type Locale } from '../diagnostics/diagnostic.js';
import { UsageError } from '../node/usage-error.js';
import { ExitCode } from './exit-codes.js';
import { localeOf } from '../node/projects.js';
import { chooseLocale } from './terminal.js';

/** Says why a command could not be carried out, and gives the exit code for it. */
export function tellFailure(error: unknown, paths: readonly string[], locale: string | undefined, version: string): ExitCode {
  const language = chooseLocale(locale, localeOf(paths), process.env);
  if (error instanceof UsageError) {
    process.stderr.write(`${localize({ en: 'crm: ', zh: 'crm：' }, language)}${localize(error.words, language)}\n`);
    return ExitCode.usage;
  }
  process.stderr.write(`${defect(error instanceof Error ? error.message : String(error), version, language)}\n`);
  if (process.env.CRM_DEBUG && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  return ExitCode.defect;
}

function defect(detail: string, version: string, locale: Locale): string {
  return localize(
    {
      en: `crm: this is a defect in crm, not in your plan: ${detail}\nPlease report it with the plan and this version (${version}) in the issue tracker of crm-lang. Set CRM_DEBUG=1 to see where it happened.`,
      zh: `crm：这是 crm 自身的缺陷，不是计划的问题：${detail}\n请附上计划和版本号（${version}），在 crm-lang 的问题列表中反馈。设置 CRM_DEBUG=1 可查看出错位置。`,
    },
    locale,
  );
}
