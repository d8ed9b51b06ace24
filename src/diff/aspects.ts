import type { Reason } from './types.js';

/** The parts of a thing that may differ, by what people call them, the weightiest first. */
export type Aspects<T> = readonly (readonly [aspect: string, of: (thing: T) => unknown])[];

/** Equal data; what a schedule holds has its keys in a fixed order. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Every part that differs. */
export function reasonsOf<T>(aspects: Aspects<T>, before: T, after: T): readonly Reason[] {
  return aspects.flatMap(([aspect, of]) => {
    const [was, is] = [of(before), of(after)];
    return isSame(was, is) ? [] : [{ aspect, before: was ?? null, after: is ?? null }];
  });
}
