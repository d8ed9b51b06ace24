import type { Instant } from './time/zone.js';

/** The time of the schedule. In a rehearsal it runs from another moment on, and faster. */
export interface Clock {
  readonly now: () => Instant;
  /** When, by the clock on the wall, an instant of the schedule comes. */
  readonly onTheWall: (instant: Instant) => number;
}

/** From `from` on since the wall's `began`, `speed` times as fast. */
export interface Rehearsal {
  readonly from: Instant;
  readonly began: number;
  readonly speed: number;
}

export function createClock(rehearsal?: Rehearsal): Clock {
  const { from, began, speed } = rehearsal ?? { from: 0, began: 0, speed: 1 };
  return {
    now: () => Math.floor(from + (wallClock() - began) * speed),
    onTheWall: (instant) => Math.ceil(began + (instant - from) / speed),
  };
}

export function wallClock(): number {
  // eslint-disable-next-line no-restricted-properties -- the one place where time comes from
  return Date.now();
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
