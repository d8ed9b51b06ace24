import { DocumentSymbolRequest, SymbolKind, type DocumentSymbol } from 'vscode-languageserver';
import { wavesOf } from '../model/waves.js';
import type { Declaration, Declared } from '../model/types.js';
import { answer, type Feature } from './feature.js';
import { rangeOf } from './places.js';
import type { Project } from './project.js';

const KINDS: Readonly<Partial<Record<Declaration['kind'], SymbolKind>>> = {
  campaign: SymbolKind.Module,
  audience: SymbolKind.Class,
  segments: SymbolKind.Enum,
  entity: SymbolKind.Struct,
  benefit: SymbolKind.Constant,
  message: SymbolKind.String,
  channel: SymbolKind.Interface,
  event: SymbolKind.Event,
  metric: SymbolKind.Number,
  policy: SymbolKind.Namespace,
};

/** The outline of a file: its declarations, the entries of segments, the phases, waves and activities of campaigns. */
function documentSymbols(project: Project, file: string): readonly DocumentSymbol[] {
  return project.fileModel(file).declarations.map((declaration) => ({
    ...symbolOf(project, declaration, KINDS[declaration.kind] ?? SymbolKind.Object),
    children: partsOf(declaration).map((part) => symbolOf(project, part, SymbolKind.Field)),
  }));
}

function partsOf(declaration: Declaration): readonly Declared[] {
  if (declaration.kind === 'segments') return declaration.entries;
  if (declaration.kind !== 'campaign') return [];
  return [...(declaration.timing?.phases ?? []), ...wavesOf(declaration), ...(declaration.method?.activities ?? [])];
}

function symbolOf(project: Project, { name, label, span, nameSpan }: Declared, kind: SymbolKind): DocumentSymbol {
  return {
    name,
    kind,
    range: rangeOf(project, span),
    selectionRange: rangeOf(project, nameSpan),
    ...(label && { detail: label.value }),
  };
}

export const outlineFeature: Feature = {
  name: { en: 'outline', zh: '大纲' },
  capabilities: { documentSymbolProvider: true },
  answers: [answer(DocumentSymbolRequest.type, ({ project, path }) => [...documentSymbols(project, path)])],
};
