import type { AstNode, Reference } from 'langium';

/** Where the value of a property stands. */
export interface Piece {
  readonly property: string;
  readonly offset: number;
  readonly end: number;
  /** The one before it in the same node. */
  readonly before: Piece | undefined;
}

/** Where a node stands: from its first token to its last. */
export class Place {
  /** Both 0 for a node of which nothing stands in the text. */
  offset = 0;
  end = 0;
  last: Piece | undefined = undefined;

  get isEmpty(): boolean {
    return this.end === 0;
  }

  /** Takes in what follows in the text. */
  cover(offset: number, end: number): void {
    if (this.end === 0) this.offset = offset;
    this.end = end;
  }
}

/** A node as the reader makes it: its properties are those of the type in generated/ast.ts. */
export interface TreeNode {
  $type: string;
  $cstNode: Place;
  [property: string]: unknown;
}

export function placeOf(node: AstNode): Place {
  return (node as unknown as TreeNode).$cstNode;
}

/** Where the `index`th value of a property stands. */
export function pieceOf(node: AstNode, property: string, index: number): Piece | undefined {
  let first: Piece | undefined;
  const found: Piece[] = [];
  for (let piece = placeOf(node).last; piece; piece = piece.before) {
    if (piece.property !== property) continue;
    first = piece;
    if (index > 0) found.push(piece);
  }
  return index === 0 ? first : found[found.length - 1 - index];
}

/** Where a name that stands for something else stands. */
export function referencePlace(reference: Reference): Piece {
  return reference.$refNode as unknown as Piece;
}
