import type { AstNode } from 'langium';
import { textWidth } from '../text/width.js';
import type { ParsedFile } from './parse.js';
import { endOf, inTextOrder, type Tokenised } from './token.js';
import { placeOf } from './tree.js';

/*
 * The layout of a file: two spaces for each level, one statement to a line, blocks that the planner wrote on one
 * line stay on one line while they fit. Line breaks inside a statement and single blank lines are the planner's.
 * Comments stay where they are. Only layout and punctuation change, never the meaning.
 */

/** Longer one-line blocks are opened. */
const WIDEST = 140;
const INDENT = '  ';

/** Arrays of the tree whose members are statements: each on its own line. */
const STATEMENTS = ['declarations', 'properties', 'items', 'clauses', 'entries', 'attributes', 'variants', 'beats'];

interface Marks {
  readonly statements: ReadonlySet<number>;
  readonly declarations: ReadonlySet<number>;
  /** Offsets of the parentheses of calls, which stand close to the name. */
  readonly calls: ReadonlySet<number>;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && '$type' in value;
}

/** The values of `in (a, b)` are items, too, but no statements. */
function isStatement(parent: AstNode, key: string): boolean {
  return key === 'winner' || (STATEMENTS.includes(key) && parent.$type !== 'InExpression');
}

/** `at … for 2h` is one phrase where the planner wrote it as one. */
function isTail(node: AstNode, text: string): boolean {
  const { offset } = placeOf(node);
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return node.$type === 'ActivityFor' && /^\s*at\s/.test(line);
}

function marksOf(file: AstNode, text: string): Marks {
  const statements = new Set<number>();
  const declarations = new Set<number>();
  const calls = new Set<number>();
  const visit = (node: AstNode): void => {
    if (node.$type === 'CallExpression') {
      const { callee } = node as AstNode & { callee?: AstNode };
      if (callee) calls.add(placeOf(callee).end + text.slice(placeOf(callee).end).search(/[(\uFF08]/));
    }
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith('$')) continue;
      const children = (Array.isArray(value) ? value : [value]).filter(isNode);
      for (const child of children) {
        if (isStatement(node, key) && !isTail(child, text)) statements.add(placeOf(child).offset);
        if (key === 'declarations') declarations.add(placeOf(child).offset);
        visit(child);
      }
    }
  };
  visit(file);
  return { statements, declarations, calls };
}

interface Item {
  readonly text: string;
  readonly offset: number;
  readonly end: number;
  readonly kind: 'token' | 'line-comment' | 'block-comment';
  /** Line breaks between the item before and this one. */
  breaks: number;
}

const PUNCTUATION: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '\uFF0C': ',',
    '\u3001': ',',
    '\uFF08': '(',
    '\uFF09': ')',
    '~': '..',
    '\uFF5E': '..',
    '\u301C': '..',
    '\u2026': '..',
  }),
);

/** ASCII quotes: inside a text that was in full-width ones, ASCII quotes must now be escaped. */
function textImage(image: string): string {
  if (!image.startsWith('\u201C')) return image;
  const inner = image.slice(1, image.endsWith('\u201D') ? -1 : undefined);
  return `"${inner.replace(/\\([\u201C\u201D])/g, '$1').replace(/\\[\s\S]|"/g, (found) => (found === '"' ? '\\"' : found))}"`;
}

function itemsOf(text: string, scanned: Tokenised): Item[] {
  const items: Item[] = [];
  let end = 0;
  for (const token of inTextOrder(scanned)) {
    const comment = token.image.startsWith('//') ? 'line-comment' : token.image.startsWith('/*') ? 'block-comment' : 'token';
    const kind = token.tokenType.name.endsWith('COMMENT') ? comment : 'token';
    const image =
      kind === 'token'
        ? token.tokenType.name === 'TEXT'
          ? textImage(token.image)
          : (PUNCTUATION.get(token.image) ?? token.image)
        : token.image.trimEnd();
    items.push({
      text: image,
      offset: token.startOffset,
      end: endOf(token),
      kind,
      breaks: lineBreaks(text.slice(end, token.startOffset)),
    });
    end = endOf(token);
  }
  return items;
}

function lineBreaks(gap: string): number {
  return (gap.match(/\r\n|\r|\n/g) ?? []).length;
}

/** Indices of the braces that close, by those that open. */
function blocksOf(items: readonly Item[]): ReadonlyMap<number, number> {
  const blocks = new Map<number, number>();
  const open: number[] = [];
  for (const [index, item] of items.entries()) {
    if (item.kind !== 'token') continue;
    if (item.text === '{') open.push(index);
    else if (item.text === '}') blocks.set(open.pop() ?? -1, index);
  }
  return blocks;
}

function isFlat(items: readonly Item[], open: number, close: number): boolean {
  for (let index = open + 1; index <= close; index++) {
    const item = items[index];
    if (!item || item.breaks > 0 || item.kind === 'line-comment' || item.text.includes('\n')) return false;
  }
  return true;
}

