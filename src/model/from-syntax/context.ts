import type { AstNode, Reference } from 'langium';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Problem, Report } from '../../diagnostics/problem.js';
import { nearest } from '../../diagnostics/suggest.js';
import { noYear, readDate, readTime } from '../../syntax/literals/dates.js';
import { TOKEN_TYPES } from '../../syntax/token-types.js';
import { readNumber } from '../../syntax/literals/numbers.js';
import { readText } from '../../syntax/literals/texts.js';
import { pieceOf, placeOf, referencePlace } from '../../syntax/tree.js';
import { spanFrom, type Span } from '../../text/span.js';
import type { Exact } from '../exact.js';
import type { ClockTime, Day, Duration, Literal, Money } from '../literals.js';
import type { Declared, FileModel, Located, Ref } from '../types.js';
import { chosenWord } from './chosen-words.js';
import { otherKinds, type Wanted } from './other-kinds.js';

/** What lowering one file needs, and where it puts what it finds. */
export interface Lowering {
  readonly text: string;
  /** The span of a stretch of the text. */
  readonly place: (start: number, end: number) => Span;
  readonly report: Report;
  readonly money: FileModel['money'][number][];
  /** Whether a slip of syntax lies within a place: then not all that stands there was read. */
  readonly isBroken: (span: Span) => boolean;
  /** Names of what could not be read, so that uses of them are not reported as unknown. */
  readonly lost: string[];
  /** What stands before and behind a place in its own declaration: nothing else may be looked at, for each is read alone. */
  readonly around: (span: Span) => { readonly before: string; readonly after: string };
  /** The documentation comment that ends just before an offset. */
  readonly docBefore: (offset: number) => string | undefined;
}

/** The place of a node in the text. */
export function spanOf(c: Lowering, node: AstNode): Span {
  const { offset, end } = placeOf(node);
  return c.place(offset, end);
}

/** The place of the value of a property, of its `index`th value if it has several. */
export function spanOfProperty(c: Lowering, node: AstNode, property: string, index = 0): Span {
  const { offset, end } = pieceOf(node, property, index) ?? placeOf(node);
  return c.place(offset, end);
}

export function refOf(c: Lowering, reference: Reference | undefined): Ref | undefined {
  if (!reference?.$refText) return undefined;
  const { offset, end } = referencePlace(reference);
  return { name: reference.$refText, span: c.place(offset, end) };
}

export function refsOf(c: Lowering, references: readonly Reference[]): readonly Ref[] {
  return references.flatMap((reference) => refOf(c, reference) ?? []);
}

/** A word used as a name where the grammar has no reference. */
export function wordOf(c: Lowering, node: AstNode, property: string, word: string | undefined, index = 0): Ref | undefined {
  return word === undefined ? undefined : { name: word, span: spanOfProperty(c, node, property, index) };
}

export function textOf(c: Lowering, node: AstNode, property: string, image: string | undefined, index = 0): Located<string> | undefined {
  if (image === undefined) return undefined;
  const span = spanOfProperty(c, node, property, index);
  return { value: readText(image, span, c.report), span };
}

/** A reason; one that says nothing is none. */
export function reasonOf(c: Lowering, node: AstNode, property: string, image: string | undefined): Located<string> | undefined {
  const text = textOf(c, node, property, image);
  return text && /[\p{L}\p{N}]/u.test(text.value) ? text : undefined;
}

export function textsOf(c: Lowering, node: AstNode, property: string, images: readonly string[]): readonly Located<string>[] {
  return images.flatMap((image, index) => textOf(c, node, property, image, index) ?? []);
}

/** Name, label, documentation and places of a declaration; nothing when the name is missing. */
export function declared(c: Lowering, node: AstNode & { name?: string; label?: string }): Declared | undefined {
  if (node.name === undefined) return undefined;
  const span = spanOf(c, node);
  const label = textOf(c, node, 'label', node.label);
  const doc = c.docBefore(span.start);
  return { name: node.name, ...(label && { label }), ...(doc !== undefined && { doc }), span, nameSpan: spanOfProperty(c, node, 'name') };
}

/** Reports what a declaration lacks, unless something of it could not be read: that may say it. */
export function reportLacking(c: Lowering, { span, nameSpan }: Declared, message: Localized): void {
  if (!c.isBroken(span)) c.report({ rule: 'syntax-error', span: nameSpan, message });
}

