import type { Copy, CopyPart, Message } from '../../model/types.js';
import type { AddressedWave } from '../../sends/types.js';
import type { Subject } from '../rule.js';
import { waveSubject } from '../subjects.js';

export type Placeholder = Extract<CopyPart, { kind: 'placeholder' }>;

/** What a message says, piece by piece. */
export function copiesOf({ text, subject, body }: Message): readonly Copy[] {
  return [text, subject, body].filter((copy) => copy !== undefined);
}

/** All that can be known of what a message says: part of one may stand in a file of its own. */
export function isKnown(message: Message): boolean {
  return message.bodyFile === undefined && copiesOf(message).length > 0;
}

/** The words of a copy, placeholders as they are written. */
export function wordsOf(copy: Copy): string {
  return copy.parts.map((part) => (part.kind === 'text' ? part.value : `{${part.name}}`)).join('');
}

const remembered = new WeakMap<Message, string>();

/** The words of all copies of a message. */
export function allWords(message: Message): string {
  let words = remembered.get(message);
  if (words === undefined) remembered.set(message, (words = copiesOf(message).map(wordsOf).join('\n')));
  return words;
}

export function placeholdersOf(message: Message): readonly Placeholder[] {
  return copiesOf(message).flatMap(({ parts }) => parts.filter((part) => part.kind === 'placeholder'));
}

/** A waiver of a message must cover every wave that sends it. */
export function subjectsOf(waves: readonly AddressedWave[]): readonly Subject[] {
  return waves.map(({ timeline }) => waveSubject(timeline));
}
