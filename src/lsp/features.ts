import type { ServerCapabilities } from 'vscode-languageserver';
import { codeActionFeature } from './code-actions.js';
import { completionFeature } from './completion.js';
import { extensionFeature } from './extension-requests.js';
import { definitionFeature, hoverFeature } from './names.js';
import type { Feature, Host } from './feature.js';
import { formattingFeature } from './formatting.js';
import { outlineFeature } from './outline.js';

/** Everything an editor may ask for. */
const FEATURES: readonly Feature[] = [
  codeActionFeature,
  completionFeature,
  definitionFeature,
  extensionFeature,
  formattingFeature,
  hoverFeature,
  outlineFeature,
];

export function listen(host: Host): void {
  for (const { name, answers } of FEATURES) for (const answer of answers) answer(host, name);
}

/** What the server can do. */
export function capabilities(): ServerCapabilities {
  return Object.assign({}, ...FEATURES.map((feature) => feature.capabilities)) as ServerCapabilities;
}
