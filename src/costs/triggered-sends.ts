import type { WaveLimit, Window } from '../model/types.js';
import { addDuration, bucketsIn } from '../model/calendar.js';
import { milliseconds } from '../timeline/durations.js';
import type { DayRange } from '../timeline/types.js';

const DAY = 86_400_000;

/** The most sends of a triggered wave that one member gets during the runs, as its `at most` allows. */
export function mostSends({ count, window }: WaveLimit, runs: DayRange): number {
  return count * windowsIn(window, runs);
}

function windowsIn(window: Window, runs: DayRange): number {
  if (window.kind === 'campaign') return 1;
  if (window.kind === 'calendar') return bucketsIn(runs, window.unit).length;
  const { duration } = window;
  if (duration.unit === 'mo' || duration.unit === 'y') return steps(duration.count, duration.unit, runs);
  const days = runs.to - runs.from + 1;
  return Math.ceil((days * DAY) / milliseconds(duration));
}

/** Windows of months or years, one after the other, that cover the runs. */
function steps(count: number, unit: 'mo' | 'y', runs: DayRange): number {
  let windows = 0;
  while (addDuration(runs.from, { count: count * windows, unit }, 1) <= runs.to) windows += 1;
  return windows;
}
