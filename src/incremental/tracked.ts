import type { Memory, Reads, Source } from './memory.js';

export type Same<V> = (a: V, b: V) => boolean;

/** A map whose readers are remembered. A new value that is the same as the old one is no change. */
export class Tracked<K, V> implements ReadonlyMap<K, V>, Source {
  private entriesHeld = new Map<K, V>();
  private readonly changes = new Map<unknown, number>();
  private last = 0;

  constructor(
    protected readonly memory: Memory,
    protected readonly same: Same<V> = Object.is,
  ) {}

  /** Takes over the entries of another map, and their order. */
  replace(next: ReadonlyMap<K, V>): void {
    const before = this.entriesHeld;
    const order = before.keys();
    const held = new Map<K, V>();
    let moved = before.size !== next.size;
    for (const [key, value] of next) {
      moved ||= order.next().value !== key;
      const known = before.get(key);
      const isKept = known !== undefined && (known === value || this.same(known, value));
      held.set(key, isKept ? known : value);
      if (!isKept) this.touch(key);
    }
    if (moved) {
      this.last = this.memory.revision;
      for (const key of before.keys()) if (!held.has(key)) this.touch(key);
    }
    this.entriesHeld = held;
  }

  private touch(key: K): void {
    this.changes.set(key, this.memory.revision);
    this.last = this.memory.revision;
  }

  /** Brings the entries up to date. */
  protected settle(): void {
    // What is put in from outside is up to date.
  }

  latest(): number {
    this.settle();
    return this.last;
  }

  changedAt(key: unknown): number {
    this.settle();
    return this.changes.get(key) ?? 0;
  }

  get(key: K): V | undefined {
    this.settle();
    this.memory.note(this, key);
    return this.entriesHeld.get(key);
  }

  has(key: K): boolean {
    this.settle();
    this.memory.note(this, key);
    return this.entriesHeld.has(key);
  }

  /** The keys as they were last settled. */
  protected heldKeys(): Iterable<K> {
    return this.entriesHeld.keys();
  }

  private all(): ReadonlyMap<K, V> {
    this.settle();
    this.memory.note(this);
    return this.entriesHeld;
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

interface Computed<V> {
  readonly value: V;
  readonly reads: Reads;
  /** The revision in which it was last known to hold. */
  at: number;
}

/** A map of computed values: each is computed again when something it read has changed. */
export class Derived<K, V> extends Tracked<K, V> {
  private computed = new Map<K, Computed<V>>();
  private keysRead: Reads = new Map();
  private sources = new Set<Source>();
  private settledAt = -1;

  constructor(
    memory: Memory,
    private readonly of: () => Iterable<K>,
    private readonly compute: (key: K) => V,
    same?: Same<V>,
  ) {
    super(memory, same);
  }

  /** The value of one key, by itself: the others wait until somebody asks for them. */
  only(key: K): V {
    const entry = this.current(key);
    this.computed.set(key, entry);
    return entry.value;
  }

  /** The values as they were last worked out, up to date or not. */
  known(): Iterable<V> {
    return [...this.computed.values()].map(({ value }) => value);
  }

  private current(key: K): Computed<V> {
    const { memory } = this;
    const known = this.computed.get(key);
    if (known && (known.at === memory.revision || memory.isCurrent(known.reads, known.at))) {
      known.at = memory.revision;
      return known;
    }
    return { ...memory.recorded(() => this.compute(key)), at: memory.revision };
  }

  protected override settle(): void {
    const { memory, settledAt } = this;
    if (settledAt === memory.revision) return;
    const hasKeys = settledAt >= 0 && memory.isCurrent(this.keysRead, settledAt);
    if (!hasKeys || ![...this.sources].every((source) => source.latest() <= settledAt)) {
      this.renew(hasKeys ? [...this.heldKeys()] : this.newKeys());
    }
    this.settledAt = memory.revision;
  }

  private newKeys(): readonly K[] {
    const { value, reads } = this.memory.recorded(() => [...this.of()]);
    this.keysRead = reads;
    return value;
  }

  private renew(keys: readonly K[]): void {
    const computed = new Map(keys.map((key) => [key, this.current(key)]));
    this.computed = computed;
    this.sources = new Set([...computed.values()].flatMap(({ reads }) => [...reads.keys()]));
    this.replace(new Map([...computed].map(([key, { value }]) => [key, value])));
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

  protected override settle(): void {
    const next = this.source.peek();
    if (next === this.taken) return;
    this.taken = next;
    this.replace(next);
  }
}

interface Settled<T> extends Computed<T> {
  /** The revision in which it became what it is. */
  readonly changed: number;
}

/** One computed value. */
export class Slot<T> implements Source {
  private state: Settled<T> | undefined;

  constructor(
    private readonly memory: Memory,
    private readonly compute: () => T,
    private readonly same: Same<T> = Object.is,
  ) {}

  get value(): T {
    const state = this.settled();
    this.memory.note(this);
    return state.value;
  }

  /** The value, without the reader being remembered. */
  peek(): T {
    return this.settled().value;
  }

  latest(): number {
    return this.settled().changed;
  }

  changedAt(): number {
    return this.latest();
  }

  /** The value as it was last worked out, up to date or not. */
  known(): T | undefined {
    return this.state?.value;
  }

  private settled(): Settled<T> {
    const { memory, state } = this;
    if (state && (state.at === memory.revision || memory.isCurrent(state.reads, state.at))) {
      state.at = memory.revision;
      return state;
    }
    const { value, reads } = memory.recorded(this.compute);
    const isKept = state !== undefined && this.same(state.value, value);
    this.state = {
      value: isKept ? state.value : value,
      reads,
      at: memory.revision,
      changed: isKept ? state.changed : memory.revision,
    };
    return this.state;
  }
}
