const SHORTEST = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334];
const LONGEST = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337];

/** A day for the time of day on both ends, and one for clocks that change. */
const SLACK_DAYS = 2;
const DAY = 86_400;

/** Every stretch of so many calendar months is longer than this many seconds, whatever day it ends on. */
export function monthsAtLeast(months: number): number {
  const years = Math.floor(months / 12);
  return (years * 365 + (SHORTEST[months % 12] ?? 0) - SLACK_DAYS) * DAY;
}

/** Every stretch of so many calendar months is shorter than this many seconds, whatever day it ends on. */
export function monthsAtMost(months: number): number {
  const years = Math.floor(months / 12);
  return (years * 366 + (LONGEST[months % 12] ?? 0) + SLACK_DAYS) * DAY;
}

/** Beyond some thirty thousand years nothing is concluded, so that the searches below stay short. */
const FARTHEST = 1e12;

/** The fewest months, one at least, that surely last as long as the seconds; nothing where that is too far off. */
export function monthsCovering(seconds: number): number | undefined {
  if (seconds > FARTHEST) return undefined;
  let months = Math.max(1, Math.floor(seconds / (31 * DAY)));
  while (monthsAtLeast(months) < seconds) months += 1;
  return months;
}

/** The most months that surely end within the seconds; nothing where not even one does, or that is too far off. */
export function monthsFitting(seconds: number): number | undefined {
  if (seconds > FARTHEST) return undefined;
  let months = Math.ceil(seconds / (28 * DAY));
  while (months > 0 && monthsAtMost(months) > seconds) months -= 1;
  return months > 0 ? months : undefined;
}
