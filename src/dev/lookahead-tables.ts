import type { ILookaheadStrategy, TokenType } from 'chevrotain';
import { LLStarLookaheadStrategy } from 'chevrotain-allstar';
import { createLexerAndParser } from '../syntax/services.js';
import { isSoft, type LookaheadTables } from '../syntax/lookahead.js';

type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];
type Decide = (this: unknown) => number | boolean | undefined;

const nameOf = (rule: string, type: string, occurrence: number): string => `${rule.replace('\u200B', '')} ${type} ${occurrence}`;

/** ALL(*) that remembers what it made of each decision. */
class Recorder extends LLStarLookaheadStrategy {
  readonly decisions = new Map<string, Decide>();

  constructor() {
    super({ logging: () => undefined });
  }

  override buildLookaheadForAlternation(options: Alternation): ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']> {
    const decide = super.buildLookaheadForAlternation(options);
    this.decisions.set(nameOf(options.rule.name, 'Alternation', options.prodOccurrence), decide as Decide);
    return decide;
  }

  override buildLookaheadForOptional(options: Optional): ReturnType<ILookaheadStrategy['buildLookaheadForOptional']> {
    const decide = super.buildLookaheadForOptional(options);
    this.decisions.set(nameOf(options.rule.name, options.prodType, options.prodOccurrence), decide as Decide);
    return decide;
  }
}

/** What one token decides, for every decision of the grammar that one token decides. */
export function lookaheadTables(): LookaheadTables {
  const recorder = new Recorder();
  const { lexer } = createLexerAndParser(recorder);
  const types = Object.values(lexer.definition);
  const tables: Record<string, Record<string, number>> = {};
  for (const [name, decide] of recorder.decisions) {
    if (String(decide).includes('adaptivePredict')) continue;
    const answer = (type: TokenType): number => {
      const result = decide.call({ LA_FAST: () => ({ tokenTypeIdx: type.tokenTypeIdx }) });
      return result === true ? 1 : typeof result === 'number' ? result : -1;
    };
    const id = types.find((type) => type.name === 'ID');
    const ofId = id ? answer(id) : -1;
    const table: Record<string, number> = {};
    for (const type of types) {
      const usual = isSoft(type) ? ofId : -1;
      if (answer(type) !== usual) table[type.name] = answer(type);
    }
    tables[name] = table;
  }
  return tables;
}
