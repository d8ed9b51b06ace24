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

function expand(table: Readonly<Record<string, number>>, types: Readonly<Record<string, TokenType>>): Int16Array {
  const all = Object.values(types);
  const result = new Int16Array(Math.max(...all.map((type) => type.tokenTypeIdx ?? 0)) + 1).fill(-1);
  for (const type of all) result[type.tokenTypeIdx ?? 0] = table[type.name] ?? (isSoft(type) ? (table.ID ?? -1) : -1);
  return result;
}

/**
 * ALL(*) that is worked out when a file first comes to a decision which needs it. Most of the decisions of the grammar
 * the next token decides: those are read from tables made with the grammar. Half of the start-up of the parser was lookahead.
 */
export class TableLookahead extends LLStarLookaheadStrategy {
  private prepare: (() => void) | undefined;

  constructor(
    private readonly tables: LookaheadTables,
    private readonly types: Readonly<Record<string, TokenType>>,
  ) {
    super({ logging: () => undefined });
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
    const { types } = this;
    if (table) {
      let expanded: Int16Array | undefined;
      return function (this: unknown) {
        expanded ??= expand(table, types);
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
    const { types } = this;
    if (table) {
      let expanded: Int16Array | undefined;
      return function (this: unknown) {
        expanded ??= expand(table, types);
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
