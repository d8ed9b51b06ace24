import type { Locale, Localized } from '../diagnostics/diagnostic.js';

/** The file that marks the folder of a project. */
export const CONFIG = 'crm.json';

/** What it may say. */
export interface ProjectConfig {
  readonly locale?: Locale;
  /** Globs of files and folders that do not belong to the project. */
  readonly exclude: readonly string[];
}

/** The settings, or what is wrong with them: then nothing is excluded. */
export interface ReadConfig {
  readonly config: ProjectConfig;
  readonly problem?: Localized;
}

export const NO_SETTINGS: ProjectConfig = { exclude: [] };

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** The settings in the text of a crm.json; `file` is what it is called in messages. */
export function parseConfig(file: string, text: string): ReadConfig {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed({ en: `Cannot read ${file}: ${reason}.`, zh: `无法读取 ${file}：${reason}。` });
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    return failed({
      en: `${file} must hold an object, such as { "locale": "zh-CN" }.`,
      zh: `${file} 的内容应是一个对象，例如 { "locale": "zh-CN" }。`,
    });
  const { locale, exclude = [], ...others } = config as Record<string, unknown>;
  const [unknown] = Object.keys(others).filter((key) => key !== '$schema');
  if (unknown !== undefined)
    return failed({
      en: `${file}: there is no setting "${unknown}". Known are "locale" and "exclude".`,
      zh: `${file}：没有“${unknown}”这项设置，可用的是“locale”和“exclude”。`,
    });
  if (locale !== undefined && locale !== 'en' && locale !== 'zh-CN')
    return failed({ en: `${file}: "locale" must be "en" or "zh-CN".`, zh: `${file}：“locale”只能是“en”或“zh-CN”。` });
  if (!isStrings(exclude))
    return failed({ en: `${file}: "exclude" must be a list of globs.`, zh: `${file}：“exclude”应是通配符（glob）的列表。` });
  return { config: { ...(locale !== undefined && { locale }), exclude } };
}

function failed(problem: Localized): ReadConfig {
  return { config: NO_SETTINGS, problem };
}
