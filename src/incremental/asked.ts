import type { Keys, Memory, Source } from './memory.js';
import { sameData } from './same.js';
import type { Slot } from './slot.js';

interface Question<T> {
  readonly ask: (of: T) => unknown;
  readonly answer: unknown;
}

/**
 * Something that computations ask questions of. When it has become another one, each question is asked again:
 * only who got another answer is concerned.
 */
export class Asked<T> implements Source {
  constructor(
    private readonly memory: Memory,
    private readonly slot: Slot<T>,
  ) {}

  /** The answer; it must be plain data, and depend on nothing but what is asked. */
  ask<A>(ask: (of: T) => A): A {
    const answer = ask(this.slot.peek());
    this.memory.note(this, { ask, answer } satisfies Question<T>);
    return answer;
  }

  hasChanged(since: number, keys: Keys): boolean {
    if (!this.slot.hasChanged(since)) return false;
    if (keys === 'all') return true;
    const now = this.slot.peek();
    for (const question of keys as ReadonlySet<Question<T>>) if (!sameData(question.answer, question.ask(now))) return true;
    return false;
  }
}
