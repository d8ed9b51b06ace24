import { TextDocumentContentRequest } from 'vscode-languageserver';
import { answerAt, type Feature } from './feature.js';
import { LIBRARY_SCHEME } from './places.js';

export const libraryDocumentFeature: Feature = {
  name: { en: 'showing the built-in library', zh: '显示内置库' },
  capabilities: { workspace: { textDocumentContent: { schemes: [LIBRARY_SCHEME] } } },
  answers: [answerAt(TextDocumentContentRequest.type, ({ project, path }) => ({ text: project.textOf(path) ?? '' }))],
};
