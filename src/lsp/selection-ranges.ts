import { SelectionRangeRequest, type SelectionRange } from 'vscode-languageserver';
import { readTokens } from '../syntax/lexer.js';
import { parseFile } from '../syntax/parse.js';
import { placeOf } from '../syntax/tree.js';
import { answer, type Feature, type Here } from './feature.js';
import { offsetOf, rangeOf } from './places.js';

type AstNode = Parameters<typeof placeOf>[0];

interface Stretch {
  readonly start: number;
  readonly end: number;
}

const isNode = (value: unknown): value is AstNode => typeof value === 'object' && value !== null && '$cstNode' in value;

/** The nodes of the tree around an offset, from the outside in. */
function nodesAt(node: AstNode, offset: number): readonly Stretch[] {
  const { offset: start, end } = placeOf(node);
  if (offset < start || offset > end) return [];
  const children = Object.entries(node).flatMap(([key, value]) => (key.startsWith('$') ? [] : [value as unknown].flat()));
  const inner = children.filter(isNode).map((child) => nodesAt(child, offset));
  return [{ start, end }, ...(inner.find((list) => list.length > 0) ?? [])];
}

/** What stands around a place: the word, the inside of a text or of braces, each property and block, the whole file. */
function stretchesAt(text: string, offset: number): readonly Stretch[] {
  const { tokens } = readTokens(text, '');
  const found: Stretch[] = [
    { start: 0, end: text.length },
    ...parseFile(text, '').file.declarations.flatMap((node) => nodesAt(node, offset)),
  ];
  const open: number[] = [];
  for (const { tokenType, startOffset, image } of tokens) {
    const end = startOffset + image.length;
    if (startOffset <= offset && offset <= end) {
      found.push({ start: startOffset, end });
      if (tokenType.name === 'TEXT' && startOffset < offset && offset < end) found.push({ start: startOffset + 1, end: end - 1 });
    }
    if (tokenType.name === '{') open.push(end);
    else if (tokenType.name === '}') {
      const start = open.pop();
      if (start !== undefined && start <= offset && offset <= startOffset) found.push({ start, end: startOffset });
    }
  }
  return found.sort((a, b) => b.end - b.start - (a.end - a.start));
}

function selectionRange({ project, path }: Here, offset: number): SelectionRange {
  let chosen: SelectionRange | undefined;
  let last: Stretch | undefined;
  for (const { start, end } of stretchesAt(project.textOf(path) ?? '', offset)) {
    const isInside = !last || (start >= last.start && end <= last.end && end - start < last.end - last.start);
    if (!isInside) continue;
    last = { start, end };
    chosen = { range: rangeOf(project, { file: path, start, end }), ...(chosen && { parent: chosen }) };
  }
  return chosen ?? { range: rangeOf(project, { file: path, start: offset, end: offset }) };
}

export const selectionRangeFeature: Feature = {
  name: { en: 'expanding the selection', zh: '扩大选择' },
  capabilities: { selectionRangeProvider: true },
  answers: [
    answer(SelectionRangeRequest.type, (here, { positions }) =>
      positions.map((position) => selectionRange(here, offsetOf(here.project, here.path, position))),
    ),
  ],
};