/** The blocks that stay on one line: those the planner wrote so, while the line is not too wide. */
function flatBlocks(items: readonly Item[], blocks: ReadonlyMap<number, number>): ReadonlySet<number> {
  const flat = new Set<number>();
  for (const [open, close] of blocks) {
    if (!isFlat(items, open, close)) continue;
    let first = open;
    while (first > 0 && (items[first]?.breaks ?? 0) === 0) first -= 1;
    let width = 0;
    for (const item of items.slice(first, close + 1)) width += textWidth(item.text) + 1;
    if (width <= WIDEST) flat.add(open);
  }
  return flat;
}

function reindent(comment: string, indent: string): string {
  const lines = comment.split(/\r\n|\r|\n/);
  return lines.map((line, index) => (index === 0 ? line : /^\s*\*/.test(line) ? `${indent} ${line.trim()}` : line.trimEnd())).join('\n');
}

/** The formatted text of a file that was read without problems. */
export function formatFile(text: string, parsed: ParsedFile): string {
  const marks = marksOf(parsed.file, text);
  const items = itemsOf(text, parsed);
  const blocks = blocksOf(items);
  const flat = flatBlocks(items, blocks);
  const closers = new Map([...blocks].map(([open, close]) => [close, open]));
  let out = '';
  let depth = 0;
  const open: number[] = [];
  let statementIndent = '';
  const newline = (blank: boolean, indent: string): string => `${blank ? '\n\n' : '\n'}${indent}`;
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    const around = open.at(-1);
    const inFlat = around !== undefined && flat.has(around);
    const closes = closers.get(index);
    if (closes !== undefined) {
      open.pop();
      if (!flat.has(closes)) depth -= 1;
    }
    const indent = INDENT.repeat(depth);
    if (before) {
      const afterOpen = before.kind === 'token' && before.text === '{' && blocks.has(index - 1);
      const starts = item.kind === 'token' ? marks.statements.has(item.offset) : startsAsComment(items, index, marks);
      const blank = item.breaks > 1 && !afterOpen && closes === undefined;
      if (closes !== undefined) out += afterOpen ? '' : flat.has(closes) ? ' ' : newline(false, indent);
      else if (item.kind !== 'token' && item.breaks === 0)
        out += before.kind === 'token' && !inFlat && item.kind === 'line-comment' ? '  ' : ' ';
      else if (inFlat) out += afterOpen ? ' ' : starts ? '  ' : spaceBetween(before, item, marks);
      else if (starts || afterOpen) out += newline(blank || separatesDeclarations(items, index, marks, out), indent);
      else if (item.text === '{' && item.kind === 'token' && before.kind !== 'line-comment') out += ' ';
      else if (item.breaks > 0 || before.kind === 'line-comment')
        out += newline(blank && item.kind !== 'token', `${statementIndent}${INDENT}`);
      else out += spaceBetween(before, item, marks);
      if (starts && !inFlat) statementIndent = indent;
    }
    out += item.kind === 'block-comment' ? reindent(item.text, indent) : item.text;
    if (item.kind === 'token' && blocks.has(index)) {
      open.push(index);
      if (!flat.has(index)) depth += 1;
    }
  }
  return out === '' ? '' : `${out.replace(/[ \t]+$/gm, (spaces, at: number) => (insideText(items, out, at) ? spaces : ''))}\n`;
}

/** A comment on a line of its own before a statement (or before a closing brace) begins a line as statements do. */
function startsAsComment(items: readonly Item[], index: number, marks: Marks): boolean {
  if ((items[index]?.breaks ?? 0) === 0) return false;
  for (let next = index + 1; next < items.length; next++) {
    const item = items[next];
    if (item?.kind !== 'token') continue;
    return marks.statements.has(item.offset) || item.text === '}';
  }
  return true;
}

/** A declaration stands after a blank line where the one before it takes several lines. */
function separatesDeclarations(items: readonly Item[], index: number, marks: Marks, out: string): boolean {
  const item = items[index];
  if (item?.kind !== 'token' || !marks.declarations.has(item.offset) || items[index - 1]?.kind !== 'token') return false;
  return out.slice(out.lastIndexOf('\n') + 1).startsWith('}');
}

function spaceBetween(before: Item, item: Item, marks: Marks): string {
  if (item.text === ',' || item.text === ')' || item.text === '.') return '';
  if (before.text === '(' || before.text === '.') return '';
  if (item.text === '(' && marks.calls.has(item.offset)) return '';
  return ' ';
}

/** Trailing spaces inside a triple-quoted text belong to the text. */
function insideText(items: readonly Item[], out: string, at: number): boolean {
  if (!items.some((item) => item.text.includes('\n') && item.kind === 'token')) return false;
  return (out.slice(0, at).match(/"""/g) ?? []).length % 2 === 1;
}
