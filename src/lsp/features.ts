import type { ServerCapabilities } from 'vscode-languageserver';
import { codeActionFeature } from './code-actions.js';
import { completionFeature } from './completion/completion.js';
import { definitionFeature } from './definition.js';
import type { Feature, Host } from './feature.js';
import { formattingFeature } from './formatting.js';
import { hoverFeature } from './hover.js';
import { libraryDocumentFeature } from './library-documents.js';
import { highlightFeature, referencesFeature } from './references.js';
import { renameFeature } from './rename.js';
import { outlineFeature } from './outline.js';

/** Everything an editor may ask for. */
const FEATURES: readonly Feature[] = [
  codeActionFeature,
  completionFeature,
  definitionFeature,
  formattingFeature,
  highlightFeature,
  hoverFeature,
  libraryDocumentFeature,
  outlineFeature,
  referencesFeature,
  renameFeature,
];

export function listen(host: Host): void {
  for (const { name, answers } of FEATURES) for (const answer of answers) answer(host, name);
}

/** What the server can do. */
export function capabilities(): ServerCapabilities {
  return Object.assign({}, ...FEATURES.map((feature) => feature.capabilities)) as ServerCapabilities;
}
