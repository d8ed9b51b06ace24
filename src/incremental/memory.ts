/** Something whose readers are remembered, as a whole or key by key. */
export interface Source {
  /** The revision in which anything of it changed last. */
  latest(): number;
  /** The revision in which what stands at a key changed last. */
  changedAt(key: unknown): number;
}

/** What a computation has read: of each source some keys, or all of it. */
export type Reads = ReadonlyMap<Source, ReadonlySet<unknown> | 'all'>;

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

  /** Runs a computation; its reads are its own, not those of the one around it. */
  recorded<T>(compute: () => T): { readonly value: T; readonly reads: Reads } {
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

  /** Whether nothing that was read has changed since a revision. */
  isCurrent(reads: Reads, since: number): boolean {
    for (const [source, keys] of reads) {
      if (source.latest() <= since) continue;
      if (keys === 'all') return false;
      for (const key of keys) if (source.changedAt(key) > since) return false;
    }
    return true;
  }
}
