import type { AnalyseOptions } from '../compiler.js';
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
