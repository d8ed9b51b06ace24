import { lay, type Laid, type Placed } from './lanes.js';

/** Items of one day or week. */
export interface Crowd {
  /** In order of `x`; at least one. */
  readonly items: readonly Placed[];
  /** What they take up as one mark. */
  readonly whole: Placed;
}

/** With the lane of each item, or of the one mark. */
export interface PlacedCrowd<C extends Crowd> extends Laid {
  readonly crowd: C;
  /** They are one mark: by themselves they have no room. */
  readonly isWhole: boolean;
}

/**
 * The lanes of crowds in order of time, so many at most. Only what is crowded becomes one mark: what does not fit,
 * and where one mark does not fit either, what stands in its way.
 */
export function placeCrowds<C extends Crowd>(crowds: readonly C[], most: number): readonly PlacedCrowd<C>[] {
  const whole = new Set<C>();
  const placed: PlacedCrowd<C>[] = [];
  for (let crowd = crowds[0]; crowd; crowd = crowds[placed.length]) {
    const ends = placed.at(-1)?.ends ?? [];
    const isWhole = whole.has(crowd);
    const found = lay(isWhole ? [crowd.whole] : crowd.items, ends, most);
    const blocking = found || (!isWhole && crowd.items.length > 1) ? undefined : blockingOf(placed, crowd);
    if (found) placed.push({ crowd, isWhole, ...found });
    else if (blocking) {
      whole.add(blocking.crowd);
      placed.length = placed.indexOf(blocking);
    } else if (!isWhole) whole.add(crowd);
    else placed.push({ crowd, isWhole, lanes: [0], ends });
  }
  return placed;
}

/** Of the crowds that reach over the beginning of one, and are not one mark yet, the one with most items. */
function blockingOf<C extends Crowd>(placed: readonly PlacedCrowd<C>[], { whole, items }: Crowd): PlacedCrowd<C> | undefined {
  const start = Math.min(whole.x, items[0]?.x ?? Infinity);
  return placed
    .filter(({ crowd, isWhole }) => !isWhole && crowd.items.some(({ x, room }) => x + room > start))
    .reduce<PlacedCrowd<C> | undefined>(
      (best, each) => (each.crowd.items.length >= (best?.crowd.items.length ?? 0) ? each : best),
      undefined,
    );
}
