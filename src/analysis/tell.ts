import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { gatherMisspelt } from '../diagnostics/misspelt.js';
import type { Problem } from '../diagnostics/problem.js';
import { declaredNames } from '../model/declared-names.js';
import { diagnosticOf, ruleById, sortDiagnostics } from '../rules/run.js';
import { takingLines } from '../text/edit.js';
import { sameItems } from '../text/same-items.js';
import { lineAt } from '../text/span.js';
import { libraryNames, type FileResult } from './read.js';

/** After these something is missing from the plan that its author wrote: nothing is concluded from its absence. */
const LEAVES_GAPS: ReadonlySet<string> = new Set([
  'syntax-error',
  'unknown-name',
  'invalid-literal',
  'type-mismatch',
  'unknown-placeholder',
]);

const ABOUT_NAMES: ReadonlySet<string> = new Set(['unknown-name', 'unknown-placeholder']);

type Texts = ReadonlyMap<string, string>;

/** A name used is not unknown when its declaration stands in a part of the project that could not be read. */
function isLost({ rule, span }: Problem | Diagnostic, texts: Texts, lost: ReadonlySet<string>): boolean {
  if (!ABOUT_NAMES.has(rule) || lost.size === 0) return false;
  const used = (texts.get(span.file)?.slice(span.start, span.end) ?? '').replace(/^\{|\}$/g, '');
  return lost.has(used) || used.split('.').some((part) => lost.has(part));
}

/** One slip, one message: what the layers above find in a line that cannot be read comes from the slip. */
function followsSlip(problem: Problem, broken: ReadonlyMap<string, ReadonlySet<number>>, texts: Texts): boolean {
  const lines = broken.get(problem.span.file);
  return lines?.has(lineAt(texts.get(problem.span.file) ?? '', problem.span.start)) ?? false;
}

export interface Findings {
  /** By path, in order of their paths. */
  readonly files: ReadonlyMap<string, FileResult>;
  /** The texts of these files, and of all others that spans lead to. */
  readonly texts: Texts;
  /** Found while files were read. */
  readonly read: readonly Problem[];
  /** Found while names and times were resolved. */
  readonly resolved: readonly Problem[];
  readonly judged: readonly Diagnostic[];
}

/** What planners are told: each slip once, and nothing that only follows from one. By file, place, rule. */
export function tell({ files, texts, read, resolved, judged }: Findings): readonly Diagnostic[] {
  const broken = new Map([...files].flatMap(([path, file]) => (file.broken.size > 0 ? [[path, file.broken] as const] : [])));
  const lost = new Set([...files.values()].flatMap((file) => file.model.lost));
  const own = [...read, ...resolved.filter((problem) => !followsSlip(problem, broken, texts))].filter(
    (problem) => !problem.span.file.startsWith('crm:') && !isLost(problem, texts, lost),
  );
  const reported = new Set(own);
  const names = () => ({ declared: [...files.values()].flatMap(({ model }) => declaredNames(model)), vocabulary: libraryNames() });
  const told = gatherMisspelt(own, texts, names)
    .filter((problem) => reported.has(problem) || !followsSlip(problem, broken, texts))
    .map(diagnosticOf);
  const unclear = new Set([
    ...broken.keys(),
    ...[...own, ...judged].filter(({ rule }) => LEAVES_GAPS.has(rule)).map(({ span }) => span.file),
  ]);
  const found = judged.filter((diagnostic) => {
    const { rule, span, verdict } = diagnostic;
    // What cannot be excluded concludes from the absence of a proof.
    if (verdict === 'possible' && unclear.size > 0) return false;
    const whole = ruleById(rule)?.needsWhole;
    return !isLost(diagnostic, texts, lost) && !(whole === 'project' && unclear.size > 0) && !(whole === 'file' && unclear.has(span.file));
  });
  return sortDiagnostics([...told, ...found].map((each) => withWholeLines(each, texts)));
}

const wholeLines = new WeakMap<Diagnostic, { readonly texts: readonly string[]; readonly told: Diagnostic }>();

/** A fix that takes something out takes the lines that would be left empty. */
function withWholeLines(diagnostic: Diagnostic, texts: Texts): Diagnostic {
  const cuts = diagnostic.fixes.flatMap(({ edits }) => edits.filter(({ text }) => text === ''));
  if (cuts.length === 0) return diagnostic;
  const around = cuts.map(({ span }) => texts.get(span.file) ?? '');
  const known = wholeLines.get(diagnostic);
  if (known && sameItems(known.texts, around)) return known.told;
  const fixes = diagnostic.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map((edit) => takingLines(texts.get(edit.span.file) ?? '', edit)),
  }));
  const told = { ...diagnostic, fixes };
  wholeLines.set(diagnostic, { texts: around, told });
  return told;
}
