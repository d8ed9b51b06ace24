import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type TextEdit,
} from 'vscode-languageserver';
import { format } from '../formatter.js';
import { readTokens } from '../syntax/lexer.js';
import type { Token } from '../syntax/token.js';
import { answer, type Feature, type Here } from './feature.js';
import { offsetOf, rangeOf } from './places.js';

/** A change of the text from one offset to another. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Tokens and comments in the order of the text. */
function piecesOf(text: string): readonly Token[] {
  const { tokens, hidden } = readTokens(text, '');
  return [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset);
}

const endOf = (token: Token | undefined): number => (token ? token.startOffset + token.image.length : 0);

/** What the layout of `crm fmt` changes, piece by piece; nothing in a file that cannot be read. */
function layoutChanges({ project, path }: Here): readonly Change[] {
  const text = project.textOf(path) ?? '';
  const formatted = format({ path, text });
  if ('problems' in formatted || formatted.text === text) return [];
  const [before, after] = [piecesOf(text), piecesOf(formatted.text)];
  if (before.length !== after.length) return [{ start: 0, end: text.length, text: formatted.text }];
  const changes: Change[] = [];
  const change = (start: number, end: number, to: string): void => {
    if (text.slice(start, end) !== to) changes.push({ start, end, text: to });
  };
  for (let at = 0; at <= before.length; at += 1) {
    const [old, now] = [before[at], after[at]];
    change(endOf(before[at - 1]), old?.startOffset ?? text.length, formatted.text.slice(endOf(after[at - 1]), now?.startOffset));
    if (old && now) change(old.startOffset, endOf(old), now.image);
  }
  return changes;
}

function editsIn(here: Here, from: number, to: number): TextEdit[] {
  const { project, path } = here;
  return layoutChanges(here)
    .filter(({ start, end }) => from <= start && end <= to)
    .map(({ start, end, text }) => ({ range: rangeOf(project, { file: path, start, end }), newText: text }));
}

/** Behind a line break the line before it; behind a closing brace its block. */
function stretchTyped({ project, path }: Here, offset: number, character: string): readonly [number, number] | undefined {
  const text = project.textOf(path) ?? '';
  if (character === '\n') {
    const end = text.lastIndexOf('\n', offset - 1);
    return end < 0 ? undefined : [text.lastIndexOf('\n', end - 1) + 1, end];
  }
  const open: number[] = [];
  for (const token of readTokens(text, path).tokens) {
    if (token.tokenType.name === '{') open.push(token.startOffset);
    if (token.tokenType.name !== '}') continue;
    const start = open.pop();
    if (endOf(token) === offset) return start === undefined ? undefined : [text.lastIndexOf('\n', start) + 1, offset];
  }
  return undefined;
}

export const formattingFeature: Feature = {
  name: { en: 'formatting', zh: '排版' },
  capabilities: {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  },
  answers: [
    answer(DocumentFormattingRequest.type, (here) => editsIn(here, 0, Infinity)),
    answer(DocumentRangeFormattingRequest.type, (here, { range }) =>
      editsIn(here, offsetOf(here.project, here.path, range.start), offsetOf(here.project, here.path, range.end)),
    ),
    answer(DocumentOnTypeFormattingRequest.type, (here, { position, ch }) => {
      const stretch = stretchTyped(here, offsetOf(here.project, here.path, position), ch);
      return stretch ? editsIn(here, ...stretch) : [];
    }),
  ],
};
