import type { Duration } from '../model/literals.js';
import type { Rate } from '../model/types.js';
import { milliseconds } from './durations.js';
import type { Instant } from './types.js';

export interface DispatchInput {
  /** The most members it goes to; missing where no size is known. */
  readonly recipients?: number;
  /** Of the channel; missing where the channel declares none. */
  readonly rate?: Rate;
  readonly split?: { readonly size: number; readonly every?: Duration };
}

/** How a send spreads over time. All times are whole milliseconds. */
export interface Dispatch {
  readonly start: Instant;
  /** When the last message has gone, exclusive; the start of the last batch where the rate or the size is unknown. */
  readonly end: Instant;
  /** At least 1. */
  readonly batches: number;
  /** From the start of one batch to that of the next: the interval, or longer where a full batch needs longer. */
  readonly step: number;
  /** How long one full batch takes, and the last one. */
  readonly batchLength: number;
  readonly lastLength: number;
  /** Whether `end` is a bound: the size is known, and the rate too. */
  readonly known: boolean;
}

/**
 * The dispatch of one send. Its time is ceil(recipients / count) × duration of the rate: a begun tick counts whole.
 * Batches start `every` apart, without it one after the other.
 */
export function dispatchOf(input: DispatchInput, start: Instant): Dispatch {
  const { recipients, rate, split } = input;
  const timeFor = (members: number): number => (rate ? Math.ceil(members / rate.count) * milliseconds(rate.duration) : 0);
  const size = recipients ?? 0;
  const batches = split ? Math.max(1, Math.ceil(size / split.size)) : 1;
  const full = split ? Math.min(size, split.size) : size;
  const last = split ? size - (batches - 1) * split.size : size;
  const step = split ? Math.max(split.every ? milliseconds(split.every) : 0, timeFor(full)) : 0;
  return {
    start,
    end: start + (batches - 1) * step + timeFor(last),
    batches,
    step,
    batchLength: timeFor(full),
    lastLength: timeFor(last),
    known: recipients !== undefined && rate !== undefined,
  };
}

/** The start of each batch, in order; as many entries as there are batches. */
export function batchStarts(dispatch: Dispatch): readonly Instant[] {
  return Array.from({ length: dispatch.batches }, (_, index) => dispatch.start + index * dispatch.step);
}

/** A stretch of uninterrupted sending on a channel. */
interface Job {
  readonly start: Instant;
  readonly length: number;
  readonly owner: number;
}

/**
 * When each of the dispatches on one channel has ended at the latest, if they share its rate in any order:
 * while work is left the channel sends without a pause, so everything begun in one busy stretch may end as late as the stretch,
 * which lasts as long as its dispatches together. Touching is not overlapping.
 */
export function sharedEnds(dispatches: readonly Dispatch[]): readonly Instant[] {
  const ends = dispatches.map(({ end }) => end);
  const jobs = dispatches.flatMap(jobsOf).sort((a, b) => a.start - b.start || b.length - a.length);
  for (let first = 0; first < jobs.length;) {
    let busyUntil = jobs[first]?.start ?? 0;
    let next = first;
    for (let job = jobs[next]; job && (next === first || job.start < busyUntil); job = jobs[next]) {
      busyUntil += job.length;
      next += 1;
    }
    for (const { owner } of jobs.slice(first, next)) ends[owner] = Math.max(ends[owner] ?? 0, busyUntil);
    first = next;
  }
  return ends;
}

/** Batches that follow each other without a pause are one job. */
function jobsOf(dispatch: Dispatch, owner: number): readonly Job[] {
  if (dispatch.step <= dispatch.batchLength) return [{ start: dispatch.start, length: dispatch.end - dispatch.start, owner }];
  return batchStarts(dispatch).map((start, index) => ({
    start,
    length: index === dispatch.batches - 1 ? dispatch.lastLength : dispatch.batchLength,
    owner,
  }));
}
