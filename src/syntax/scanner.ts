import { TOKEN_TYPES } from './token-types.js';
import type { Token, TokenType } from './token.js';

/*
 * The tokens of a file, as the terminals of crm.langium say, found by hand: a lexer that analyses the
 * patterns takes a third of the start-up of a small check. A test holds it against Langium's.
 */

export interface Scan {
  readonly tokens: Token[];
  /** Comments. */
  readonly hidden: Token[];
  /** Offsets of characters that no terminal takes. */
  readonly stray: number[];
}

const DATE =
  /\d{4}\u5E74\d{1,2}\u6708(?:\d{1,2}[\u65E5\u53F7])?|\d{1,2}\u6708\d{1,2}[\u65E5\u53F7]|\d{4}\.\d{1,2}\.\d{1,2}|\d{4}[-/]\d{1,2}(?:[-/]\d{1,2})?(?:T\d{1,2}:\d{2}(?::\d{2})?)?(?![\d])|\d{1,2}-\d{1,2}(?![\d])/y;
const TIME = /\d{1,3}[ \t]*:[ \t]*\d{1,3}(?::\d{1,2})?|\d{1,2}(?:\u70B9(?:\d{1,2}\u5206?|\u534A)?|\u65F6\d{1,2}\u5206?)/y;
const ORDINAL = /\d+(?:st|nd|rd|th)(?![A-Za-z0-9_])/y;
const NUMBER =
  /[\u00A5\uFFE5$\u20AC\u00A3]?\d[\d_]*(?:\.\d+)?(?:%(?:[ \t]+off(?![A-Za-z0-9_\u3400-\u9FFF]))?|[A-Za-z_\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF][A-Za-z0-9_\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]*)?/y;
const RULE_ID = /[A-Za-z]+(?:-[A-Za-z]+)+(?![A-Za-z0-9_])/y;
const ID =
  /(?:[A-Za-z_\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u1FFF\u3040-\u30FF\u3105-\u312F\u3131-\u318E\u31A0-\u31BF\u3400-\u4DBF\u4E00-\u9FFF\uA960-\uA97F\uAC00-\uD7AF\uF900-\uFAFF]|[\uD840-\uD88F][\uDC00-\uDFFF])(?:[A-Za-z0-9_\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0300-\u1FFF\u3005\u3007\u3040-\u30FF\u3105-\u312F\u3131-\u318E\u31A0-\u31BF\u3400-\u4DBF\u4E00-\u9FFF\uA960-\uA97F\uAC00-\uD7AF\uF900-\uFAFF]|[\uD840-\uD88F][\uDC00-\uDFFF])*/y;
const TEXT = /"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:""")?|"(?:[^"\\\n\r]|\\[^\n\r])*"?|\u201C(?:[^\u201D\\\n\r]|\\[^\n\r])*\u201D?/y;
const COMMENT = /\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|\/\/[^\n\r]*/y;
const OPERATOR = /==|!=|<=|>=|\.\.|[{}()=<>+\-*/.,]|[\uFF08\uFF09\uFF0C\u3001~\uFF5E\u301C\u2026]/y;
const SPACE = /[\s\u3000\uFEFF]+/y;

const ALIASES: Readonly<Record<string, string>> = {
  '\uFF08': '(',
  '\uFF09': ')',
  '\uFF0C': ',',
  '\u3001': ',',
  '~': '..',
  '\uFF5E': '..',
  '\u301C': '..',
  '\u2026': '..',
};

function typeOf(name: string): TokenType {
  const type = TOKEN_TYPES.get(name);
  if (!type) throw new Error(`The grammar has no token ${name}.`);
  return type;
}

const NUMBERS: readonly (readonly [RegExp, TokenType])[] = [
  [DATE, typeOf('DATE')],
  [TIME, typeOf('TIME')],
  [ORDINAL, typeOf('ORDINAL')],
  [NUMBER, typeOf('NUMBER')],
];
const TYPES = {
  text: typeOf('TEXT'),
  id: typeOf('ID'),
  ruleId: typeOf('RULE_ID'),
  lineComment: typeOf('SL_COMMENT'),
  blockComment: typeOf('ML_COMMENT'),
};

/** Scans a text into tokens; keywords go by their word. */
export function scan(text: string): Scan {
  const tokens: Token[] = [];
  const hidden: Token[] = [];
  const stray: number[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = 0;

  /** The end of what a pattern takes here, or -1. */
  const match = (pattern: RegExp): number => {
    pattern.lastIndex = offset;
    return pattern.test(text) ? pattern.lastIndex : -1;
  };
  const countLines = (end: number): void => {
    for (let at = offset; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== 10 && (code !== 13 || text.charCodeAt(at + 1) === 10)) continue;
      line += 1;
      lineStart = at + 1;
    }
  };
  const emit = (to: Token[], tokenType: TokenType, end: number, severalLines = false): void => {
    const startLine = line;
    const startColumn = offset - lineStart + 1;
    if (severalLines) countLines(end);
    to.push({
      tokenType,
      image: text.slice(offset, end),
      startOffset: offset,
      startLine,
      startColumn,
    });
    offset = end;
  };
  const number = (): boolean => {
    for (const [pattern, type] of NUMBERS) {
      const end = match(pattern);
      if (end < 0) continue;
      emit(tokens, type, end);
      return true;
    }
    return false;
  };
  const word = (): boolean => {
    let end = match(ID);
    if (end < 0) return false;
    if (text.charCodeAt(end) === 45) {
      const longer = match(RULE_ID);
      if (longer > 0) {
        emit(tokens, TYPES.ruleId, longer);
        return true;
      }
    }
    if (end < offset) end = offset + 1;
    const type = TOKEN_TYPES.get(text.slice(offset, end));
    emit(tokens, type && !TERMINALS.has(type.name) ? type : TYPES.id, end);
    return true;
  };
  const operator = (): boolean => {
    const end = match(OPERATOR);
    if (end < 0) return false;
    const image = text.slice(offset, end);
    emit(tokens, typeOf(ALIASES[image] ?? image), end);
    return true;
  };

  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === 32) {
      offset += 1;
      continue;
    }
    if (code === 10 || code === 13 || code === 9 || code > 127) {
      const end = match(SPACE);
      if (end > 0) {
        countLines(end);
        offset = end;
        continue;
      }
    }
    const isDigit = code >= 48 && code <= 57;
    if (code === 47) {
      const end = match(COMMENT);
      if (end > 0) {
        const block = text.charCodeAt(offset + 1) === 42;
        emit(hidden, block ? TYPES.blockComment : TYPES.lineComment, end, block);
        continue;
      }
    }
    if (code === 34 || code === 0x201c) emit(tokens, TYPES.text, match(TEXT), true);
    else if (isDigit || code === 36 || code === 0xa5 || code === 0xa3 || code === 0x20ac || code === 0xffe5) {
      if (!number()) stray.push(offset++);
    } else if (!word() && !operator()) {
      if (code === 11 || code === 12) offset += 1;
      else stray.push(offset++);
    }
  }
  return { tokens, hidden, stray };
}

const TERMINALS: ReadonlySet<string> = new Set([
  'WS',
  'ML_COMMENT',
  'SL_COMMENT',
  'TEXT',
  'DATE',
  'TIME',
  'ORDINAL',
  'NUMBER',
  'RULE_ID',
  'ID',
]);

/** Whether a text could be the name of something: one word that no sentence of the language reserves. */
export function isName(text: string): boolean {
  const { tokens, stray } = scan(text);
  const [only] = tokens;
  return only?.image === text && stray.length === 0 && (only.tokenType === TYPES.id || only.tokenType.isSoft);
}
