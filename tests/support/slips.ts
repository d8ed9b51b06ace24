import { analyse, FileCache } from '../../src/compiler.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { readLedger } from '../../src/ledger/read.js';
import type { Source } from '../../src/text/source.js';
import { lineAt } from '../../src/text/span.js';
import { EXAMPLES, readProject } from './projects.js';

/** What was sent before is another matter. */
const NOTHING_SENT = { ledger: readLedger({ path: 'ledger.csv', text: '' }) };

/** A project as it is written, to make slips in. */
export interface Written {
  readonly name: string;
  readonly sources: readonly Source[];
  readonly cache: FileCache;
  /** How often each rule speaks of each line. */
  readonly told: ReadonlyMap<string, number>;
}

/** A place where a slip is made, and what stands there instead. */
export interface Slip {
  readonly project: Written;
  readonly file: number;
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** What crm says to a slip beyond what it says without. */
export interface Answer {
  readonly found: readonly Diagnostic[];
  /** The first of it stands within two lines of the slip; so does nothing at all. */
  readonly near: boolean;
  /** For a person. */
  readonly shown: string;
}

function places(diagnostics: readonly Diagnostic[], sources: readonly Source[]): readonly string[] {
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  return diagnostics.map(({ rule, span }) => `${rule} ${span.file} ${lineAt(texts.get(span.file) ?? '', span.start)}`);
}

export function writtenExamples(): readonly Written[] {
  return EXAMPLES.map((name) => {
    const sources = readProject(`examples/${name}`);
    const cache = new FileCache();
    const told = new Map<string, number>();
    for (const place of places(analyse(sources, NOTHING_SENT, cache).diagnostics, sources)) told.set(place, (told.get(place) ?? 0) + 1);
    return { name, sources, cache, told };
  });
}

export function answer({ project, file, start, end, put }: Slip): Answer {
  const source = project.sources[file];
  const path = source?.path ?? '';
  const text = source?.text ?? '';
  const slipped = text.slice(0, start) + put + text.slice(end);
  const sources = project.sources.map((each, index) => (index === file ? { path, text: slipped } : each));
  const { diagnostics } = analyse(sources, NOTHING_SENT, project.cache);
  const left = new Map(project.told);
  const where = places(diagnostics, sources);
  const found = diagnostics.filter((_, index) => {
    const place = where[index] ?? '';
    const count = left.get(place) ?? 0;
    left.set(place, count - 1);
    return count <= 0;
  });
  const [first] = found;
  const line = lineAt(text, start);
  const near = !first || (first.span.file === path && Math.abs(lineAt(slipped, first.span.start) - line) <= 2);
  const old = text.split('\n')[line - 1]?.trim() ?? '';
  const now = slipped.split('\n')[line - 1]?.trim() ?? '';
  const messages = found.map(({ rule, span, message }) => `  ${span.file} [${rule}] ${message.en}`);
  return { found, near, shown: [`${project.name}/${path}:${line} ${old} → ${now}`, ...messages].join('\n') };
}

/** A repeatable sequence of whole numbers below a bound. */
export function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
