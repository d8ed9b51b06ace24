import type { AstNode } from 'langium';
import type { Assigned, Lookahead, RuleCode, Step } from './grammar-code.js';
import { GRAMMAR } from './tables/grammar.js';
import { TOKEN_TYPES } from './token-types.js';
import { endOf, type Token } from './token.js';
import { Place, type Piece, type TreeNode } from './tree.js';

/*
 * Reads tokens as the grammar says, into the nodes that Langium's own parser makes: a test holds the two against each
 * other. This one works from data made with the grammar, so that nothing is analysed at the start, and makes of the
 * concrete syntax only the places that lowering asks for. A small check starts in half the time, a large one parses
 * several times as fast.
 */

export type Reading =
  | { readonly value: AstNode; readonly error?: undefined }
  /** The first token that does not fit; the number of tokens for a premature end. */
  | { readonly value?: undefined; readonly error: number };

/** Reads a whole file. */
export function readTree(tokens: readonly Token[]): Reading {
  const reader = new Reader(tokens, true);
  return reader.read() ? { value: reader.node as unknown as AstNode } : { error: reader.at };
}

/** The first token that does not fit, the number of tokens for a premature end; undefined when all fit. */
export function firstMisfit(tokens: readonly Token[]): number | undefined {
  const reader = new Reader(tokens, false);
  return reader.read() ? undefined : reader.at;
}

/** Where in the tree a token stands. */
export interface Standing {
  /** The type of the node it belongs to; none for the words of a value. */
  readonly node: string | undefined;
  /** The type of the node around that. */
  readonly parent: string | undefined;
  /** The types of the nodes that begin with it. */
  readonly begins: readonly string[];
}

/** How the last token of a text was understood. */
export interface LastTaken extends Standing {
  /** The terminal, keyword or sign that was expected where it stands. */
  readonly expected: string;
  /** The same of the token before. */
  readonly before: string | undefined;
  /** The property whose value it is, or ends. */
  readonly property?: string;
  /** The node of that property. */
  readonly type?: string;
}

/** How the last token was understood, in a text that breaks off behind it; undefined where an earlier one does not fit. */
export function lastTaken(tokens: readonly Token[]): LastTaken | undefined {
  const reader = new Reader(tokens, true);
  reader.read();
  return reader.last;
}

/** Where each token stands, up to the first that does not fit. */
export function standingsOf(tokens: readonly Token[]): readonly Standing[] {
  const reader = new Reader(tokens, true);
  reader.standings = [];
  reader.read();
  return reader.standings;
}

/** Where one of the tokens stands. */
export function standingAt(tokens: readonly Token[], index: number): Standing {
  return standingsOf(tokens)[index] ?? { node: undefined, parent: undefined, begins: [] };
}

/** Every type of token that may go on behind these, and some that turn out not to. */
export function mayFollow(tokens: readonly Token[]): ReadonlySet<string> {
  const reader = new Reader(tokens, false);
  reader.following = new Set();
  reader.read();
  return reader.following;
}

/** A decision as a table by token type: an alternative, `NONE`, or below that a decision on the token after. */
interface Decision {
  readonly table: Int16Array;
  /** The types it tells apart; `ID` stands for words that are no keyword there. */
  readonly types: readonly string[];
  readonly deeper: readonly Decision[];
  /** Where a later token fits nothing: the first alternative that fitted so far, so that the reader stops there. */
  readonly otherwise: number;
}

const NONE = -1;
const END = TOKEN_TYPES.size;

const decisions: (Decision | undefined)[] = [];

function decisionOf(index: number): Decision {
  return (decisions[index] ??= expand(GRAMMAR.decisions[index] ?? {}, NONE));
}

function expand(lookahead: Lookahead, otherwise: number): Decision {
  const table = new Int16Array(END + 1).fill(NONE);
  const deeper: Decision[] = [];
  const entry = (value: number | Lookahead): number => {
    if (typeof value === 'number') return value;
    deeper.push(expand(value, firstOf(value)));
    return NONE - deeper.length;
  };
  if (lookahead.ID !== undefined) {
    const soft = entry(lookahead.ID);
    for (const type of TOKEN_TYPES.values()) if (type.isSoft) table[type.index] = soft;
  }
  for (const [name, value] of Object.entries(lookahead)) table[TOKEN_TYPES.get(name)?.index ?? END] = entry(value);
  return { table, types: Object.keys(lookahead), deeper, otherwise };
}

function firstOf(lookahead: Lookahead): number {
  const found = Object.values(lookahead).map((value) => (typeof value === 'number' ? value : firstOf(value)));
  return Math.min(...found.filter((value) => value !== NONE));
}

