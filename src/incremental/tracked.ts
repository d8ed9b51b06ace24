import type { Keys, Memory, Same, Source } from './memory.js';
import { sameOrder } from './same.js';
import { Slot } from './slot.js';

/** A map whose readers are remembered: those of single keys, and those of all of it. */
export abstract class Watched<K, V> implements ReadonlyMap<K, V>, Source {
  constructor(
    protected readonly memory: Memory,
    protected readonly same: Same<V> = Object.is,
  ) {}

  abstract hasChanged(since: number, keys: Keys): boolean;

  /** What stands at a key now. */
  protected abstract at(key: K): V | undefined;

  /** Whether anything stands at a key now. */
  protected abstract holds(key: K): boolean;

  /** All entries as they are now. */
  protected abstract settled(): ReadonlyMap<K, V>;

  get(key: K): V | undefined {
    const value = this.at(key);
    this.memory.note(this, key);
    return value;
  }

  has(key: K): boolean {
    const isHeld = this.holds(key);
    this.memory.note(this, key);
    return isHeld;
  }

  private all(): ReadonlyMap<K, V> {
    const all = this.settled();
    this.memory.note(this);
    return all;
  }

  get size(): number {
    return this.all().size;
  }

  keys(): MapIterator<K> {
    return this.all().keys();
  }

  values(): MapIterator<V> {
    return this.all().values();
  }

  entries(): MapIterator<[K, V]> {
    return this.all().entries();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.all()[Symbol.iterator]();
  }

  forEach(visit: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    this.all().forEach(visit);
  }
}

/** A map that is put in from outside. A new value that is the same as the old one is no change. */
export class Tracked<K, V> extends Watched<K, V> {
  private entriesHeld = new Map<K, V>();
  private readonly changes = new Map<unknown, number>();
  private last = 0;

  /** Takes over the entries of another map, and their order. */
  replace(next: ReadonlyMap<K, V>): void {
    const before = this.entriesHeld;
    const isMoved = !sameOrder(before, next);
    const held = isMoved ? new Map<K, V>() : before;
    for (const [key, value] of next) {
      const known = before.get(key);
      const isKept = known !== undefined && (known === value || this.same(known, value));
      if (!isKept) this.touch(key);
      if (isMoved || !isKept) held.set(key, isKept ? known : value);
    }
    if (!isMoved) return;
    this.last = this.memory.revision;
    for (const key of before.keys()) if (!held.has(key)) this.touch(key);
    this.entriesHeld = held;
  }

  private touch(key: K): void {
    this.changes.set(key, this.memory.revision);
    this.last = this.memory.revision;
  }

  protected at(key: K): V | undefined {
    return this.settled().get(key);
  }

  protected holds(key: K): boolean {
    return this.settled().has(key);
  }

  protected settled(): ReadonlyMap<K, V> {
    return this.entriesHeld;
  }

  hasChanged(since: number, keys: Keys): boolean {
    this.settled();
    if (this.last <= since) return false;
    if (keys === 'all') return true;
    for (const key of keys) if ((this.changes.get(key) ?? 0) > since) return true;
    return false;
  }
}

/** The entries of a computed map: who reads one of them is not concerned when others change. */
export class Gathered<K, V> extends Tracked<K, V> {
  private readonly source: Slot<ReadonlyMap<K, V>>;
  private taken: ReadonlyMap<K, V> | undefined;

  constructor(memory: Memory, compute: () => ReadonlyMap<K, V>, same?: Same<V>) {
    super(memory, same);
    this.source = new Slot(memory, compute);
  }

  protected override settled(): ReadonlyMap<K, V> {
    const next = this.source.peek();
    if (next !== this.taken) {
      this.taken = next;
      this.replace(next);
    }
    return super.settled();
  }
}
