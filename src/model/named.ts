import type { Declared } from './types.js';

/** What names can lead to, by name; an audience has its label at its declaration. */
export type NamedThings = ReadonlyMap<string, Pick<Declared, 'label'> | { readonly declaration: Pick<Declared, 'label'> } | undefined>;

/** The name of the one thing that has a label; undefined where none or several have it. */
export function nameOfLabel(label: string, named: NamedThings): string | undefined {
  const [first, ...others] = [...named].filter(
    ([, each]) => each && ('declaration' in each ? each.declaration : each).label?.value === label,
  );
  return others.length === 0 ? first?.[0] : undefined;
}
