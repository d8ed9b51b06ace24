/**
 * The cycles of a dependency graph, each once, beginning at its first node in the given order.
 * Nodes that only lead to a cycle are not on it.
 */
export function dependencyCycles(nodes: Iterable<string>, uses: (name: string) => Iterable<string>): readonly (readonly string[])[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[][] = [];
  /** Most nodes use only what was looked at before. */
  const isClear = (node: string): boolean => {
    for (const used of uses(node)) if (state.get(used) !== 'done') return false;
    return true;
  };
  for (const root of nodes) {
    if (state.has(root)) continue;
    if (isClear(root)) {
      state.set(root, 'done');
      continue;
    }
    const path: { name: string; rest: Iterator<string> }[] = [];
    const enter = (name: string): void => {
      state.set(name, 'open');
      path.push({ name, rest: uses(name)[Symbol.iterator]() });
    };
    enter(root);
    while (path.length > 0) {
      const top = path.at(-1);
      const next = top?.rest.next();
      if (!top || !next || next.done) {
        if (top) state.set(top.name, 'done');
        path.pop();
        continue;
      }
      const seen = state.get(next.value);
      if (seen === undefined) enter(next.value);
      else if (seen === 'open') cycles.push(path.slice(path.findIndex((step) => step.name === next.value)).map((step) => step.name));
    }
  }
  return cycles;
}
