import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type TextEdit,
} from 'vscode-languageserver';
import { layoutEdits } from '../formatter.js';
import { readTokens } from '../syntax/lexer.js';
import { answer, type Feature, type Here } from './feature.js';
import { offsetOf, rangeOf } from './places.js';

function editsIn(here: Here, from: number, to: number): TextEdit[] {
  const { project, path } = here;
  return (layoutEdits({ path, text: project.textOf(path) ?? '' }) ?? [])
    .filter(({ span }) => from <= span.start && span.end <= to)
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
