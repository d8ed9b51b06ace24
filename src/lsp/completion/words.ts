import { CompletionItemKind } from 'vscode-languageserver';
import { takesProperty } from '../../model/from-syntax/benefits.js';
import type { BenefitKind } from '../../model/types.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Day } from '../../model/literals.js';
import { DECLARATION_KEYWORDS } from '../../syntax/vocabulary.js';
import { stands, type ExpectedWord } from '../../syntax/expected.js';
import type { Candidate } from './candidates.js';
import { campaignSnippet, PART_SNIPPETS, STEP_SNIPPETS } from './snippets.js';
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

/** Words that fit: missing steps first and in their order, with gaps to fill in; properties that are written already are left out. */
export function wordCandidates(typing: Typing, expected: readonly ExpectedWord[], today: Day | undefined): readonly Candidate[] {
  const isThere = stands(typing.around);
  const kind = benefitKind(typing);
  const steps = Object.keys(STEP_SNIPPETS);
  return expected.flatMap((each): readonly Candidate[] => {
    const { word, node, begins } = each;
    if (VALUES.has(node)) return [];
    if (!begins.includes(node)) return [wordCandidate(word, 2)];
    if (node === 'Campaign') return [wordCandidate(word, 0, campaignSnippet(today))];
    if (!REPEATABLE.has(node) && !OFTEN.test(node) && !isDeclaration(word) && isThere(each)) return [];
    if (kind !== undefined && node.startsWith('Benefit') && node !== 'Benefit' && !takesProperty(kind, node)) return [];
    const step = STEP_SNIPPETS[node];
    if (step) return [wordCandidate(word, 1 + steps.indexOf(node) / 10, step)];
    return [wordCandidate(word, 3, PART_SNIPPETS[node])];
  });
}
