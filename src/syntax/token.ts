/** A kind of token: a terminal of the grammar by its name, a keyword or a sign by itself. */
export interface TokenType {
  readonly name: string;
  /** From 0 on, different for each type. */
  readonly index: number;
  /** A keyword that is not reserved: where an ID is expected, it is one. */
  readonly isSoft: boolean;
}

/** A piece of a text that the grammar speaks of. */
export interface Token {
  readonly tokenType: TokenType;
  /** As it stands in the text, or as a repair reads that. */
  readonly image: string;
  /** Offset of the first character. */
  readonly startOffset: number;
  /** From 1. */
  readonly startLine: number;
  /** From 1. */
  readonly startColumn: number;
  /** Of a token that is read in place of what stands in the text: where that ends. */
  readonly endOffset?: number;
  /** Stands for something that the text lacks: it leaves no value in the tree. */
  readonly isInvented?: true;
}

/** The offset behind the last character in the text. */
export const endOf = ({ startOffset, image, endOffset }: Token): number => endOffset ?? startOffset + image.length;

/** A text in tokens, with the comments between them apart. */
export interface Tokenised {
  readonly tokens: readonly Token[];
  readonly hidden: readonly Token[];
}

/** Tokens and comments as they follow in the text. */
export function inTextOrder({ tokens, hidden }: Tokenised): readonly Token[] {
  return [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset);
}
