/** What takes up room from `x` on. */
export interface Placed {
  readonly x: number;
  /** With its label. */
  readonly room: number;
}

export interface Laid {
  /** Of each item. */
  readonly lanes: readonly number[];
  /** Where each lane is free again. */
  readonly ends: readonly number[];
}

/** The first lane in which each fits, after what ends where `before` says; items in order of `x`. Undefined where more than so many lanes are needed. */
export function lay(items: readonly Placed[], before: readonly number[], most: number): Laid | undefined {
  const ends = [...before];
  const lanes: number[] = [];
  for (const { x, room } of items) {
    const free = ends.findIndex((end) => end <= x);
    const lane = free < 0 ? ends.length : free;
    if (lane >= most) return undefined;
    ends[lane] = x + room;
    lanes.push(lane);
  }
  return { lanes, ends };
}

/** The same with empty lanes and items in any order, each with its lane. */
export function lanesFor<T extends Placed>(
  items: readonly T[],
  most: number,
): readonly { readonly item: T; readonly lane: number }[] | undefined {
  const ordered = items.toSorted((a, b) => a.x - b.x);
  return lay(ordered, [], most)?.lanes.map((lane, at) => ({ item: ordered[at] as T, lane }));
}

/** Items that overlap, together. */
export function clusters<T extends Placed>(items: readonly T[]): readonly (readonly T[])[] {
  const found: T[][] = [];
  let end = -Infinity;
  for (const item of items.toSorted((a, b) => a.x - b.x)) {
    if (item.x < end) found.at(-1)?.push(item);
    else found.push([item]);
    end = Math.max(end, item.x + item.room);
  }
  return found;
}

/** About how wide a label is, in pixels at 12 px; wide characters are square. */
export function labelWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) >= 0x1100 ? 12 : 7;
  return width;
}
