import type { Ref } from '../model/types.js';

/** One step of a cycle: the node and the reference by which it depends on the next. */
export interface CycleStep {
  readonly name: string;
  readonly ref: Ref;
}

export interface DependencyOrder {
  /** Every node that lies on no cycle found, after what it depends on. */
  readonly order: readonly string[];
  /** Of each cycle its nodes in order; the last depends on the first. */
  readonly cycles: readonly (readonly CycleStep[])[];
}

interface Visit {
  readonly name: string;
  readonly references: readonly Ref[];
  next: number;
}

/** Orders nodes by what they depend on. Names that are no node are ignored. Does not recurse, so chains may be of any length. */
export function dependencyOrder(nodes: Iterable<string>, referencesOf: (name: string) => readonly Ref[] | undefined): DependencyOrder {
  const order: string[] = [];
  const cycles: CycleStep[][] = [];
  const cyclic = new Set<string>();
  const done = new Set<string>();
  const open = new Map<string, number>();
  const path: Visit[] = [];

  function enter(name: string): void {
    const references = referencesOf(name);
    if (!references || done.has(name)) return;
    open.set(name, path.length);
    path.push({ name, references, next: 0 });
  }

  function leave(name: string): void {
    path.pop();
    open.delete(name);
    done.add(name);
    if (!cyclic.has(name)) order.push(name);
  }

  for (const node of nodes) {
    enter(node);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      const reference = visit.references[visit.next];
      if (!reference) {
        leave(visit.name);
        continue;
      }
      visit.next += 1;
      const since = open.get(reference.name);
      if (since === undefined) enter(reference.name);
      else cycles.push(closeCycle(path.slice(since), cyclic));
    }
  }
  return { order, cycles };
}

/** Each node of the path depends on the next by the reference it is just at. */
function closeCycle(path: readonly Visit[], cyclic: Set<string>): CycleStep[] {
  return path.flatMap(({ name, references, next }) => {
    cyclic.add(name);
    const ref = references[next - 1];
    return ref ? [{ name, ref }] : [];
  });
}
