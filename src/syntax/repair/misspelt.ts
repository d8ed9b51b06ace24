import { slips } from '../../diagnostics/suggest.js';
import { unitMeant } from '../literals/numbers.js';
import { TOKEN_TYPES } from '../token-types.js';
import { endOf, type Token } from '../token.js';
import { RESERVED } from '../vocabulary.js';
import { misspelt, notAName, notAText, notAValue } from '../words.js';
import type { Candidate, Misfit } from './candidate.js';
import { isUnclosedText } from './quotes.js';
import { synonymsOf } from './synonyms.js';
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

/** A keyword with a slip, or what planners call it otherwise; it may be one of the tokens before. */
export function keywords({ file, tokens, index }: Misfit): Candidate[] {
  return [index, index - 1, index - 2].flatMap((at) => {
    const word = tokens[at];
    if (!word || !isWord(word)) return [];
    const synonyms = synonymsOf(word.image);
    // A word that is a keyword already is rarely a misspelt one.
    const cost = (synonyms ? 0 : TOKEN_TYPES.has(word.image) ? 3.6 : 1) + (index - at) / 4;
    return (synonyms ?? nearKeywords(word.image)).map((keyword) => ({
      tokens: splice(tokens, at, 1, retyped(word, keyword, keyword)),
      cost,
      problem: () => misspelt(spanOf(file, word), word.image, keyword),
    }));
  });
}

/** What a name was meant to be, without the signs that names cannot have. */
function nameIn(token: Token): string | undefined {
  const { tokenType, image } = token;
  switch (tokenType.name) {
    case 'TEXT': {
      const name = image.replace(/^["\u201c]+|["\u201d]+$/g, '');
      return isUnclosedText(token) || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : undefined;
    }
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
  // `30d` is a duration in a wrong place rather than a name.
  const isMeasured = token.tokenType.name === 'NUMBER' && unitMeant(/\D*$/.exec(token.image)?.[0] ?? '') !== undefined;
  // Behind the first word of a line a text is rather the label of that.
  const isLabel = isText && !(before && firstOfLine(tokens, index) < index - 1);
  return [
    {
      tokens: splice(tokens, index, 1, retyped(token, 'ID', image)),
      cost: isMeasured ? 3 : isLabel ? 2.5 : isText ? 1.2 : 1.5,
      problem: () => (isMeasured && before ? notAValue(place, token.image, 'ID', before) : notAName(place, token)),
    },
  ];
}

export function texts({ tokens, index, token, place }: Misfit): Candidate[] {
  if (!token || !isWord(token)) return [];
  return [
    {
      tokens: splice(tokens, index, 1, retyped(token, 'TEXT', `"${token.image}"`)),
      cost: TOKEN_TYPES.has(token.image) ? 2.9 : 2,
      problem: () => notAText(place, token.image),
    },
  ];
}

/** The tokens that run together around the misfit without a blank. */
function runsAt({
  tokens,
  index,
}: Misfit): readonly { readonly start: number; readonly parts: readonly Token[]; readonly image: string }[] {
  return [index, index - 1].flatMap((start) => {
    const first = tokens[start];
    if (!first || !isWord(first)) return [];
    let end = start + 1;
    for (let last = first; tokens[end]?.startOffset === endOf(last); end += 1) last = tokens[end] ?? last;
    const parts = tokens.slice(start, end);
    return parts.length < 2 ? [] : { start, parts, image: parts.map(({ image }) => image).join('') };
  });
}

/** `Asia/Shanghai` without quotes. */
export function joinedTexts(misfit: Misfit): Candidate[] {
  const { file, tokens } = misfit;
  return runsAt(misfit).flatMap(({ start, parts, image }) => {
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last || !/^[\p{L}\p{N}_.-]+(?:\/[\p{L}\p{N}_.-]+)+$/u.test(image)) return [];
    return {
      tokens: splice(tokens, start, parts.length, retyped(first, 'TEXT', `"${image}"`, last)),
      cost: 1.5,
      problem: () => notAText({ ...spanOf(file, first), end: endOf(last) }, image),
    };
  });
}

/** `spring-2027`. */
export function joinedNames(misfit: Misfit): Candidate[] {
  const { file, tokens } = misfit;
  return runsAt(misfit).flatMap(({ start, parts, image }) => {
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last || !/^[\p{L}\p{N}_]+(?:-[\p{L}\p{N}_]+)+$/u.test(image)) return [];
    const written = retyped(first, 'RULE_ID', image, last);
    return {
      tokens: splice(tokens, start, parts.length, retyped(first, 'ID', image.replaceAll('-', '_'), last)),
      cost: 1.2,
      problem: () => notAName(spanOf(file, written), written),
    };
  });
}
