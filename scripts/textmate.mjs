// The TextMate grammar of crm, made from crm.langium: which words declare, which open a step, which are clauses.
import fs from 'node:fs';

/** Words of expressions that combine and compare. */
const OPERATORS = ['and', 'or', 'not', 'in', 'is', 'starts', 'ends', 'with', 'contains'];
/** Words that stand for a value. */
const VALUES = ['true', 'false', 'none', 'unlimited', 'otherwise', 'start', 'end', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const LETTER = '\\p{L}\\p{M}_';
const NAME = `[${LETTER}][${LETTER}\\p{N}]*`;
/** A word begins here, and is no part of a dotted name. */
const BEGIN = `(?<![${LETTER}\\p{N}])(?<![${LETTER}\\p{N}]\\.)`;
const END = `(?![${LETTER}\\p{N}])`;

const groups = (pattern, text) => new Set([...text.matchAll(pattern)].map((match) => match[1]));
const any = (words) => `(?:${[...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})`;

/** The words of a grammar in Langium's notation by their role. */
export function vocabulary(langium) {
  const rules = langium.split(/\n\/\/ -+ terminals/)[0].replace(/\/\/.*$/gm, '');
  const words = groups(/'([a-z_]+)'/g, rules);
  const top = new Set(/^Declaration:\s*([^;]+);/m.exec(rules)?.[1].split(/\s*\|\s*/));
  const declarations = [...rules.matchAll(/^(\w+):[^;]*?'([a-z_]+)' name=ID/gm)].map(([, rule, word]) => ({ rule, word }));
  const steps = groups(/^\w+Step: keyword='([a-z_]+)'/gm, rules);
  const missing = [...OPERATORS, ...VALUES].filter((word) => !words.has(word));
  if (missing.length > 0) throw new Error(`crm.langium has no keyword ${missing.join(', ')}: see scripts/textmate.mjs.`);
  const outermost = declarations.filter(({ rule }) => top.has(rule)).map(({ word }) => word);
  const inner = declarations.filter(({ rule }) => !top.has(rule)).map(({ word }) => word);
  const special = new Set([...inner, ...steps, ...OPERATORS, ...VALUES, 'extend']);
  return {
    /** They declare only at the beginning of a line that is not indented; elsewhere they refer to what is declared. */
    outermost,
    /** Followed by a new name, wherever they stand. */
    inner,
    steps: [...steps],
    operators: OPERATORS,
    values: VALUES,
    clauses: [...words].filter((word) => !special.has(word) || outermost.includes(word)),
  };
}

/** The grammar as VS Code reads it. */
export function textmateGrammar(langium) {
  const { inner, outermost, steps, operators, values, clauses } = vocabulary(langium);
  const word = (words, scope) => ({ match: `${BEGIN}${any(words)}${END}`, name: scope });
  const declaration = (before, words) => ({
    match: `${before}(${any(words)})\\s+(${NAME})`,
    captures: { 1: { name: 'storage.modifier.crm' }, 2: { name: 'storage.type.crm' }, 3: { name: 'entity.name.type.crm' } },
  });
  const text = (begin, end) => ({
    begin,
    end,
    name: 'string.quoted.double.crm',
    patterns: [
      { match: '\\\\.', name: 'constant.character.escape.crm' },
      { match: `\\{[ \\t]*${NAME}[ \\t]*\\}`, name: 'variable.parameter.placeholder.crm' },
    ],
  });
  return {
    name: 'crm',
    scopeName: 'source.crm',
    fileTypes: ['crm'],
    patterns: [
      { begin: '/\\*\\*(?!/)', end: '\\*/', name: 'comment.block.documentation.crm' },
      { begin: '/\\*', end: '\\*/', name: 'comment.block.crm' },
      { match: '//.*$', name: 'comment.line.double-slash.crm' },
      text('"""', '"""'),
      text('"', '"|$'),
      text('\u201C', '\u201D|$'),
      {
        match:
          '\\d{4}年\\d{1,2}月(?:\\d{1,2}[日号])?|\\d{1,2}月\\d{1,2}[日号]|\\d{4}[-/.]\\d{1,2}(?:[-/.]\\d{1,2})?(?:T\\d{1,2}:\\d{2}(?::\\d{2})?)?|\\d{1,2}:\\d{2}(?::\\d{2})?',
        name: 'constant.numeric.date.crm',
      },
      {
        match: `(?<![${LETTER}\\p{N}])([¥￥$€£]?\\d[\\d_]*(?:\\.\\d+)?)(%(?:[ \\t]+off\\b)?|[${LETTER}][${LETTER}\\p{N}]*)?`,
        captures: { 1: { name: 'constant.numeric.crm' }, 2: { name: 'keyword.other.unit.crm' } },
      },
      { match: `${BEGIN}[A-Za-z]+(?:-[A-Za-z]+)+${END}`, name: 'constant.other.rule.crm' },
      { match: `${BEGIN}${any(steps)}(?=\\s*(?:\\{|none\\b))`, name: 'keyword.control.step.crm' },
      declaration('^(?:(extend)\\s+)?', outermost),
      declaration(`()${BEGIN}`, inner),
      word(operators, 'keyword.operator.word.crm'),
      word(values, 'constant.language.crm'),
      word(clauses, 'keyword.other.crm'),
      { match: `${BEGIN}${NAME}(?=\\()`, name: 'support.function.crm' },
      { match: '==|!=|<=|>=|[<>=+*/-]', name: 'keyword.operator.crm' },
      { match: '\\.\\.|[~～〜…]', name: 'keyword.operator.range.crm' },
      { match: '[,，、]', name: 'punctuation.separator.crm' },
    ],
  };
}

/** Writes the grammar where the extension's manifest looks for it. */
export function writeGrammar(source, target) {
  fs.writeFileSync(target, `${JSON.stringify(textmateGrammar(fs.readFileSync(source, 'utf8')), undefined, 1)}\n`);
}
