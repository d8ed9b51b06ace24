import { slips } from '../../diagnostics/suggest.js';
import { TOKEN_TYPES } from '../token-types.js';
import type { Token } from '../token.js';
import { RESERVED } from '../vocabulary.js';
import { misspelt, notAName, notAText } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { chineseKeywords } from './chinese-keywords.js';
import { firstOfLine, isWord, retyped, spanOf, splice } from './tokens.js';

// One token that was written as another.

/** Keywords near to a word, nearest first. */
function nearKeywords(word: string): string[] {
  const most = word.length <= 3 ? 1 : word.length <= 6 ? 2 : 3;
  const found: { keyword: string; steps: number }[] = [];
  for (const keyword of TOKEN_TYPES.keys()) {
    // Of a short keyword two slips leave nothing.
    const allowed = Math.min(most, Math.ceil(keyword.length / 3));
    if (!/^[a-z_]+$/.test(keyword) || keyword === word || Math.abs(keyword.length - word.length) > allowed) continue;
    const steps = slips(word.toLowerCase(), keyword);
    if (steps <= allowed) found.push({ keyword, steps });
  }
  return found
    .sort((a, b) => a.steps - b.steps || (a.keyword < b.keyword ? -1 : 1))
    .slice(0, 4)
    .map(({ keyword }) => keyword);
}

/** A keyword with a slip, or what planners call it in Chinese; it may be one of the tokens before. */
export function keywords({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1, index - 2].flatMap((at) => {
    const word = tokens[at];
    if (!word || !isWord(word)) return [];
    const translated = chineseKeywords(word.image);
    // A word that is a keyword already is rarely a misspelt one.
    const cost = (translated ? 0 : TOKEN_TYPES.has(word.image) ? 3.6 : 1) + (index - at) / 4;
    return (translated ?? nearKeywords(word.image)).map((keyword) => ({
      tokens: splice(tokens, at, 1, retyped(word, keyword, keyword)),
      cost,
      problem: () => misspelt(spanOf(file, word), word.image, keyword),
    }));
  });
}

/** What a name was meant to be, without the signs that names cannot have. */
function nameIn({ tokenType, image }: Token): string | undefined {
  switch (tokenType.name) {
    case 'TEXT':
      return image.replace(/^["\u201c]+|["\u201d]+$/g, '');
    case 'RULE_ID':
      return image.replaceAll('-', '_');
    case 'NUMBER':
    case 'DATE':
      return image;
    default:
      return RESERVED.has(tokenType.name) ? image : undefined;
  }
}

export function names({ tokens, index, token, before, place }: Misfit): Candidate[] {
  const image = token && nameIn(token);
  if (!token || image === undefined) return [];
  const isText = token.tokenType.name === 'TEXT';
  // Behind the first word of a line a text is rather the label of that.
  const isLabel = isText && !(before && firstOfLine(tokens, index) < index - 1);
  return [
    {
      tokens: splice(tokens, index, 1, retyped(token, 'ID', image)),
      cost: isLabel ? 2.5 : isText ? 1.2 : 1.5,
      problem: () => notAName(place, token),
    },
  ];
}

export function texts({ tokens, index, token, place }: Misfit): Candidate[] {
  if (!token || !isWord(token)) return [];
  return [
    {
      tokens: splice(tokens, index, 1, retyped(token, 'TEXT', `"${token.image}"`)),
      cost: 2,
      problem: () => notAText(place, token.image),
    },
  ];
}
