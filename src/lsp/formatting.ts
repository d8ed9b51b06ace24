import { DocumentFormattingRequest, type TextEdit } from 'vscode-languageserver';
import { format } from '../formatter.js';
import { answer, type Feature, type Here } from './feature.js';
import { rangeOf } from './places.js';

/** The whole file as `crm fmt` lays it out; a file that cannot be read is left alone. */
function formatting({ project, path }: Here): TextEdit[] {
  const text = project.textOf(path) ?? '';
  const formatted = format({ path, text });
  if ('problems' in formatted || formatted.text === text) return [];
  return [{ range: rangeOf(project, { file: path, start: 0, end: text.length }), newText: formatted.text }];
}

export const formattingFeature: Feature = {
  name: { en: 'formatting', zh: '排版' },
  capabilities: { documentFormattingProvider: true },
  answers: [answer(DocumentFormattingRequest.type, formatting)],
};
