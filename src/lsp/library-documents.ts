import { TextDocumentContentRequest } from 'vscode-languageserver';
import { answerAbout, type Feature } from './feature.js';
import { LIBRARY_SCHEME } from './places.js';

export const libraryDocumentFeature: Feature = {
  name: { en: 'showing the built-in library', zh: '显示内置库' },
  capabilities: { workspace: { textDocumentContent: { schemes: [LIBRARY_SCHEME] } } },
  answers: [
    answerAbout(
      TextDocumentContentRequest.type,
      ({ uri }) => uri,
      ({ project, path }) => ({ text: project.textOf(path) ?? '' }),
    ),
  ],
};
