import { askClasses } from './classes.js';
import type { Weighted } from './heaviest.js';
import { createItems, type Item } from './items.js';
import { createNeighbours } from './neighbours.js';
import type { CapAnalysis } from './types.js';
import type { Day } from '../model/literals.js';
import { stretchesOf, type Stretch } from './windows.js';
import { createWorst } from './worst.js';

/** The most contacts a member of a wave's audience may get, in the worst window that holds one of its sends. */
export interface WaveLoad {
  readonly most: number;
  readonly windowFrom: Day;
  readonly windowTo: Day;
}

type LoadAnalysis = Omit<CapAnalysis, 'limit' | 'mustInclude'>;

/** The load of each wave that the clause counts, by `campaign/wave`. */
export function waveLoads(analysis: LoadAnalysis): ReadonlyMap<string, WaveLoad> {
  return new Map(askClasses(analysis, ['loads', analysis.window], loadsTogether).flatMap((loads) => [...loads]));
}

/** A window, with the most contacts one member may get in it. */
export type WindowLoad = WaveLoad;

/** The load of each window that holds as much as a window can; those of different members come side by side. */
export function windowLoads(analysis: LoadAnalysis): readonly WindowLoad[] {
  return askClasses(analysis, ['windows', analysis.window], windowsTogether).flat();
}

function windowsTogether(analysis: LoadAnalysis): readonly WindowLoad[] {
  const items = createItems(analysis, analysis.once);
  const stretches = stretchesOf(analysis, analysis.window, items);
  const worst = createWorst(items, createNeighbours(items, stretches, analysis.sizes));
  return stretches.map(({ from, to, entries }) => {
    const { weighted } = weigh(entries);
    return { most: worst.confirm(worst.estimate(worst.split(weighted)), weighted).weight, windowFrom: from, windowTo: to };
  });
}

/** How often each item may meet a member in a window, and all of them together; an item that is met once counts once. */
function weigh(entries: Stretch['entries']): { readonly weighted: readonly Weighted[]; readonly total: number } {
  const weights = new Map<Item, number>();
  let total = 0;
  for (const { item, count } of entries) {
    const before = weights.get(item) ?? 0;
    weights.set(item, item.once === undefined ? before + count : 1);
    total += (weights.get(item) ?? 0) - before;
  }
  return { weighted: [...weights].map(([item, weight]) => ({ item, weight })), total };
}

function loadsTogether(analysis: LoadAnalysis): ReadonlyMap<string, WaveLoad> {
  const items = createItems(analysis, analysis.once);
  const stretches = stretchesOf(analysis, analysis.window, items);
  const worst = createWorst(items, createNeighbours(items, stretches, analysis.sizes));
  const loads = new Map<string, WaveLoad>();
  for (const { from, to, entries } of stretches) {
    const { weighted, total } = weigh(entries);
    const waves = new Map<string, Set<Item>>();
    for (const { contact, item } of entries) waves.set(contact.wave, (waves.get(contact.wave) ?? new Set()).add(item));
    const parts = worst.split(weighted);
    for (const [wave, own] of waves) {
      // Nothing heavier than all together can be found here.
      if ((loads.get(wave)?.most ?? 0) >= total) continue;
      const { weight } = worst.confirm(worst.estimate(parts, own), weighted, own);
      if (weight > (loads.get(wave)?.most ?? 0)) loads.set(wave, { most: weight, windowFrom: from, windowTo: to });
    }
  }
  return loads;
}
