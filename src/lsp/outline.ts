import { DocumentSymbolRequest, type DocumentSymbol } from 'vscode-languageserver';
import type { Declaration, Declared } from '../model/types.js';
import { partsOf, type Named } from '../resolve/named.js';
import { sizeText } from './describe/audiences.js';
import { tellingOf, type Telling } from './describe/telling.js';
import { momentsWords, nextDates, rangeWords } from './describe/times.js';
import { answer, type Feature, type Here } from './feature.js';
import { rangeOf } from './places.js';
import type { Project } from './project.js';
import { SYMBOL_KINDS } from './symbol-kinds.js';

interface Entry {
  readonly named: Named;
  readonly declared: Declared;
}

/** What stands in a declaration under names of its own. */
function partsIn(declaration: Declaration): readonly Entry[] {
  const { name: owner } = declaration;
  switch (declaration.kind) {
    case 'segments':
      return declaration.entries.map((declared) => ({ named: { kind: 'segment', owner, name: declared.name }, declared }));
    case 'entity':
      return declaration.attributes.map(({ name, nameSpan }) => ({
        named: { kind: 'attribute', owner, name },
        declared: { name, span: nameSpan, nameSpan },
      }));
    case 'campaign':
      return partsOf(declaration)
        .map(({ kind, declared }) => ({ named: { kind, owner, name: declared.name }, declared }))
        .sort((a, b) => a.declared.span.start - b.declared.span.start);
    default:
      return [];
  }
}

/** When or how many, in a few words. */
function factOf(telling: Telling, { kind, owner = '', name }: Named): string | undefined {
  const { analysis, say } = telling;
  const { plan, timeline } = analysis;
  const words = (() => {
    switch (kind) {
      case 'audience':
      case 'segment': {
        const audience = plan.audiences.get(kind === 'audience' ? name : `${owner}.${name}`);
        return audience && sizeText(telling, audience);
      }
      case 'phase': {
        const days = timeline.campaigns.get(owner)?.phases.get(name);
        return days && rangeWords(days);
      }
      case 'wave': {
        const occurrences = timeline.campaigns.get(owner)?.waves.get(name)?.occurrences ?? [];
        return occurrences.length > 0 ? momentsWords(occurrences) : undefined;
      }
      case 'campaign': {
        const runs = timeline.campaigns.get(name)?.runs;
        return runs && rangeWords(runs);
      }
      case 'event': {
        const event = plan.events.get(name);
        const [next] = event ? nextDates(event, telling, 1) : [];
        return next && rangeWords(next);
      }
      default:
        return undefined;
    }
  })();
  return words && say(words);
}

function symbolOf(project: Project, { named, declared }: Entry, telling: Telling): DocumentSymbol {
  const detail = [declared.label?.value, factOf(telling, named)].filter((part) => part !== undefined).join(' · ');
  return {
    name: declared.name,
    kind: SYMBOL_KINDS[named.kind],
    range: rangeOf(project, declared.span),
    selectionRange: rangeOf(project, declared.nameSpan),
    ...(detail !== '' && { detail }),
  };
}

/** The outline of a file: its declarations with what they hold, and in a few words when and how many. */
function outline(here: Here): DocumentSymbol[] {
  const { project, path } = here;
  const telling = tellingOf(here);
  return project.fileModel(path).declarations.map((declaration) => {
    const kind = declaration.kind === 'segments' ? 'audience' : declaration.kind;
    return {
      ...symbolOf(project, { named: { kind, name: declaration.name }, declared: declaration }, telling),
      children: partsIn(declaration).map((entry) => symbolOf(project, entry, telling)),
    };
  });
}

export const outlineFeature: Feature = {
  name: { en: 'outline', zh: '大纲' },
  capabilities: { documentSymbolProvider: true },
  answers: [answer(DocumentSymbolRequest.type, outline)],
};
