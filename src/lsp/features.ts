import type { ServerCapabilities } from 'vscode-languageserver';
import { codeActionFeature } from './code-actions.js';
import { codeLensFeature } from './code-lenses.js';
import { completionFeature } from './completion/completion.js';
import { definitionFeature } from './definition.js';
import { documentLinkFeature } from './document-links.js';
import { extensionFeature } from './extension-requests.js';
import type { Feature, Host, Session } from './feature.js';
import { foldingFeature } from './folding.js';
import { formattingFeature } from './formatting.js';
import { hoverFeature } from './hover.js';
import { inlayHintFeature } from './inlay-hints.js';
import { libraryDocumentFeature } from './library-documents.js';
import { outlineFeature } from './outline.js';
import type { Project } from './project.js';
import { highlightFeature, referencesFeature } from './references.js';
import { renameFeature } from './rename.js';
import { selectionRangeFeature } from './selection-ranges.js';
import { semanticTokenFeature } from './semantic-tokens.js';
import { signatureHelpFeature } from './signature-help.js';
import { timelineFeature } from './timeline-request.js';
import { workspaceSymbolFeature } from './workspace-symbols.js';

/** Everything an editor may ask for. */
const FEATURES: readonly Feature[] = [
  codeActionFeature,
  codeLensFeature,
  completionFeature,
  definitionFeature,
  documentLinkFeature,
  extensionFeature,
  foldingFeature,
  formattingFeature,
  highlightFeature,
  hoverFeature,
  inlayHintFeature,
  libraryDocumentFeature,
  outlineFeature,
  referencesFeature,
  renameFeature,
  selectionRangeFeature,
  semanticTokenFeature,
  signatureHelpFeature,
  timelineFeature,
  workspaceSymbolFeature,
];

export function listen(host: Host): void {
  for (const { name, answers } of FEATURES) for (const answer of answers) answer(host, name);
}

/** Works out what questions about a project would have to wait for, in small steps. */
export function* prepare(project: Project, session: Session): Iterable<void> {
  for (const feature of FEATURES) yield* feature.prepare?.(project, session) ?? [];
}

/** What the server can do. */
export function capabilities(): ServerCapabilities {
  return Object.assign({}, ...FEATURES.map((feature) => feature.capabilities)) as ServerCapabilities;
}
