import Fraction from 'fraction.js';
import { exact } from './exact.js';
import type { FileModel } from './types.js';

/** Exact numbers in frozen models: an object with this key alone. */
const EXACT = '$exact';

/** Models as JSON text, exact numbers included. */
export function freezeModels(models: readonly FileModel[]): string {
  const plain = (value: unknown): unknown => {
    if (value instanceof Fraction) return { [EXACT]: value.toFraction() };
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
    return value;
  };
  return JSON.stringify(plain(models));
}

/** The models of a frozen text. */
export function thawModels(text: string): readonly FileModel[] {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && EXACT in value) return exact(String(value[EXACT]));
    return value;
  }) as readonly FileModel[];
}
