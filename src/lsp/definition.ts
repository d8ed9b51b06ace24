import { DefinitionRequest, type Location } from 'vscode-languageserver';
import { declaredAt } from '../resolve/named.js';
import { answer, type Feature, type Here } from './feature.js';
import { mentionAt } from './mentions.js';
import { offsetOf, shownLocationOf } from './places.js';

/** Where the name at an offset is declared: one place, or one for each channel of a kind. */
function definition(here: Here, offset: number): Location | Location[] | undefined {
  const { project, path } = here;
  const targets = mentionAt(project, path, offset)?.targets ?? [];
  const places = targets.flatMap((target) => {
    const declared = declaredAt(target, project.analysis.plan);
    return (declared && shownLocationOf(here, declared.nameSpan)) ?? [];
  });
  return places.length > 1 ? places : places[0];
}

export const definitionFeature: Feature = {
  name: { en: 'go to definition', zh: '转到定义' },
  capabilities: { definitionProvider: true },
  answers: [answer(DefinitionRequest.type, (here, { position }) => definition(here, offsetOf(here.project, here.path, position)))],
};
