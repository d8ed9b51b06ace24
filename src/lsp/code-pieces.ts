import { scan } from '../syntax/scanner.js';
import { endOf, inTextOrder, type Token } from '../syntax/token.js';

/** A piece of a plan, as far as colours go. */
export type PieceKind = 'plain' | 'keyword' | 'text' | 'number' | 'comment';
export type Piece = readonly [text: string, kind: PieceKind];

const KINDS: Readonly<Record<string, PieceKind>> = {
  TEXT: 'text',
  DATE: 'number',
  TIME: 'number',
  ORDINAL: 'number',
  NUMBER: 'number',
  RULE_ID: 'plain',
  ID: 'plain',
  SL_COMMENT: 'comment',
  ML_COMMENT: 'comment',
};

const kindOf = ({ tokenType: { name } }: Token): PieceKind => KINDS[name] ?? (/^[a-z]/.test(name) ? 'keyword' : 'plain');

/** A text of the language, cut where colours change; together the pieces are the text. */
export function codePieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const token of inTextOrder(scan(text))) {
    if (token.startOffset > offset) pieces.push([text.slice(offset, token.startOffset), 'plain']);
    pieces.push([token.image, kindOf(token)]);
    offset = endOf(token);
  }
  if (offset < text.length) pieces.push([text.slice(offset), 'plain']);
  return pieces;
}
