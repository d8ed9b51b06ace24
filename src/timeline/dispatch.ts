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

/** A piece of sending without a pause. */
export interface Job {
  readonly start: Instant;
  /** In milliseconds. */
  readonly length: number;
}

/** A stretch in which a channel sends without a pause; it ends exclusively. */
export interface Busy {
  readonly start: Instant;
  readonly end: Instant;
}

/** Batches that follow each other without a pause are one job. */
export function jobsOf(dispatch: Dispatch): readonly Job[] {
  if (dispatch.step <= dispatch.batchLength) return [{ start: dispatch.start, length: dispatch.end - dispatch.start }];
  return batchStarts(dispatch).map((start, index) => ({
    start,
    length: index === dispatch.batches - 1 ? dispatch.lastLength : dispatch.batchLength,
  }));
}

/**
 * The stretches in which one channel does its jobs, by their starts: while work is left it sends without a pause.
 * Touching is not overlapping.
 */
export function busyStretches(jobs: readonly Job[]): readonly Busy[] {
  const stretches: Busy[] = [];
  for (const { start, length } of jobs.toSorted((a, b) => a.start - b.start || b.length - a.length)) {
    const last = stretches.at(-1);
    if (last && start < last.end) stretches[stretches.length - 1] = { start: last.start, end: last.end + length };
    else stretches.push({ start, end: start + length });
  }
  return stretches;
}

/**
 * When a dispatch has ended at the latest, if it shares the rate of its channel in any order with all jobs the stretches are made of,
 * its own among them: everything begun in one busy stretch may end as late as the stretch, which lasts as long as its jobs together.
 */
export function sharedEnd(dispatch: Dispatch, stretches: readonly Busy[]): Instant {
  return jobsOf(dispatch).reduce((end, { start }) => Math.max(end, lastBegun(stretches, start)?.end ?? end), dispatch.end);
}

/** The last stretch that has begun at an instant. */
function lastBegun(stretches: readonly Busy[], at: Instant): Busy | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.start ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1];
}
