import { checkCondition } from '../../conditions/check.js';
import type { Environment } from '../../conditions/environment.js';
import { isoDay } from '../../model/calendar.js';
import type { Expression } from '../../model/expressions.js';
import { applyEdits, type TextEdit } from '../../text/edit.js';
import type { Span } from '../../text/span.js';

/** A condition whose names are written so that they mean the same where other names are nearer. */
export interface Explicit {
  readonly text: string;
  /** A measure in it names an event without its year, which elsewhere may be another day. */
  readonly hasDaysOfMeasures: boolean;
}

const isIn = (outer: Span, inner: Span): boolean => outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;

/** The text of a condition of a file with `member.` before the attributes that a record has, too, and the year of each event. */
export function explicitNames(where: Expression, file: string, from: Environment, record: string | undefined): Explicit {
  const { span: around } = where;
  const own = from.entities.get(record ?? '')?.attributes;
  /** By their places: a name may be looked at several times. */
  const edits = new Map<number, TextEdit>();
  let hasDaysOfMeasures = false;
  const insert = (offset: number, text: string): void => {
    const at = offset - around.start;
    edits.set(at, { span: { file: around.file, start: at, end: at }, text });
  };
  const listening: Environment = {
    ...from,
    onFound: ({ kind, name, owner, span }) => {
      const isAlone = !file.slice(0, span.start).trimEnd().endsWith('.');
      if (kind === 'attribute' && owner === 'member' && isAlone && own?.has(name)) insert(span.start, 'member.');
    },
    resolveDay: (form, report) => {
      const { anchor } = form;
      const day = from.resolveDay(form, report);
      const occurrence = from.resolveDay({ anchor, span: form.span }, () => undefined);
      if (anchor.kind !== 'name' || anchor.year || occurrence?.kind !== 'days') return day;
      if (isIn(around, anchor.ref.span)) insert(anchor.ref.span.end, ` ${isoDay(occurrence.from).slice(0, 4)}`);
      else hasDaysOfMeasures = true;
      return day;
    },
  };
  checkCondition(where, listening, () => undefined);
  return { text: applyEdits(file.slice(around.start, around.end), [...edits.values()]), hasDaysOfMeasures };
}
