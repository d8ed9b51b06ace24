import type { Problem } from '../diagnostics/problem.js';
import type { Outside } from './belonging.js';
import { CONFIG, type ReadConfig } from './config.js';

/** What an editor knows of the files of a project. */
export interface Contents {
  /** By path from the project's folder. */
  readonly texts: ReadonlyMap<string, string>;
  /** Files that could not be read as text, and what is wrong with crm.json. */
  readonly problems: readonly Problem[];
  readonly isOutside: Outside;
}

/** A setting that cannot be read is told at the beginning of crm.json. */
export function problemsOf({ problem }: ReadConfig): readonly Problem[] {
  return problem ? [{ rule: 'syntax-error', span: { file: CONFIG, start: 0, end: 0 }, message: problem }] : [];
}
