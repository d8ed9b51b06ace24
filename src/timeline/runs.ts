import type { Problem, Report } from '../diagnostics/problem.js';
import type { DayForm, Event } from '../model/types.js';
import { moveDay, resolveDay, resolveRange } from './days.js';
import { occurrencesOf } from './events.js';
import type { DayRange } from './types.js';

/** How far from the other end of `runs` an event without a year is looked for. */
const REACH_DAYS = 400;

/** Days in which `runs` stands, or a `valid`: its two ends and its place. */
export interface RangeForm {
  readonly from: DayForm;
  readonly to: DayForm;
}

/**
 * The days a campaign runs. `start`, `end` and parts of the campaign depend on them and are refused.
 * An event may stand without its year at one end: at the right the first one that ends on or after the left day,
 * at the left the last one that begins on or before the right day.
 */
export function resolveRuns(
  runs: RangeForm,
  events: ReadonlyMap<string, Event>,
  parts: ReadonlyMap<string, unknown>,
  report: Report,
): DayRange | undefined {
  for (const form of [runs.from, runs.to]) {
    if (!dependsOnRuns(form, events, parts)) continue;
    report(circular(form));
    return undefined;
  }
  const scope = { events };
  const left = openEvent(runs.from, events);
  const right = openEvent(runs.to, events);
  if (right && !left) {
    const from = resolveDay(runs.from, scope, 'first', report);
    if (from === undefined) return undefined;
    const found = occurrencesOf(right, { from, to: from + REACH_DAYS }, report)[0];
    const to = found && moveDay(found.to, runs.to.offset, report);
    if (to !== undefined && to >= from) return { from, to };
  }
  if (left && !right) {
    const to = resolveDay(runs.to, scope, 'last', report);
    if (to === undefined) return undefined;
    const found = occurrencesOf(left, { from: to - REACH_DAYS, to }, report).at(-1);
    const from = found && moveDay(found.from, runs.from.offset, report);
    if (from !== undefined && from <= to) return { from, to };
  }
  return resolveRange(runs.from, runs.to, scope, report);
}

function openEvent(form: DayForm, events: ReadonlyMap<string, Event>): Event | undefined {
  return form.anchor.kind === 'name' && !form.anchor.year ? events.get(form.anchor.ref.name) : undefined;
}

function dependsOnRuns(form: DayForm, events: ReadonlyMap<string, Event>, parts: ReadonlyMap<string, unknown>): boolean {
  const { anchor } = form;
  if (anchor.kind === 'date') return false;
  return anchor.kind !== 'name' || (!anchor.year && !events.has(anchor.ref.name) && parts.has(anchor.ref.name));
}

function circular(form: DayForm): Problem {
  const name = form.anchor.kind === 'name' ? form.anchor.ref.name : form.anchor.kind;
  return {
    rule: 'cyclic-reference',
    span: form.anchor.span,
    message: {
      en: `\`runs\` cannot depend on \`${name}\`, because \`${name}\` depends on \`runs\`. Write a date, or an event with its year.`,
      zh: `“runs”不能取决于“${name}”，因为“${name}”取决于“runs”。请写日期，或写带年份的事件。`,
    },
  };
}
