import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type TextEdit,
} from 'vscode-languageserver';
import { layoutEdits } from '../formatter.js';
import { readTokens } from '../syntax/lexer.js';
import type { TextEdit as Edit } from '../text/edit.js';
import { spanFrom } from '../text/span.js';
import { answer, type Feature, type Here } from './feature.js';
import { offsetOf, rangeOf } from './places.js';

/** Of a change of white space, what lies on the lines of a stretch: the indentation of the first, and what trails behind the last. */
function within({ span, text }: Edit, whole: string, from: number, to: number): Edit | undefined {
  const { start, end } = span;
  if (from <= start && end <= to) return { span, text };
  const old = whole.slice(start, end);
  const [broken, breaks] = [old.lastIndexOf('\n'), text.lastIndexOf('\n')];
  if (broken < 0 || breaks < 0) return undefined;
  if (start < from && from <= end && end <= to)
    return { span: spanFrom(span, { start: start + broken + 1 }), text: text.slice(breaks + 1) };
  if (from > start || start >= to || to >= end) return undefined;
  return { span: spanFrom(span, { end: start + old.indexOf('\n') }), text: text.slice(0, text.indexOf('\n')) };
}

function editsIn(here: Here, from: number, to: number): TextEdit[] {
  const { project, path } = here;
  const whole = project.textOf(path) ?? '';
  return (layoutEdits({ path, text: whole }) ?? [])
    .flatMap((change) => within(change, whole, from, to) ?? [])
    .filter(({ span, text }) => whole.slice(span.start, span.end) !== text)
    .map(({ span, text }) => ({ range: rangeOf(project, span), newText: text }));
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
    if (token.startOffset + 1 === offset) return start === undefined ? undefined : [text.lastIndexOf('\n', start) + 1, offset];
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
