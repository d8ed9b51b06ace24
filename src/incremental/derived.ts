import type { Keys, Memory, Same, Settled, Source } from './memory.js';
import { sameOrder } from './same.js';
import { Slot } from './slot.js';
import { Watched } from './tracked.js';

/**
 * A map of computed values: each is computed when it is asked for, and again when something it read has changed.
 * Who asks for one key does not wait for the others.
 */
export class Derived<K, V> extends Watched<K, V> {
  private readonly keysWanted: Slot<ReadonlySet<K>>;
  private keysTaken: ReadonlySet<K> = new Set();
  private readonly computed = new Map<K, Settled<V>>();
  private readonly removed = new Map<K, number>();
  private readonly whole: Whole<K, V> = { values: new Map(), keys: undefined, sources: new Set(), changed: 0, at: -1 };

  constructor(
    memory: Memory,
    of: () => Iterable<K>,
    private readonly compute: (key: K) => V,
    same?: Same<V>,
  ) {
    super(memory, same);
    this.keysWanted = new Slot<ReadonlySet<K>>(memory, () => new Set(of()), sameOrder);
  }

  /** The values as they were last worked out, up to date or not. */
  known(): Iterable<V> {
    return [...this.computed.values()].map(({ value }) => value);
  }

  /** Whether the value of a key is up to date, or would be found to be. */
  isCurrent(key: K): boolean {
    const before = this.holds(key) ? this.computed.get(key) : undefined;
    return before !== undefined && this.memory.holds(before);
  }

  /** Works out the value of a key, if something it read has changed; nobody reads it by that. */
  take(key: K): void {
    this.at(key);
  }

  hasChanged(since: number, keys: Keys): boolean {
    // Keys are asked for one by one until all of them have been worked out: who waits for one does not wait for all.
    if (keys === 'all' || this.whole.at === this.memory.revision) {
      if (this.settledWhole().changed <= since) return false;
      if (keys === 'all') return true;
    }
    for (const key of keys) if (this.changedAt(key as K) > since) return true;
    return false;
  }

  private changedAt(key: K): number {
    return this.holds(key) ? this.current(key).changed : (this.removed.get(key) ?? 0);
  }

  protected at(key: K): V | undefined {
    return this.holds(key) ? this.current(key).value : undefined;
  }

  protected holds(key: K): boolean {
    return this.ownKeys().has(key);
  }

  protected settled(): ReadonlyMap<K, V> {
    return this.settledWhole().values;
  }

  private ownKeys(): ReadonlySet<K> {
    const wanted = this.keysWanted.peek();
    if (wanted !== this.keysTaken) {
      for (const key of this.keysTaken) {
        if (wanted.has(key)) continue;
        this.computed.delete(key);
        this.removed.set(key, this.memory.revision);
      }
      this.keysTaken = wanted;
    }
    return wanted;
  }

  private current(key: K): Settled<V> {
    const before = this.computed.get(key);
    if (before?.at === this.memory.revision) return before;
    const now = this.memory.settled(before, () => this.compute(key), this.same);
    if (now !== before) this.computed.set(key, now);
    return now;
  }

  private settledWhole(): Whole<K, V> {
    const { memory, whole } = this;
    if (whole.at === memory.revision) return whole;
    const keys = this.ownKeys();
    if (whole.keys !== keys || someHaveChanged(whole.sources, whole.at)) this.renew(keys);
    whole.at = memory.revision;
    return whole;
  }

  private renew(keys: ReadonlySet<K>): void {
    const { whole } = this;
    if (whole.keys !== keys) {
      whole.values = new Map();
      whole.sources = new Set();
      whole.keys = keys;
      whole.changed = this.memory.revision;
      whole.at = -1;
    }
    for (const key of keys) {
      const entry = this.current(key);
      for (const source of entry.reads.keys()) whole.sources.add(source);
      if (entry.changed <= whole.at) continue;
      whole.values.set(key, entry.value);
      whole.changed = Math.max(whole.changed, entry.changed);
    }
  }
}

/** All values together. */
interface Whole<K, V> {
  values: Map<K, V>;
  keys: ReadonlySet<K> | undefined;
  /** Everything that any of them read. */
  sources: Set<Source>;
  /** The revision in which any of them became what it is. */
  changed: number;
  /** The revision in which they were last known to hold. */
  at: number;
}

function someHaveChanged(sources: ReadonlySet<Source>, since: number): boolean {
  for (const source of sources) if (source.hasChanged(since, 'all')) return true;
  return false;
}
