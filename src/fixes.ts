import { analyse, FileCache, type AnalyseOptions } from './compiler.js';
import { laidOut } from './formatter.js';
import type { Diagnostic, Fix, Localized } from './diagnostics/diagnostic.js';
import { brokenLines, parseFile } from './syntax/parse.js';
import { applyEdits, joinEdits, type TextEdit } from './text/edit.js';
import { groupBy } from './text/group-by.js';
import type { Source } from './text/source.js';
import { lineAt } from './text/span.js';

/** A fix that was made. */
export interface AppliedFix {
  readonly rule: string;
  readonly title: Localized;
  readonly file: string;
  /** Where the finding stood when it was fixed, from 1. */
  readonly line: number;
}

export interface FixedSources {
  readonly sources: readonly Source[];
  readonly applied: readonly AppliedFix[];
}

interface Candidate {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** A fix may bring up a finding that has one itself; longer chains than this mean that fixes undo each other. */
const MOST_PASSES = 20;

/** These hide what else is wrong in their lines, so they are fixed first. */
const OF_READING: ReadonlySet<string> = new Set(['syntax-error', 'invalid-literal']);

/**
 * Applies the safe fixes of all findings, of each finding the first, until there is none left to apply.
 * Only fixes that are wanted are made. What was formatted stays so. A fix that does not do away with its finding is not tried again, and one that would leave more lines of a file that cannot be read is not made.
 */
export function applySafeFixes(
  sources: readonly Source[],
  options: AnalyseOptions = {},
  cache = new FileCache(),
  isWanted: (diagnostic: Diagnostic, fix: Fix) => boolean = () => true,
): FixedSources {
  const textsBefore = new Map(sources.map(({ path, text }) => [path, text]));
  let texts: ReadonlyMap<string, string> = textsBefore;
  const changes = new Map<string, readonly TextEdit[]>();
  const applied: AppliedFix[] = [];
  /** How often each finding that was fixed had come up before. */
  const tried = new Map<string, number>();
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const { diagnostics } = analyse(sourcesOf(texts), options, cache);
    const counts = countBy(diagnostics.map(keyOf));
    const isStuck = (diagnostic: Diagnostic): boolean => (counts.get(keyOf(diagnostic)) ?? 0) >= (tried.get(keyOf(diagnostic)) ?? Infinity);
    const candidates = candidatesOf(diagnostics, texts).filter(({ diagnostic, fix }) => !isStuck(diagnostic) && isWanted(diagnostic, fix));
    const ofReading = makeFixes(
      candidates.filter(({ diagnostic }) => OF_READING.has(diagnostic.rule)),
      texts,
    );
    const made = ofReading.fixes.length > 0 ? ofReading : makeFixes(candidates, texts);
    if (made.fixes.length === 0) break;
    for (const { diagnostic, fix } of made.fixes) {
      const { rule, span } = diagnostic;
      applied.push({ rule, title: fix.title, file: span.file, line: lineAt(texts.get(span.file) ?? '', span.start) });
      tried.set(keyOf(diagnostic), counts.get(keyOf(diagnostic)) ?? 0);
    }
    for (const { file, edits } of made.files) changes.set(file, joinEdits(textsBefore.get(file) ?? '', changes.get(file) ?? [], edits));
    texts = new Map([...texts, ...made.files.map(({ file, text }) => [file, text] as const)]);
  }
  return { sources: sources.map((source) => changedSource(source, changes.get(source.path) ?? [])), applied };
}

function changedSource(source: Source, edits: readonly TextEdit[]): Source {
  return edits.length === 0 ? source : { path: source.path, text: applyEdits(source.text, laidOut(source, edits)) };
}

function sourcesOf(texts: ReadonlyMap<string, string>): readonly Source[] {
  return [...texts].map(([path, text]) => ({ path, text }));
}

function keyOf({ rule, span, message }: Diagnostic): string {
  return `${rule} ${span.file} ${message.en}`;
}

function countBy(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/**
 * Of each finding its first safe fix, if it changes only files that are given. While there are errors nothing is removed for being unused:
 * what has an error may be its use.
 */
function candidatesOf(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, string>): readonly Candidate[] {
  const hasErrors = diagnostics.some(({ level }) => level === 'error');
  return diagnostics.flatMap((diagnostic) => {
    const mayRemove = diagnostic.level === 'error' || !hasErrors;
    const fix = diagnostic.fixes.find(
      ({ safe, edits }) => safe && edits.every(({ span }) => texts.has(span.file)) && (mayRemove || edits.some(({ text }) => text !== '')),
    );
    return fix ? [{ diagnostic, fix }] : [];
  });
}

/** Makes those of the fixes that neither overlap an earlier one nor leave more lines of a file that cannot be read. */
function makeFixes(
  candidates: readonly Candidate[],
  texts: ReadonlyMap<string, string>,
): { readonly fixes: readonly Candidate[]; readonly files: readonly FixedFile[] } {
  const fixes: Candidate[] = [];
  const files = new Map<string, FixedFile>();
  const fileOf = (file: string): FixedFile => {
    let known = files.get(file);
    if (!known) files.set(file, (known = fixedFile(file, texts.get(file) ?? '', [])));
    return known;
  };
  for (const candidate of candidates) {
    if (fixes.some((other) => overlap(other.fix, candidate.fix))) continue;
    const changed = [...groupBy(candidate.fix.edits, ({ span }) => span.file)].map(([file, edits]) => ({
      before: fileOf(file),
      after: fixedFile(file, texts.get(file) ?? '', [...fileOf(file).edits, ...edits]),
    }));
    if (changed.some(({ before, after }) => after.broken > before.broken)) continue;
    fixes.push(candidate);
    for (const { after } of changed) files.set(after.file, after);
  }
  return { fixes, files: [...files.values()].filter(({ edits }) => edits.length > 0) };
}

interface FixedFile {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** How many lines cannot be read. */
  readonly broken: number;
}

function fixedFile(file: string, original: string, edits: readonly TextEdit[]): FixedFile {
  const text = applyEdits(original, edits);
  return { file, edits, text, broken: brokenLines(text, parseFile(text, file)).size };
}

/** Two fixes that insert at one place do not overlap, unless they insert the same. */
function overlap(a: Fix, b: Fix): boolean {
  return a.edits.some((one) =>
    b.edits.some((other) => {
      if (one.span.file !== other.span.file) return false;
      if (one.span.start === other.span.start && one.span.end === other.span.end)
        return one.span.end > one.span.start || one.text === other.text;
      return one.span.start < other.span.end && other.span.start < one.span.end;
    }),
  );
}
