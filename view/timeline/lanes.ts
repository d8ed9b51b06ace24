/** What takes up room from `x` on. */
export interface Placed {
  readonly x: number;
  /** With its label. */
  readonly room: number;
}

/** The first lane in which each fits, in order of `x`; undefined where more than so many lanes are needed. */
export function lanesFor<T extends Placed>(
  items: readonly T[],
  most: number,
): readonly { readonly item: T; readonly lane: number }[] | undefined {
  const ends: number[] = [];
  const placed: { readonly item: T; readonly lane: number }[] = [];
  for (const item of items.toSorted((a, b) => a.x - b.x)) {
    const free = ends.findIndex((end) => end <= item.x);
    const lane = free < 0 ? ends.length : free;
    if (lane >= most) return undefined;
    ends[lane] = item.x + item.room;
    placed.push({ item, lane });
  }
  return placed;
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
