import {
  DocumentHighlightKind,
  DocumentHighlightRequest,
  ReferencesRequest,
  type DocumentHighlight,
  type Location,
} from 'vscode-languageserver';
import { keyOf } from '../resolve/named.js';
import { answer, type Feature, type Here } from './feature.js';
import { mentionAt, mentionsOf, mentionsOfTarget } from './mentions.js';
import { offsetOf, rangeOf, shownLocationOf } from './places.js';

/** Every place at which what is named at an offset is named, in all files. */
function references(here: Here, offset: number, withDeclaration: boolean): Location[] {
  const { project, path } = here;
  const targets = mentionAt(project, path, offset)?.targets ?? [];
  const mentions = new Set(targets.flatMap((target) => mentionsOfTarget(project, target)));
  return [...mentions]
    .filter(({ isDeclaration }) => withDeclaration || !isDeclaration)
    .flatMap(({ span }) => shownLocationOf(here, span) ?? []);
}

function highlights({ project, path }: Here, offset: number): DocumentHighlight[] {
  const keys = new Set(mentionAt(project, path, offset)?.targets.map(keyOf));
  return mentionsOf(project, path)
    .filter(({ targets }) => targets.some((target) => keys.has(keyOf(target))))
    .map(({ span, isDeclaration }) => ({
      range: rangeOf(project, span),
      kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

export const referencesFeature: Feature = {
  name: { en: 'find references', zh: '查找引用' },
  capabilities: { referencesProvider: true },
  answers: [
    answer(ReferencesRequest.type, (here, { position, context }) =>
      references(here, offsetOf(here.project, here.path, position), context.includeDeclaration),
    ),
  ],
};

export const highlightFeature: Feature = {
  name: { en: 'highlighting of a name', zh: '高亮同名' },
  capabilities: { documentHighlightProvider: true },
  answers: [answer(DocumentHighlightRequest.type, (here, { position }) => highlights(here, offsetOf(here.project, here.path, position)))],
};
