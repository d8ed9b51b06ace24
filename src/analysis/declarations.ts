import type { Problem } from '../diagnostics/problem.js';
import type { Memory } from '../incremental/memory.js';
import { Slot } from '../incremental/slot.js';
import { Gathered } from '../incremental/tracked.js';
import type { Declaration, FileModel } from '../model/types.js';
import { collectDeclarations, KINDS, spaceOf, type Declarations } from '../resolve/declarations.js';
import { groupBy } from '../text/group-by.js';
import { sameItems } from '../text/same-items.js';
import { told } from './told.js';

type Kind = Declaration['kind'];

/** All declarations of the project; who reads those of one kind or name is not concerned when others change. */
export interface LiveDeclarations extends Declarations {
  readonly problems: () => readonly Problem[];
}

const partsOfModel = new WeakMap<FileModel, ReadonlyMap<string, FileModel>>();

/** A file as one for each space of names. */
function bySpace(model: FileModel): ReadonlyMap<string, FileModel> {
  let parts = partsOfModel.get(model);
  if (!parts) {
    const lists = groupBy(model.declarations, ({ kind }) => spaceOf(kind));
    parts = new Map([...lists].map(([space, declarations]) => [space, { ...model, declarations }]));
    partsOfModel.set(model, parts);
  }
  return parts;
}

const sameFiles = (a: readonly FileModel[], b: readonly FileModel[]): boolean =>
  a.length === b.length && a.every((file, index) => file === b[index] || sameItems(file.declarations, b[index]?.declarations ?? []));

function allBySpace(models: readonly FileModel[]): ReadonlyMap<string, readonly FileModel[]> {
  const found = new Map<string, FileModel[]>();
  for (const model of models) {
    for (const [space, part] of bySpace(model)) {
      const parts = found.get(space);
      if (parts) parts.push(part);
      else found.set(space, [part]);
    }
  }
  return found;
}

export function liveDeclarations(memory: Memory, files: () => readonly FileModel[], library: readonly FileModel[]): LiveDeclarations {
  const project = new Slot(memory, () => allBySpace(files()));
  const ofLibrary = allBySpace(library);
  const spaces = new Map(
    [...new Set(KINDS.map(spaceOf))].map((space) => {
      const own = new Slot(memory, () => project.value.get(space) ?? [], sameFiles);
      const builtIn = ofLibrary.get(space) ?? [];
      const collected = new Slot(memory, () => told((report) => collectDeclarations(own.value, builtIn, report)));
      return [space, collected];
    }),
  );
  const collectedOf = (kind: Kind) => {
    const collected = spaces.get(spaceOf(kind));
    if (!collected) throw new Error(`No declarations of ${kind}`);
    return collected;
  };
  const maps = new Map<Kind, ReadonlyMap<string, Declaration>>(
    KINDS.map((kind) => [kind, new Gathered(memory, () => collectedOf(kind).value.value.of(kind))]),
  );
  const lists = new Map(KINDS.map((kind) => [kind, new Slot(memory, () => collectedOf(kind).value.value.all(kind), sameItems)]));
  return {
    of: (kind) => maps.get(kind) as never,
    all: (kind) => (lists.get(kind)?.value ?? []) as never,
    problems: () => [...spaces.values()].flatMap((collected) => collected.value.problems),
  };
}
