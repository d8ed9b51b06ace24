import type { ILookaheadStrategy, TokenType } from 'chevrotain';
import { LLStarLookaheadStrategy } from 'chevrotain-allstar';

type Initialize = Parameters<NonNullable<ILookaheadStrategy['initialize']>>[0];
type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];
type AlternationFunction = ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']>;
type OptionalFunction = ReturnType<ILookaheadStrategy['buildLookaheadForOptional']>;

/**
 * For each decision that the next token alone decides: the alternative by name of the token (1 for "enter" at options and
 * repetitions, -1 for none). A soft keyword that is not named goes the way of ID. Made by src/dev/lookahead-tables.ts.
 */
export type LookaheadTables = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Whether a token is a keyword that may be a name. */
export function isSoft(type: TokenType): boolean {
  const { CATEGORIES } = type;
  return Array.isArray(CATEGORIES) && CATEGORIES.length > 0;
}

interface Looking {
  readonly LA_FAST: (ahead: number) => { readonly tokenTypeIdx: number };
}

/** Makes tables by name into arrays by the index of the token type. */
function createExpander(types: Readonly<Record<string, TokenType>>): (table: Readonly<Record<string, number>>) => Int16Array {
  const indices = new Map(Object.values(types).map((type) => [type.name, type.tokenTypeIdx ?? 0]));
  const soft = Object.values(types)
    .filter(isSoft)
    .map((type) => type.tokenTypeIdx ?? 0);
  const size = Math.max(...indices.values()) + 1;
  return (table) => {
    const result = new Int16Array(size).fill(-1);
    if (table.ID !== undefined) for (const index of soft) result[index] = table.ID;
    for (const name in table) result[indices.get(name) ?? 0] = table[name] ?? -1;
    return result;
  };
}

/**
 * ALL(*) that is worked out when a file first comes to a decision which needs it. Most of the decisions of the grammar
 * the next token decides: those are read from tables made with the grammar. Half of the start-up of the parser was lookahead.
 */
export class TableLookahead extends LLStarLookaheadStrategy {
  private prepare: (() => void) | undefined;
  private expander: ReturnType<typeof createExpander> | undefined;

  constructor(
    private readonly tables: LookaheadTables,
    private readonly types: Readonly<Record<string, TokenType>>,
  ) {
    super({ logging: () => undefined });
  }

  /** The indices of the token types are known only when the parser is made. */
  private expand(table: Readonly<Record<string, number>>): Int16Array {
    return (this.expander ??= createExpander(this.types))(table);
  }

  override initialize(options: Initialize): void {
    this.prepare = () => {
      super.initialize(options);
    };
  }

  private ready(): void {
    this.prepare?.();
    this.prepare = undefined;
  }

  private tableOf(rule: string, type: string, occurrence: number): Readonly<Record<string, number>> | undefined {
    return this.tables[`${rule.replace('\u200B', '')} ${type} ${occurrence}`];
  }

  override buildLookaheadForAlternation(options: Alternation): AlternationFunction {
    const table = this.tableOf(options.rule.name, 'Alternation', options.prodOccurrence);
    const expand = (own: Readonly<Record<string, number>>): Int16Array => this.expand(own);
    if (table) {
      let expanded: Int16Array | undefined;
      return function (this: unknown) {
        expanded ??= expand(table);
        const alternative = expanded[(this as Looking).LA_FAST(1).tokenTypeIdx] ?? -1;
        return alternative < 0 ? undefined : alternative;
      };
    }
    let decide: AlternationFunction | undefined;
    const build = (): AlternationFunction => {
      this.ready();
      return super.buildLookaheadForAlternation(options);
    };
    return function (this: ThisParameterType<AlternationFunction>, alternatives) {
      decide ??= build();
      return decide.call(this, alternatives);
    };
  }

  override buildLookaheadForOptional(options: Optional): OptionalFunction {
    const table = this.tableOf(options.rule.name, options.prodType, options.prodOccurrence);
    const expand = (own: Readonly<Record<string, number>>): Int16Array => this.expand(own);
    if (table) {
      let expanded: Int16Array | undefined;
      return function (this: unknown) {
        expanded ??= expand(table);
        return expanded[(this as Looking).LA_FAST(1).tokenTypeIdx] === 1;
      };
    }
    let decide: OptionalFunction | undefined;
    const build = (): OptionalFunction => {
      this.ready();
      return super.buildLookaheadForOptional(options);
    };
    return function (this: ThisParameterType<OptionalFunction>) {
      decide ??= build();
      return decide.call(this);
    };
  }
}