class Reader {
  at = 0;
  /** What is being made: a node, or in rules for strings a text. */
  node: TreeNode | undefined = undefined;
  private text = '';
  private place = new Place();
  /** The nodes around the one that is being made, from the outside in. */
  private readonly outer: { readonly node: TreeNode | undefined; readonly place: Place }[] = [];
  last: LastTaken | undefined = undefined;
  /** What was expected where the token before stands. */
  private before: string | undefined = undefined;
  /** Filled where somebody wants to know. */
  standings: Standing[] | undefined = undefined;
  following: Set<string> | undefined = undefined;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly makesTree: boolean,
  ) {}

  read(): boolean {
    const [file] = GRAMMAR.rules;
    if (!file) return false;
    this.begin(file);
    if (!this.run(file.body) || this.at < this.tokens.length) return false;
    if (this.makesTree) this.finish();
    return true;
  }

  private run(step: Step): boolean {
    switch (step.kind) {
      case 'token':
        return this.take(step.token, step.to);
      case 'call':
        return this.call(GRAMMAR.rules[step.rule], step.to);
      case 'sequence':
        for (const each of step.steps) if (!this.run(each)) return false;
        return true;
      case 'choice': {
        const taken = step.steps[this.decide(step.decision)];
        return taken !== undefined && this.run(taken);
      }
      case 'option':
        return this.decide(step.decision) !== 0 || this.run(step.step);
      case 'many':
        while (this.decide(step.decision) === 0) if (!this.run(step.step)) return false;
        return true;
      case 'some':
        do if (!this.run(step.step)) return false;
        while (this.decide(step.decision) === 0);
        return true;
      case 'action':
        if (this.makesTree) this.act(step.type, step.to);
        return true;
    }
  }

  private decide(index: number): number {
    let decision = decisionOf(index);
    for (let at = this.at; ; at += 1) {
      if (at >= this.tokens.length) for (const type of decision.types) this.following?.add(type);
      const found = decision.table[this.tokens[at]?.tokenType.index ?? END] ?? NONE;
      if (found >= 0) return found;
      const deeper = decision.deeper[NONE - 1 - found];
      if (!deeper) return decision.otherwise;
      decision = deeper;
    }
  }

  private standing(): Standing {
    const around = [...this.outer, { node: this.node, place: this.place }];
    return {
      node: this.node?.$type,
      parent: this.outer.at(-1)?.node?.$type,
      begins: around.flatMap(({ node, place }) => (node && place.isEmpty ? [node.$type] : [])),
    };
  }

  private take(name: string, to: Assigned | undefined): boolean {
    const token = this.tokens[this.at];
    if (!token) {
      this.following?.add(name);
      return false;
    }
    const { tokenType, image, startOffset } = token;
    if (tokenType.name !== name && !(tokenType.isSoft && name === 'ID')) return false;
    this.at += 1;
    if (this.at === this.tokens.length) this.last = { expected: name, before: this.before, ...this.standing() };
    this.before = name;
    this.standings?.push(this.standing());
    if (!this.makesTree || token.isInvented) return true;
    const end = endOf(token);
    this.place.cover(startOffset, end);
    if (to) this.assign(to, image, startOffset, end);
    else if (!this.node) this.text += image;
    return true;
  }

  private call(rule: RuleCode | undefined, to: Assigned | undefined): boolean {
    if (!rule) return false;
    if (!this.makesTree || rule.makes === 'fragment') return this.run(rule.body);
    const { node, place, text } = this;
    // Without a property to put it in, the node made takes the place of the one around it.
    if (to) this.outer.push({ node, place });
    this.begin(rule);
    if (!this.run(rule.body)) return false;
    if (to) this.outer.pop();
    const made = this.finish();
    const { place: own, text: word } = this;
    this.node = node;
    this.place = place;
    this.text = text;
    if (own.isEmpty) return true;
    if (made && !to) {
      // The rule called makes the node of this one.
      if (!place.isEmpty) own.offset = place.offset;
      this.node = made;
      this.place = own;
      return true;
    }
    place.cover(own.offset, own.end);
    if (to) this.assign(to, made ?? word, own.offset, own.end);
    else this.text += word;
    return true;
  }

  private begin(rule: RuleCode): void {
    this.place = new Place();
    this.text = '';
    this.node = rule.makes === 'node' ? { $type: rule.type, $cstNode: this.place } : undefined;
  }

  private finish(): TreeNode | undefined {
    const { node } = this;
    if (!node) return undefined;
    node.$cstNode = this.place;
    for (const [property, kind] of GRAMMAR.defaults[node.$type] ?? []) node[property] ??= kind === 'list' ? [] : false;
    return node;
  }

  private act(type: string, to: Assigned | undefined): void {
    if (!to) {
      if (this.node) this.node.$type = type;
      return;
    }
    const before = this.finish();
    const { offset, end } = this.place;
    this.place = new Place();
    this.node = { $type: type, $cstNode: this.place };
    this.place.cover(offset, end);
    this.assign(to, before, offset, end);
  }

  private assign({ property, operator, reference }: Assigned, value: unknown, offset: number, end: number): void {
    const { node } = this;
    if (!node) return;
    if (this.last && this.last.property === undefined) this.last = { ...this.last, property, type: node.$type };
    const piece: Piece = { property, offset, end, before: this.place.last };
    this.place.last = piece;
    const assigned = reference ? { $refText: value, $refNode: piece } : value;
    if (operator === '=') node[property] = assigned;
    else if (operator === '?=') node[property] = true;
    else if (Array.isArray(node[property])) node[property].push(assigned);
    else node[property] = [assigned];
  }
}
