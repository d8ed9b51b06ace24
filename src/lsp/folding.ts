import { FoldingRangeKind, FoldingRangeRequest, type FoldingRange } from 'vscode-languageserver';
import { readTokens } from '../syntax/lexer.js';
import type { Token } from '../syntax/token.js';
import { answer, type Feature, type Here } from './feature.js';
import { rangeOf } from './places.js';

/** Blocks in braces, texts and comments over several lines, and comments that follow each other. */
function folds({ project, path }: Here): FoldingRange[] {
  const { tokens, hidden } = readTokens(project.textOf(path) ?? '', path);
  const lineOf = (offset: number): number => rangeOf(project, { file: path, start: offset, end: offset }).start.line;
  const lastLineOf = ({ startOffset, image }: Token): number => lineOf(startOffset + image.length);
  const found: FoldingRange[] = [];
  const add = (startLine: number, endLine: number, kind?: FoldingRangeKind): void => {
    if (endLine > startLine) found.push({ startLine, endLine, ...(kind !== undefined && { kind }) });
  };
  const open: number[] = [];
  for (const token of tokens) {
    const name = token.tokenType.name;
    if (name === '{') open.push(lineOf(token.startOffset));
    // The line of the closing brace stays in sight.
    else if (name === '}') add(open.pop() ?? Infinity, lineOf(token.startOffset) - 1);
    else if (name === 'TEXT') add(lineOf(token.startOffset), lastLineOf(token));
  }
  for (let first = 0, next = 1; first < hidden.length; first = next, next += 1) {
    const comment = hidden[first];
    if (!comment) break;
    let last = comment;
    for (let after = hidden[next]; after?.image.startsWith('//') && comment.image.startsWith('//'); after = hidden[next]) {
      if (lineOf(after.startOffset) !== lineOf(last.startOffset) + 1) break;
      last = after;
      next += 1;
    }
    add(lineOf(comment.startOffset), lastLineOf(last), FoldingRangeKind.Comment);
  }
  return found.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

export const foldingFeature: Feature = {
  name: { en: 'folding', zh: '折叠' },
  capabilities: { foldingRangeProvider: true },
  answers: [answer(FoldingRangeRequest.type, folds)],
};
