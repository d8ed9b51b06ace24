import { CompletionItemKind } from 'vscode-languageserver';
import type { Token } from '../../syntax/token.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { PLACEHOLDERS } from '../describe/messages.js';
import { candidateOf, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';

/** Properties of a message whose texts are copy. */
const COPIES = new Set(['text', 'subject', 'body']);

/** Whether a place within a text is inside the braces of a placeholder of message copy. */
export function isPlaceholder({ text, start, around }: Typing, token: Token): boolean {
  const before = around.tokens.filter(({ startOffset }) => startOffset < token.startOffset);
  const inMessage = around.tokens[0]?.tokenType.name === 'message' && COPIES.has(before.at(-1)?.tokenType.name ?? '');
  return inMessage && /(?:^|[^\\])\{[ \t]*$/.test(text.slice(token.startOffset, start));
}

/** What braces in the copy of a message may stand for. */
export function placeholderCandidates(plan: ResolvedPlan): readonly Candidate[] {
  const attributes = [...(plan.entities.get('member')?.attributes.keys() ?? [])].map((name) =>
    candidateOf({ kind: 'attribute', owner: 'member', name }, name, undefined),
  );
  const own = Object.entries(PLACEHOLDERS).map(([text, detail]) => ({
    text,
    detail,
    kind: CompletionItemKind.Variable,
    search: text,
    rank: 0,
  }));
  return [...own, ...attributes];
}
