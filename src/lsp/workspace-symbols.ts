import { WorkspaceSymbolRequest, type SymbolInformation } from 'vscode-languageserver';
import type { Declared, FileModel } from '../model/types.js';
import { partsOf, type NamedKind } from '../resolve/named.js';
import { isFound, searchText } from './completion/pinyin.js';
import { answerAll, type Feature } from './feature.js';
import { rangeOf, uriOf } from './places.js';
import type { Project } from './project.js';
import { SYMBOL_KINDS } from './symbol-kinds.js';

/** More than an editor would show. */
const MOST = 500;

interface Entry {
  readonly kind: NamedKind;
  readonly declared: Declared;
  readonly container?: string;
  readonly search: string;
}

const remembered = new WeakMap<FileModel, readonly Entry[]>();

/** Everything in a file that has a name, and what may be typed to find it. */
function entriesOf(file: FileModel): readonly Entry[] {
  const known = remembered.get(file);
  if (known) return known;
  const entry = (kind: NamedKind, declared: Declared, container?: string): Entry => ({
    kind,
    declared,
    ...(container !== undefined && { container }),
    search: searchText(declared.name, declared.label?.value).toLowerCase(),
  });
  const entries = file.declarations.flatMap((declaration) => {
    const own = entry(declaration.kind === 'segments' ? 'audience' : declaration.kind, declaration);
    if (declaration.kind === 'segments') return [own, ...declaration.entries.map((each) => entry('segment', each, declaration.name))];
    if (declaration.kind === 'campaign')
      return [own, ...partsOf(declaration).map(({ kind, declared }) => entry(kind, declared, declaration.name))];
    return [own];
  });
  remembered.set(file, entries);
  return entries;
}

/** What is found by a query in all open projects, by name, label or pinyin; what begins with it first. */
function symbols(projects: readonly Project[], query: string): SymbolInformation[] {
  const typed = query.toLowerCase();
  const found = projects.flatMap((project) =>
    project.paths.flatMap((path) => {
      const entries = entriesOf(project.fileModel(path)).filter(({ search }) => isFound(typed, search));
      return entries.map((entry) => ({ project, entry, distance: entry.search.indexOf(typed) }));
    }),
  );
  const far = (distance: number): number => (distance < 0 ? Infinity : distance);
  return found
    .sort((a, b) => far(a.distance) - far(b.distance) || (a.entry.declared.name < b.entry.declared.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ project, entry: { kind, declared, container } }) => ({
      name: declared.label ? `${declared.name} ${declared.label.value}` : declared.name,
      kind: SYMBOL_KINDS[kind],
      location: { uri: uriOf(project, declared.nameSpan.file), range: rangeOf(project, declared.nameSpan) },
      ...(container !== undefined && { containerName: container }),
    }));
}

export const workspaceSymbolFeature: Feature = {
  name: { en: 'search for names', zh: '搜索名称' },
  capabilities: { workspaceSymbolProvider: true },
  answers: [answerAll(WorkspaceSymbolRequest.type, (projects, { query }) => symbols(projects, query))],
};
