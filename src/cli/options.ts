import type { AnalyseOptions } from '../compiler.js';
import { nearest } from '../diagnostics/suggest.js';
import { isMomentText } from '../model/moment-text.js';
import { UsageError } from '../node/usage-error.js';

/** The options that change what an analysis finds. */
export function analyseOptions(options: Record<string, unknown>): AnalyseOptions {
  const { now } = options;
  if (now !== undefined && (typeof now !== 'string' || !isMomentText(now))) {
    throw new UsageError({
      en: '--now takes a day or a moment, such as 2026-11-01, "2026-11-01 10:00" (in the zone of the store) or 2026-11-01T10:00+08:00.',
      zh: '--now 应为日期或时刻，例如 2026-11-01、"2026-11-01 10:00"（店铺所在时区）或 2026-11-01T10:00+08:00。',
    });
  }
  return { ...(typeof now === 'string' && { now }), ...(options.requireProof === true && { requireProof: true }) };
}

/** The names given with `--campaign`, of those there are; without the option all are meant. */
export function campaignsOption({ campaign }: Record<string, unknown>, known: readonly string[]): readonly string[] | undefined {
  const wanted = campaign as readonly string[] | undefined;
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