/** A declaration while it is put together. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

// ---------------------------------------------------------------- literals by what is needed

const WANTED: Readonly<Record<Wanted, Localized>> = {
  integer: { en: 'a count such as `30_000` or `3万`', zh: '数量，例如“30_000”或“3万”' },
  number: { en: 'a number such as `1.5`', zh: '数字，例如“1.5”' },
  percent: { en: 'a percentage such as `15%`', zh: '百分比，例如“15%”' },
  factor: { en: 'a price factor such as `85折` or `15% off`', zh: '折扣，例如“85折”或“15% off”' },
  money: { en: 'an amount of money such as `300元`', zh: '金额，例如“300元”' },
  duration: { en: 'a duration such as `30d` or `2h`', zh: '时长，例如“30d”或“2小时”' },
};

const KIND_WORDS: Readonly<Record<Literal['kind'], Localized>> = {
  integer: { en: 'a plain number', zh: '不带单位的数字' },
  number: { en: 'a plain number', zh: '不带单位的数字' },
  percent: { en: 'a percentage', zh: '百分比' },
  factor: { en: 'a price factor', zh: '折扣' },
  money: { en: 'an amount of money', zh: '金额' },
  duration: { en: 'a duration', zh: '时长' },
  date: { en: 'a date', zh: '日期' },
  'month-day': { en: 'a day of the year', zh: '月日' },
  clock: { en: 'a time', zh: '时间' },
  text: { en: 'a text', zh: '文字' },
  flag: { en: 'yes or no', zh: '是否值' },
};

function mismatch(span: Span, image: string, got: Literal, wanted: Wanted): Problem {
  const weeks = wanted === 'integer' && got.kind === 'duration' && got.value.unit === 'w';
  const is = KIND_WORDS[got.kind];
  return {
    rule: 'type-mismatch',
    span,
    message: {
      en: `\`${image}\` is ${weeks ? `${String(got.value.count)} weeks` : is.en}; here ${WANTED[wanted].en} is needed.${weeks ? ` Write \`${String(got.value.count)}万\` or \`${String(got.value.count)}0_000\`.` : ''}`,
      zh: `“${image}”是${weeks ? `${String(got.value.count)}周` : is.zh}，这里需要${WANTED[wanted].zh}。${weeks ? `请写“${String(got.value.count)}万”或“${String(got.value.count)}0_000”。` : ''}`,
    },
    fixes: otherKinds(image, got, wanted).map((text) => ({
      title: { en: `Write \`${text}\``, zh: `改为“${text}”` },
      safe: false,
      edits: [{ span, text }],
    })),
  };
}

/** Any number with its unit, as a literal. */
export function literalOf(c: Lowering, image: string, span: Span, fine = false): Literal | undefined {
  const read = readNumber(image, span, c.report);
  if (!read) return undefined;
  if (read.literal.kind === 'money') c.money.push({ money: read.literal.value, digits: read.digits, fine, span });
  return read.literal;
}

function wanted(
  c: Lowering,
  node: AstNode,
  property: string,
  image: string | undefined,
  kind: Wanted,
  fine = false,
  index = 0,
): Located<Literal> | undefined {
  if (image === undefined) return undefined;
  const span = spanOfProperty(c, node, property, index);
  const literal = literalOf(c, image, span, fine);
  if (!literal) return undefined;
  if (literal.kind === kind || (kind === 'number' && literal.kind === 'integer')) return { value: literal, span };
  c.report(mismatch(span, image, literal, kind));
  return undefined;
}

/** A count of at least `least`. */
export function integerOf(c: Lowering, node: AstNode, property: string, image: string | undefined, least = 0): Located<number> | undefined {
  const found = wanted(c, node, property, image, 'integer');
  if (found?.value.kind !== 'integer') return undefined;
  if (found.value.value < least) {
    c.report({
      rule: 'invalid-literal',
      span: found.span,
      message: { en: `\`${String(image)}\` is too small: at least ${least} is needed.`, zh: `“${String(image)}”太小：至少为${least}。` },
    });
    return undefined;
  }
  return { value: found.value.value, span: found.span };
}

export function moneyOf(c: Lowering, node: AstNode, property: string, image: string | undefined, fine = false): Located<Money> | undefined {
  const found = wanted(c, node, property, image, 'money', fine);
  return found?.value.kind === 'money' ? { value: found.value.value, span: found.span } : undefined;
}

/** A share, 15% as 0.15, of at most `most` per cent. */
export function percentOf(c: Lowering, node: AstNode, property: string, image: string | undefined, most = 100): Located<Exact> | undefined {
  const found = wanted(c, node, property, image, 'percent');
  if (found?.value.kind !== 'percent') return undefined;
  if (found.value.value.gt(most / 100)) {
    c.report({
      rule: 'invalid-literal',
      span: found.span,
      message: { en: `\`${String(image)}\` is more than ${most}%.`, zh: `“${String(image)}”超过了${most}%。` },
    });
    return undefined;
  }
  return { value: found.value.value, span: found.span };
}

