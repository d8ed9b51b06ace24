import type { Report } from '../../diagnostics/problem.js';
import type { CopyPart } from '../../model/types.js';
import { spanFrom, type Span } from '../../text/span.js';
import { invalid, writeInstead } from './words.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  n: '\n',
  t: '\t',
  '{': '{',
  '}': '}',
  '\u201D': '\u201D',
  '\u201C': '\u201C',
};

interface Quoted {
  readonly inner: string;
  /** Offset of `inner` in the file. */
  readonly offset: number;
  readonly triple: boolean;
}

function unquote(image: string, span: Span, report: Report): Quoted {
  const open = image.startsWith('"""') ? '"""' : image.charAt(0);
  const close = open === '\u201C' ? '\u201D' : open;
  const closed = image.length >= open.length + close.length && image.endsWith(close);
  if (!closed) {
    report(
      invalid(span, {
        en: `This text is never closed: \`${close}\` is missing${open === '"""' ? '' : ' before the end of the line'}.`,
        zh: `这段文字没有结束：缺少结尾的引号 ${close} ${open === '"""' ? '' : '，应在本行之内'}。`,
      }),
    );
  }
  return {
    inner: image.slice(open.length, closed ? image.length - close.length : undefined),
    offset: span.start + open.length,
    triple: open === '"""',
  };
}

/** Drops the indentation that all lines of a triple-quoted text share, and the line breaks next to the quotes. */
function dedent(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const indents = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  const body = lines.map((line, index) => (index === 0 ? line : line.slice(indent)));
  if (body[0]?.trim() === '') body.shift();
  if (body.at(-1)?.trim() === '') body.pop();
  return body.join('\n');
}

function unescape(text: string, offset: number, span: Span, report: Report): string {
  return text.replace(/\\([\s\S]?)/g, (whole: string, character: string, at: number) => {
    const meant = ESCAPES[character];
    if (meant !== undefined) return meant;
    report(
      invalid(spanFrom(span, { start: offset + at, end: offset + at + whole.length }), {
        en: `\`${whole}\` is no escape: write \`\\\\\` for a backslash. Known are \\" \\\\ \\n \\t \\{ \\}.`,
        zh: `“${whole}”不是转义符：反斜杠请写“\\\\”。可用的有 \\" \\\\ \\n \\t \\{ \\}。`,
      }),
    );
    return character;
  });
}

/** The text between the quotes, escapes resolved. */
export function readText(image: string, span: Span, report: Report): string {
  const { inner, offset, triple } = unquote(image, span, report);
  const text = inner.includes('\\') ? unescape(inner, offset, span, report) : inner;
  return triple ? dedent(text) : text;
}

/** Where the words of a text stand: between the quotes, without the white space next to them. */
export function insideOf(image: string, span: Span): Span {
  const { inner, offset } = unquote(image, span, () => undefined);
  const start = offset + inner.length - inner.trimStart().length;
  return spanFrom(span, { start, end: Math.max(start, offset + inner.trimEnd().length) });
}

/** Message copy: texts and `{placeholders}` in order. */
export function readCopy(image: string, span: Span, report: Report): readonly CopyPart[] {
  const { inner, offset, triple } = unquote(image, span, report);
  const parts: CopyPart[] = [];
  const pattern = /\\[\s\S]|\{([^{}\n]*)\}/g;
  let text = '';
  let last = 0;
  for (let match = pattern.exec(inner); match; match = pattern.exec(inner)) {
    text += inner.slice(last, match.index);
    last = pattern.lastIndex;
    if (match[1] === undefined) {
      text += unescape(match[0], offset + match.index, span, report);
      continue;
    }
    if (text !== '') parts.push({ kind: 'text', value: text });
    text = '';
    parts.push({ kind: 'placeholder', name: match[1].trim(), span: spanFrom(span, { start: offset + match.index, end: offset + last }) });
  }
  text += inner.slice(last);
  if (text !== '') parts.push({ kind: 'text', value: text });
  checkBraces(inner, (start, end) => spanFrom(span, { start: offset + start, end: offset + end }), report);
  return triple ? dedentParts(parts) : parts;
}

/** Braces that make no placeholder would be sent to members as they are; of several in one text the first is told. */
function checkBraces(inner: string, at: (start: number, end: number) => Span, report: Report): void {
  const known = /\\[\s\S]|\{[^{}\n]*\}/g;
  const plain = inner.replace(known, (whole) => ' '.repeat(whole.length));
  const wide = /\uFF5B([^\uFF5B\uFF5D{}\n]*)\uFF5D/.exec(plain);
  if (wide) {
    const span = at(wide.index, wide.index + wide[0].length);
    report(writeInstead(span, wide[0], `{${(wide[1] ?? '').trim()}}`));
    return;
  }
  const lone = /[{}\uFF5B\uFF5D]/.exec(plain);
  if (!lone) return;
  report(
    invalid(at(lone.index, lone.index + 1), {
      en: `This \`${lone[0]}\` belongs to no placeholder, so members would read it. A placeholder is written \`{name}\`; a brace that members should see, \`\\{\` or \`\\}\`.`,
      zh: `这个“${lone[0]}”不成占位符，会原样发给会员。占位符写作“{name}”；要让会员看到花括号，请写“\\{”或“\\}”。`,
    }),
  );
}

function dedentParts(parts: readonly CopyPart[]): readonly CopyPart[] {
  const marker = '\u0000';
  const joined = parts.map((part) => (part.kind === 'text' ? part.value : marker)).join('');
  const placeholders = parts.filter((part) => part.kind === 'placeholder');
  const result: CopyPart[] = [];
  for (const [index, piece] of dedent(joined).split(marker).entries()) {
    const placeholder = index > 0 ? placeholders[index - 1] : undefined;
    if (placeholder) result.push(placeholder);
    if (piece !== '') result.push({ kind: 'text', value: piece });
  }
  return result;
}
