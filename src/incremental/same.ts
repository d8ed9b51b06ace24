/** Plain data that is equal all the way down. */
export function sameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameData(item, b[index]));
  if (a instanceof Map)
    return b instanceof Map && a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameData(value, b.get(key)));
  const [own, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(own);
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && sameData(own[key], other[key]));
}

type Keyed<K> = Pick<ReadonlySet<K>, 'size' | 'keys'>;

/** Maps or sets of the same keys in the same order. */
export function sameOrder<K>(a: Keyed<K>, b: Keyed<K>): boolean {
  if (a.size !== b.size) return false;
  const keys = a.keys();
  const others = b.keys();
  for (let key = keys.next(); key.done !== true; key = keys.next()) if (others.next().value !== key.value) return false;
  return true;
}