export function factorOf(c: Lowering, node: AstNode, property: string, image: string | undefined): Located<Exact> | undefined {
  const found = wanted(c, node, property, image, 'factor');
  return found?.value.kind === 'factor' ? { value: found.value.value, span: found.span } : undefined;
}

export function durationOf(c: Lowering, node: AstNode, property: string, image: string | undefined): Located<Duration> | undefined {
  const found = wanted(c, node, property, image, 'duration');
  return found?.value.kind === 'duration' ? { value: found.value.value, span: found.span } : undefined;
}

/** The year of the date written last before a place, else of the first behind it. */
function yearNear(c: Lowering, span: Span): string | undefined {
  const { before, after } = c.around(span);
  const years = (text: string): readonly (string | undefined)[] => [...text.matchAll(/\b(\d{4})-\d{2}-\d{2}\b/g)].map(([, year]) => year);
  return years(before).at(-1) ?? years(after)[0];
}

/** A full date. A day of the year is answered with what is missing. */
export function dateOf(c: Lowering, node: AstNode, property: string, image: string | undefined): Located<Day> | undefined {
  if (image === undefined) return undefined;
  const span = spanOfProperty(c, node, property);
  const year = (): string | undefined => yearNear(c, span);
  const literal = readDate(image, span, c.report, year);
  if (literal?.kind === 'date') return { value: literal.value, span };
  if (literal) c.report({ ...noYear(span, image, image, year()), rule: 'type-mismatch' });
  return undefined;
}

/** A clock time; `24:00` only where `end` is set. */
export function timeOf(
  c: Lowering,
  node: AstNode,
  property: string,
  image: string | undefined,
  end = false,
): Located<ClockTime> | undefined {
  if (image === undefined) return undefined;
  const span = spanOfProperty(c, node, property);
  const value = readTime(image, span, c.report);
  if (value === undefined) return undefined;
  if (value === 1440 && !end) {
    c.report({
      rule: 'invalid-literal',
      span,
      message: { en: '`24:00` can only end something. Write `00:00` of the next day.', zh: '“24:00”只能作为结束时间。请写次日的“00:00”。' },
    });
    return undefined;
  }
  return { value, span };
}

/** A word of a closed list. */
export function choiceOf<T extends string>(
  c: Lowering,
  node: AstNode,
  property: string,
  word: string | undefined,
  words: readonly T[],
  what: Localized,
  index = 0,
): Located<T> | undefined {
  if (word === undefined) return undefined;
  const span = spanOfProperty(c, node, property, index);
  if ((words as readonly string[]).includes(word)) return { value: word as T, span };
  const near = chosenWord(word, words) ?? nearest(word, words);
  const list = words.map((each) => `\`${each}\``).join(', ');
  c.report({
    rule: 'unknown-name',
    span,
    message:
      near === undefined
        ? { en: `\`${word}\` is no ${what.en}. There are ${list}.`, zh: `“${word}”不是${what.zh}。可选：${words.join('、')}。` }
        : { en: `\`${word}\` is no ${what.en}. Did you mean \`${near}\`?`, zh: `“${word}”不是${what.zh}，是不是想写“${near}”？` },
    ...(near !== undefined && {
      fixes: [{ title: { en: `Write \`${near}\``, zh: `改为“${near}”` }, safe: true, edits: [{ span, text: near }] }],
    }),
  });
  return undefined;
}

/** Reports properties that stand twice, but for those that may repeat. */
export function checkOnce(c: Lowering, properties: readonly AstNode[], repeatable: readonly string[] = []): void {
  const seen = new Map<string, AstNode>();
  for (const property of properties) {
    const first = seen.get(property.$type);
    if (!first) seen.set(property.$type, property);
    else if (!repeatable.includes(property.$type)) {
      const span = spanOf(c, property);
      const word = /^[\p{L}\p{N}_]+/u.exec(c.text.slice(span.start))?.[0] ?? '';
      // What does not begin with a keyword is told of where a repair put that in.
      if (!TOKEN_TYPES.has(word)) continue;
      c.report({
        rule: 'duplicate-name',
        span: spanFrom(span, { end: span.start + word.length }),
        message: { en: `\`${word}\` stands twice here. Keep one.`, zh: `这里写了两次“${word}”，请只保留一个。` },
        related: [{ span: spanOf(c, first), message: { en: 'the first one', zh: '第一次出现' } }],
      });
    }
  }
}
