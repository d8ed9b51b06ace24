import type { Memory, Same, Settled, Source } from './memory.js';

/** One computed value. */
export class Slot<T> implements Source {
  private state: Settled<T> | undefined;

  constructor(
    private readonly memory: Memory,
    private readonly compute: () => T,
    private readonly same: Same<T> = Object.is,
  ) {}

  get value(): T {
    const { value } = this.settled();
    this.memory.note(this);
    return value;
  }

  /** The value, without the reader being remembered. */
  peek(): T {
    return this.settled().value;
  }

  hasChanged(since: number): boolean {
    return this.settled().changed > since;
  }

  private settled(): Settled<T> {
    return (this.state = this.memory.settled(this.state, this.compute, this.same));
  }
}
