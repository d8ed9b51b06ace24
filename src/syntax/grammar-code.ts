/**
 * The grammar as data for the reader: made of crm.langium by src/dev/grammar-code.ts.
 * Token types go by name: a terminal's, or the keyword or sign itself.
 */
export interface GrammarCode {
  /** The first one reads a file. */
  readonly rules: readonly RuleCode[];
  readonly decisions: readonly Lookahead[];
  /** For each type of node what it has where the text says nothing: empty lists, and flags that are false. */
  readonly defaults: Readonly<Record<string, readonly (readonly [property: string, kind: 'list' | 'flag'])[]>>;
}

export interface RuleCode {
  readonly name: string;
  /** A rule makes a node, gives its text as a string, or is a fragment of the rule that calls it. */
  readonly makes: 'node' | 'string' | 'fragment';
  /** The type of the node, as long as no action says another. */
  readonly type: string;
  readonly body: Step;
}

export interface Assigned {
  readonly property: string;
  readonly operator: '=' | '+=' | '?=';
  /** The value is a name that stands for something declared elsewhere. */
  readonly reference?: true;
}

export type Step =
  | { readonly kind: 'token'; readonly token: string; readonly to?: Assigned }
  | { readonly kind: 'call'; readonly rule: number; readonly to?: Assigned }
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  /** The decision is the index of the step to take. */
  | { readonly kind: 'choice'; readonly decision: number; readonly steps: readonly Step[] }
  /** The decision is 0 to enter, 1 to go on; `some` enters at least once. */
  | { readonly kind: 'option' | 'many' | 'some'; readonly decision: number; readonly step: Step }
  /** The node is of this type; with `to`, a new one begins that has the node so far as a property. */
  | { readonly kind: 'action'; readonly type: string; readonly to?: Assigned };

/**
 * What the next token decides, by its type; where it does not, what the one after it does. A soft keyword that is not
 * named goes the way of ID. A type that is not there fits no alternative.
 */
export interface Lookahead {
  readonly [token: string]: number | Lookahead;
}
