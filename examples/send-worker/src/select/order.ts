import { createHash } from 'node:crypto';

/** SHA-256 over the UTF-8 bytes of `salt`, one `/` and the member's id, as lower-case hexadecimal. */
export function hashOf(salt: string, member: string): string {
  return createHash('sha256').update(`${salt}/${member}`, 'utf8').digest('hex');
}

/** Texts in the order of their UTF-8 bytes, which is that of their code points. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
}

/** The order of holdouts and batches: by hash, and should two be the same, by id. */
export function inOrder(salt: string, members: Iterable<string>): readonly string[] {
  return [...members]
    .map((id) => ({ id, hash: hashOf(salt, id) }))
    .sort((a, b) => (a.hash === b.hash ? byBytes(a.id, b.id) : a.hash < b.hash ? -1 : 1))
    .map(({ id }) => id);
}
