/** Which keys of a source are meant, or all of it. */
export type Keys = ReadonlySet<unknown> | 'all';

/** Something whose readers are remembered, as a whole or key by key. */
export interface Source {
  /** Whether what stands at any of the keys is another value than it was in a revision. */
  hasChanged(since: number, keys: Keys): boolean;
}

/** What a computation has read. */
export type Reads = ReadonlyMap<Source, Keys>;

export type Same<T> = (a: T, b: T) => boolean;

/** A computed value. */
export interface Settled<T> {
  readonly value: T;
  readonly reads: Reads;
  /** The revision in which it became what it is. */
  readonly changed: number;
  /** The revision in which it was last known to hold. */
  at: number;
}

const NOTHING: Reads = new Map();

/**
 * Remembers what computations read, so that each is done again only when something it read has changed.
 * Time goes in revisions: one for each change of the inputs.
 */
export class Memory {
  private reads: Map<Source, Set<unknown> | 'all'> | undefined;
  private now = 0;

  get revision(): number {
    return this.now;
  }

  /** The inputs are about to change. */
  advance(): void {
    this.now += 1;
  }

  /** The computation at work reads a key of a source; without a key all of it. */
  note(source: Source, ...key: readonly [unknown?]): void {
    const { reads } = this;
    if (!reads) return;
    const known = reads.get(source);
    if (known === 'all') return;
    if (key.length === 0) reads.set(source, 'all');
    else if (known) known.add(key[0]);
    else reads.set(source, new Set(key));
  }

  /** The value of a computation as it is now; a result that is the same as before is the one before. */
  settled<T>(before: Settled<T> | undefined, compute: () => T, same: Same<T>): Settled<T> {
    if (before && this.holds(before)) return before;
    const { value, reads } = this.recorded(compute);
    const isKept = before !== undefined && same(before.value, value);
    return { value: isKept ? before.value : value, reads, changed: isKept ? before.changed : this.now, at: this.now };
  }

  /** Whether nothing that was read for a value has changed since. */
  holds(settled: Settled<unknown>): boolean {
    const { reads, at } = settled;
    if (at === this.now) return true;
    for (const [source, keys] of reads) if (source.hasChanged(at, keys)) return false;
    settled.at = this.now;
    return true;
  }

  /** Runs a computation; its reads are its own, not those of the one around it. */
  private recorded<T>(compute: () => T): { readonly value: T; readonly reads: Reads } {
    const around = this.reads;
    const own = new Map<Source, Set<unknown> | 'all'>();
    this.reads = own;
    try {
      const value = compute();
      return { value, reads: own.size === 0 ? NOTHING : own };
    } finally {
      this.reads = around;
    }
  }
}
