import type { ILookaheadStrategy } from 'chevrotain';
import { LLStarLookaheadStrategy } from 'chevrotain-allstar';

type Initialize = Parameters<NonNullable<ILookaheadStrategy['initialize']>>[0];
type Alternation = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type Optional = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];
type AlternationFunction = ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']>;
type OptionalFunction = ReturnType<ILookaheadStrategy['buildLookaheadForOptional']>;

/**
 * ALL(*) whose decisions are worked out when a file first comes to them, and not all of them when the parser is made:
 * most files touch a small part of the grammar, and half of the start-up of the parser was lookahead.
 */
export class LazyLookahead extends LLStarLookaheadStrategy {
  private prepare: (() => void) | undefined;

  constructor() {
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

  override buildLookaheadForAlternation(options: Alternation): AlternationFunction {
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
