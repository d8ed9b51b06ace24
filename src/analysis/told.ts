import type { Problem, Report } from '../diagnostics/problem.js';
import type { Derived } from '../incremental/derived.js';

/** A part of the analysis, with what is wrong in it. */
export interface Told<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

const NO_PROBLEMS: readonly Problem[] = [];

/** Runs a step that reports, and keeps what it reports. */
export function told<T>(step: (report: Report) => T): Told<T> {
  const problems: Problem[] = [];
  const value = step((problem) => problems.push(problem));
  return { value, problems: problems.length === 0 ? NO_PROBLEMS : problems };
}

/** A step that is done for many things one by one. */
export interface Steps {
  /** Works one of them out, if something it read has changed. */
  readonly take: (name: string) => void;
  /** What is wrong in all of them as they were last worked out. */
  readonly known: () => readonly Problem[];
  /** What is wrong in all of them. */
  readonly problems: () => readonly Problem[];
}

export function stepsOf<T>(derived: Derived<string, Told<T>>): Steps {
  const all = (each: Iterable<Told<T>>): readonly Problem[] => [...each].flatMap(({ problems }) => problems);
  return {
    take: (name) => {
      derived.take(name);
    },
    known: () => all(derived.known()),
    problems: () => all(derived.values()),
  };
}
