import { compareSpans, type Span } from '../text/span.js';
import type { Problem } from './problem.js';
import { nearest } from './suggest.js';

/*
 * A name that leads nowhere is misspelt where it is used, or where it is declared. It is the declaration if nothing
 * else uses that, and the uses are several, or are made of words that stand in other names of the project. Then the
 * slip has one message at the declaration, not one at each use.
 */

interface Word {
  readonly file: string;
  readonly start: number;
}

const WORDS = /"""[\s\S]*?(?:"""|$)|"(?:[^"\\\n]|\\.)*"?|\u201C[^\u201D\n]*\u201D?|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|[\p{L}\p{N}_]+/gu;
const PLACEHOLDER = /\{([\p{L}_][\p{L}\p{N}_]*)\}/gu;

/** Where a word stands, at most twice: only texts that hold it are looked through. */
function placesOf(word: string, texts: ReadonlyMap<string, string>): readonly Word[] {
  const found: Word[] = [];
  for (const [file, text] of texts) {
    if (text.includes(word)) found.push(...(wordsOf(new Map([[file, text]])).get(word) ?? []));
    if (found.length > 1) break;
  }
  return found;
}

/** Where each word of the project stands, but for those of comments; of texts, only placeholders. */
function wordsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Word[]> {
  const words = new Map<string, Word[]>();
  const add = (word: string, place: Word): void => {
    const known = words.get(word);
    if (known) known.push(place);
    else words.set(word, [place]);
  };
  for (const [file, text] of texts) {
    for (const { 0: image, index } of text.matchAll(WORDS)) {
      if (image.startsWith('/')) continue;
      if (!/^["\u201C]/.test(image)) add(image, { file, start: index });
      else for (const found of image.matchAll(PLACEHOLDER)) add(found[1] ?? '', { file, start: index + found.index + 1 });
    }
  }
  return words;
}

/** The part in which a name used differs from the one it is near to: `a.x` and `a.y` in `x` and `y`. */
function difference(used: string, near: string): { readonly used: string; readonly near: string } | undefined {
  const [a, b] = [used.split('.'), near.split('.')];
  const parts = a.flatMap((part, index) => (part === b[index] ? [] : [{ used: part, near: b[index] ?? '' }]));
  return a.length === b.length && parts.length === 1 ? parts[0] : undefined;
}

/** How many of the words in a name that another lacks stand in other names, too. */
function familiar(name: string, other: string, words: readonly string[]): number {
  const lacking = new Set(other.split('_'));
  const own = name.split('_').filter((part) => part !== '' && !lacking.has(part));
  return own.filter((part) => words.some((word) => word.split('_').includes(part))).length;
}

interface Slip {
  readonly used: string;
  readonly near: string;
  readonly problems: Problem[];
}

function slipsIn(problems: readonly Problem[], texts: ReadonlyMap<string, string>): readonly Slip[] {
  const slips = new Map<string, Slip>();
  for (const problem of problems) {
    const edit = problem.rule === 'unknown-name' ? problem.fixes?.[0]?.edits[0] : undefined;
    if (!edit) continue;
    const parts = difference(texts.get(edit.span.file)?.slice(edit.span.start, edit.span.end) ?? '', edit.text);
    // Who writes a label has not misspelt a name.
    if (!parts || nearest(parts.used, [parts.near]) === undefined) continue;
    const key = `${parts.used} ${parts.near}`;
    const slip = slips.get(key);
    if (slip) slip.problems.push(problem);
    else slips.set(key, { ...parts, problems: [problem] });
  }
  return [...slips.values()].map((slip) => ({ ...slip, problems: slip.problems.sort((a, b) => compareSpans(a.span, b.span)) }));
}

function declaration({ used, near, problems }: Slip, span: Span): Problem {
  const times = problems.length === 1 ? 'once' : `${problems.length} times`;
  return {
    rule: 'unknown-name',
    span,
    message: {
      en: `Nothing uses \`${near}\`, but \`${used}\` is used ${times} and is declared nowhere. Did you mean \`${used}\`?`,
      zh: `“${near}”没有用到，而“${used}”用了${problems.length}次却没有声明。是不是想写“${used}”？`,
    },
    related: problems.slice(0, 3).map((problem) => ({ span: problem.span, message: { en: 'used here', zh: '用在这里' } })),
    fixes: [{ title: { en: `Write \`${used}\``, zh: `改为“${used}”` }, safe: true, edits: [{ span, text: used }] }],
  };
}

/** The problems of one misspelt declaration as one, at the declaration. `declared`: every place
 * where the project declares a name; `vocabulary`: words besides those of the project. */
export function gatherMisspelt(
  problems: readonly Problem[],
  texts: ReadonlyMap<string, string>,
  names: () => { readonly declared: readonly Span[]; readonly vocabulary: Iterable<string> },
): readonly Problem[] {
  const slips = slipsIn(problems, texts);
  if (slips.length === 0) return problems;
  const single = slips.flatMap((slip) => {
    const [place, ...others] = placesOf(slip.near, texts);
    return place && others.length === 0 ? [{ slip, place }] : [];
  });
  if (single.length === 0) return problems;
  const { declared, vocabulary } = names();
  const words = wordsOf(texts);
  const places = new Set(declared.map(({ file, start }) => `${file} ${start}`));
  const gathered = new Map<Problem, Problem | undefined>();
  for (const { slip, place } of single) {
    const [first, ...more] = slip.problems;
    if (!first || !places.has(`${place.file} ${place.start}`)) continue;
    const known = [...[...words.keys()].filter((word) => word !== slip.used && word !== slip.near), ...vocabulary];
    const span: Span = { ...place, end: place.start + slip.near.length };
    if (more.length > 0 || familiar(slip.used, slip.near, known) > familiar(slip.near, slip.used, known)) {
      gathered.set(first, declaration(slip, span));
      for (const problem of more) gathered.set(problem, undefined);
    } else {
      const related = { span, message: { en: 'declared here, and used nowhere', zh: '在此声明，但没有用到' } };
      gathered.set(first, { ...first, related: [...(first.related ?? []), related] });
    }
  }
  return problems.flatMap((problem) => (gathered.has(problem) ? (gathered.get(problem) ?? []) : [problem]));
}
