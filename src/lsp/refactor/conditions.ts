import { FileCache, type Analysis } from '../../compiler.js';
import { checkCondition } from '../../conditions/check.js';
import type { Environment } from '../../conditions/environment.js';
import { sameData } from '../../incremental/same.js';
import type { Condition } from '../../model/conditions.js';
import type { Expression } from '../../model/expressions.js';
import type { Campaign, Declaration } from '../../model/types.js';
import { wavesOf } from '../../model/waves.js';
import { EVERYONE } from '../../resolve/audiences.js';
import { waveEnvironment } from '../../sends/environment.js';
import { readTokens } from '../../syntax/lexer.js';
import { endOf, inTextOrder } from '../../syntax/token.js';

/** A condition in a declaration, with what its names may mean there. */
export interface ConditionPlace {
  readonly condition: Expression;
  readonly declaration: Declaration;
  readonly environment: Environment;
  /** Of what holds of members by itself: what it says who is meant by. */
  readonly of?: string;
}

function ofCampaign(campaign: Campaign, { plan, timeline }: Analysis): readonly ConditionPlace[] {
  const own = timeline.campaigns.get(campaign.name);
  return wavesOf(campaign).flatMap((wave) => {
    const asking = own?.waves.get(wave.name);
    if (!own || !asking) return [];
    const environment = waveEnvironment(plan.environment, plan, timeline, own, asking);
    const triggers = wave.at.flatMap((when) =>
      when.kind === 'after-each' && when.where
        ? [
            {
              condition: when.where,
              declaration: campaign,
              environment: { ...environment, record: when.entity.name, outcomes: false },
            },
          ]
        : [],
    );
    return [...(wave.where ? [{ condition: wave.where, declaration: campaign, environment, of: wave.name }] : []), ...triggers];
  });
}

/** The conditions of a declaration. */
export function conditionsIn(declaration: Declaration, analysis: Analysis): readonly ConditionPlace[] {
  const { environment } = analysis.plan;
  switch (declaration.kind) {
    case 'audience': {
      const { where, name, of } = declaration;
      return where ? [{ condition: where, declaration, environment: { ...environment, base: of?.name ?? EVERYONE }, of: name }] : [];
    }
    case 'segments': {
      const inBase = { ...environment, base: declaration.of?.name ?? EVERYONE };
      return declaration.entries.flatMap(({ where, name }) =>
        where ? [{ condition: where, declaration, environment: inBase, of: `${declaration.name}_${name}` }] : [],
      );
    }
    case 'measure':
      return declaration.value ? [{ condition: declaration.value, declaration, environment }] : [];
    case 'campaign':
      return ofCampaign(declaration, analysis);
    default:
      return [];
  }
}

/** What a text says as a condition where names mean what an environment tells; undefined where it says nothing there. */
function meaningOf(text: string, environment: Environment): Condition | undefined {
  const { model, problems } = new FileCache().read({ path: '', text: `measure meant = ${text}\n` });
  const [measure] = model.declarations;
  if (problems.length > 0 || measure?.kind !== 'measure' || !measure.value) return undefined;
  let mistakes = 0;
  const condition = checkCondition(measure.value, environment, () => (mistakes += 1));
  return mistakes === 0 ? condition : undefined;
}

/** A condition and where it stands. */
export interface Said {
  readonly text: string;
  readonly environment: Environment;
}

/** Whether two conditions say the same of members, each where it stands: every name leads to the same thing. */
export function meansTheSame(one: Said, other: Said): boolean {
  const meaning = meaningOf(one.text, one.environment);
  return meaning !== undefined && sameData(meaning, meaningOf(other.text, other.environment));
}

/** A piece of a plan on one line, but for the line breaks that end its comments. */
export function onOneLine(text: string): string {
  let result = '';
  let end = 0;
  let isComment = false;
  for (const token of inTextOrder(readTokens(text, ''))) {
    const gap = text.slice(end, token.startOffset);
    const piece = text.slice(token.startOffset, endOf(token));
    result += `${isComment ? '\n    ' : gap.includes('\n') ? ' ' : gap}${piece.trimEnd()}`;
    isComment = piece.startsWith('//');
    end = endOf(token);
  }
  return result;
}
