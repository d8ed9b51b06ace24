import { clausesOf } from '../../model/clauses.js';
import type { ActiveClause } from '../../model/plan.js';
import type { Message } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { allWords, isKnown } from './_copies.js';

/** A message that a clause of the policy asks something of, and what it says. */
export interface Asked {
  readonly message: Message;
  readonly active: ActiveClause;
  readonly words: string;
}

/** The messages for channels under `require … for`; without `for` those of all personal channels. What stands in a file of its own is not known. */
export function* messagesAsked(plan: ResolvedPlan, item: 'signature' | 'unsubscribe'): Iterable<Asked> {
  const told = new Set<Message>();
  for (const active of clausesOf(plan, 'require-copy')) {
    const { clause } = active;
    if (!clause.items.some(({ value }) => value === item)) continue;
    for (const message of plan.messages.values()) {
      const channel = plan.channels.get(message.channel?.name ?? '');
      const isAsked = channel && (clause.channels.length === 0 ? channel.personal : active.channels.includes(channel.name));
      if (!isAsked || told.has(message) || !isKnown(message)) continue;
      told.add(message);
      yield { message, active, words: allWords(message) };
    }
  }
}
