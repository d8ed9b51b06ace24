/** An object whose properties are looked up each time they are read. */
export function views<T extends object>(readers: { readonly [K in keyof T]-?: () => T[K] }): T {
  const view = {} as T;
  for (const key of Object.keys(readers) as (keyof T & string)[]) {
    Object.defineProperty(view, key, { enumerable: true, get: readers[key] });
  }
  return view;
}
