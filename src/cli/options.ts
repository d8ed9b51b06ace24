import type { AnalyseOptions } from '../compiler.js';
import { nearest } from '../diagnostics/suggest.js';
import { isMomentText } from '../model/moment-text.js';
import { UsageError } from '../node/usage-error.js';

/** What the options of a call hold, by their long names in camel case. */
export type Options = Readonly<Record<string, string | boolean | readonly string[]>>;

/** The value of an option that takes one text; nothing where it is not given. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The options that change what an analysis finds. */
export function analyseOptions(options: Options): AnalyseOptions {
  const now = textOption(options, 'now');
  if (now !== undefined && !isMomentText(now)) {
    throw new UsageError({
      en: '--now takes a day or a moment, such as 2026-11-01, "2026-11-01 10:00" (in the zone of the store) or 2026-11-01T10:00+08:00.',
      zh: '--now 应为日期或时刻，例如 2026-11-01、"2026-11-01 10:00"（店铺所在时区）或 2026-11-01T10:00+08:00。',
    });
  }
  return { ...(now !== undefined && { now }), ...(options.requireProof === true && { requireProof: true }) };
}

/** More warnings than this fail a check. */
export function warningLimit(options: Options): number {
  const limit = textOption(options, 'maxWarnings');
  if (limit !== undefined && !/^\d+$/.test(limit))
    throw new UsageError({ en: '--max-warnings takes a whole number, such as 0.', zh: '--max-warnings 应为整数，例如 0。' });
  return limit === undefined ? Infinity : Number(limit);
}

/** The names given with `--campaign`, of those there are; without the option all are meant. */
export function campaignsOption({ campaign }: Options, known: readonly string[]): readonly string[] | undefined {
  const wanted = typeof campaign === 'object' ? campaign : undefined;
  for (const name of wanted ?? []) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new UsageError({
      en: `There is no campaign "${name}" in this project.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
      zh: `这个项目中没有活动“${name}”${near === undefined ? '。' : `，是不是想写“${near}”？`}`,
    });
  }
  return wanted;
}
