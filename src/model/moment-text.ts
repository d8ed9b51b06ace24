const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Whether a text has the form of a day or a moment: `2026-11-01`, `2026-11-01 10:00`, `2026-11-01T10:00+08:00`. */
export function isMomentText(text: string): boolean {
  return MOMENT.test(text);
}
