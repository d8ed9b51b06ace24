import { CompletionItemKind } from 'vscode-languageserver';
import type { Token } from '../../syntax/token.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { candidateOf, type Candidate } from './candidates.js';
import type { Typing } from './typing.js';

const OWN = [
  { text: 'link', detail: { en: 'the link of the wave', zh: '波次的链接' } },
  { text: 'offer', detail: { en: 'the label of what the wave offers', zh: '所送权益的名称' } },
  { text: 'store', detail: { en: 'the label of the store', zh: '店铺名称' } },
];

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
  return [...OWN.map((each) => ({ ...each, kind: CompletionItemKind.Variable, search: each.text, rank: 0 })), ...attributes];
}
