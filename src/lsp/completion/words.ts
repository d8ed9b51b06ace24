import { CompletionItemKind } from 'vscode-languageserver';
import { takesProperty } from '../../model/from-syntax/benefits.js';
import type { BenefitKind } from '../../model/types.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import { isOrdered, isTextual } from '../../conditions/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import { DECLARATION_KEYWORDS } from '../../syntax/vocabulary.js';
import { stands, type ExpectedWord } from '../../syntax/expected.js';
import type { Candidate } from './candidates.js';
import type { Telling } from '../describe/telling.js';
import { isInRuns } from './campaign.js';
import { comparedAt } from './looked-for.js';
import { moneyWithin } from './money.js';
import { campaignSnippet, PART_SNIPPETS, STEP_SNIPPETS, type Snippet } from './snippets.js';
import type { Typing } from './typing.js';

/** Properties that may stand several times in one block; others are offered once. */
const REPEATABLE = new Set(
  'Waive Wave WaveAt Phase Activity Risk GoalItem BenefitPrize BenefitTier People Data Material Cost Task ReviewKeep AudienceExcept Offer'.split(
    ' ',
  ),
);

/** Reserved words that may be values: what the place asks for says which. */
const VALUES = new Set(['NameExpression', 'FlagExpression']);

/** Clauses and the windows of conditions come again and again. */
const OFTEN = /(?:Clause|Window)$/;

const isDeclaration = (word: string): boolean => DECLARATION_KEYWORDS.includes(word);

/** The kind of the benefit that is being written. */
function benefitKind({ around }: Typing): BenefitKind | undefined {
  const [keyword, , label, kind] = around.tokens;
  if (keyword?.tokenType.name !== 'benefit') return undefined;
  return (label?.tokenType.name === 'TEXT' ? kind?.image : label?.image) as BenefitKind | undefined;
}

function wordCandidate(word: string, rank: number, snippet?: { readonly body: string; readonly title: Localized }): Candidate {
  return {
    text: word,
    kind: snippet ? CompletionItemKind.Snippet : CompletionItemKind.Keyword,
    search: word,
    rank,
    ...(snippet && { snippet: snippet.body, detail: snippet.title }),
  };
}

/** `start` and `end` are days of a campaign, but for what it runs. */
function knowsItsEdges(typing: Typing): boolean {
  return typing.around.tokens[0]?.tokenType.name === 'campaign' && !isInRuns(typing);
}

/** What goes on with a value in a condition. */
const COMPARING = new Set(['MatchExpression', 'InExpression', 'IsExpression']);

/** First words of those that compare. */
const BEGUN = new Set(['is', 'not', 'in', 'starts', 'ends']);

const OPERATORS = ['>=', '<=', '>', '<'].map((text): Candidate => ({ text, kind: CompletionItemKind.Operator, search: text, rank: 1.5 }));

/** Of the words that compare a value, those that its type knows; all where the type is not known. */
function comparing(typing: Typing, expected: readonly ExpectedWord[], plan: ResolvedPlan): readonly ExpectedWord[] {
  const goesOn = expected.some(({ node }) => COMPARING.has(node)) && !BEGUN.has(typing.tokens.at(-1)?.image ?? '');
  const type = goesOn ? comparedAt(typing, plan) : 'unknown';
  if (type === 'unknown') return expected;
  return expected.filter(({ node }) => {
    if (node === 'MatchExpression') return type !== 'nothing' && isTextual(type);
    return type !== 'nothing' || !COMPARING.has(node);
  });
}

/** Signs that compare what stands before the place: values that have an order, and metrics of a goal. */
function operators(typing: Typing, expected: readonly ExpectedWord[], plan: ResolvedPlan): readonly Candidate[] {
  if (typing.word !== '' || typing.beginsLine || !expected.some(({ word }) => word === 'is')) return [];
  if (expected.some(({ node }) => node === 'GoalItem')) return OPERATORS;
  const type = comparedAt(typing, plan);
  return type !== 'nothing' && type !== 'unknown' && isOrdered(type) ? OPERATORS : [];
}

/** Words that fit: missing steps first and in their order, with gaps to fill in; properties that are written already are left out. */
export function wordCandidates(
  typing: Typing,
  words: readonly ExpectedWord[],
  { analysis: { plan }, today }: Telling,
): readonly Candidate[] {
  const isThere = stands(typing.around);
  const kind = benefitKind(typing);
  const steps = Object.keys(STEP_SNIPPETS);
  const expected = comparing(typing, words, plan);
  const inCurrency = (snippet: Snippet): Snippet => ({ ...snippet, body: moneyWithin(plan.currency, snippet.body) });
  const found = expected.flatMap((each): readonly Candidate[] => {
    const { word, node, begins } = each;
    if (VALUES.has(node) || (node === 'EdgeAnchor' && !knowsItsEdges(typing))) return [];
    if (!begins.includes(node)) return [wordCandidate(word, word === 'last' ? 0 : 2)];
    if (node === 'Campaign') return [wordCandidate(word, 0, inCurrency(campaignSnippet(today)))];
    if (!REPEATABLE.has(node) && !OFTEN.test(node) && !isDeclaration(word) && isThere(each)) return [];
    if (kind !== undefined && node.startsWith('Benefit') && node !== 'Benefit' && !takesProperty(kind, node)) return [];
    const step = STEP_SNIPPETS[node];
    if (step) return [wordCandidate(word, 1 + steps.indexOf(node) / 10, inCurrency(step))];
    return [wordCandidate(word, 3, PART_SNIPPETS[node])];
  });
  return [...operators(typing, expected, plan), ...found];
}
