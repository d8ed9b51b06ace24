import type { Fix, Localized } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import { spanFrom, type Span } from '../text/span.js';
import type { Token } from './token.js';

const problem = (span: Span, message: Localized, more: Partial<Problem> = {}): Problem => ({
  rule: 'syntax-error',
  span,
  message,
  ...more,
});

const replace = (span: Span, text: string, safe = true): readonly Fix[] => [
  {
    title: text.trim() === '' ? { en: 'Remove it', zh: '删除' } : { en: `Write \`${text}\``, zh: `改为“${text}”` },
    safe,
    edits: [{ span, text }],
  },
];

/** A word or sign put in behind what stands there; whether it is the one that is missing, its author says. */
const add = (span: Span, text: string): readonly Fix[] => [
  {
    title: { en: `Add \`${text}\``, zh: `补上“${text}”` },
    safe: false,
    edits: [{ span: spanFrom(span, { start: span.end, end: span.end }), text: text === ',' ? text : ` ${text}` }],
  },
];

export function fullWidthCharacters(span: Span, image: string, ascii: string): Problem {
  const text = ascii.trim();
  if (text === '') {
    return problem(
      span,
      {
        en: `\`${image}\` has no place here: plans need no colons, semicolons or full stops.`,
        zh: `这里不需要“${image}”：计划里不写冒号、分号和句号。`,
      },
      {
        fixes: replace(span, ascii.length > 1 ? '' : ' '),
      },
    );
  }
  return problem(
    span,
    { en: `\`${image}\` is full-width. Write \`${text}\`.`, zh: `“${image}”是全角字符，请写成半角“${text}”。` },
    { fixes: replace(span, text) },
  );
}

export function rangeSign(span: Span, image: string): Problem {
  return problem(
    span,
    { en: `A range is written \`..\`, not \`${image}\`.`, zh: `范围写作“..”，不写“${image}”。` },
    { fixes: replace(span, '..') },
  );
}

/** Signs of other languages, and how they are written here. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '\u2265': '>=',
    '\u2267': '>=',
    '\u2264': '<=',
    '\u2266': '<=',
    '\u2260': 'is not',
    '&': 'and',
    '&&': 'and',
    '|': 'or',
    '||': 'or',
  }),
);

export function strayCharacters(span: Span, image: string): Problem {
  const sign = SIGNS.get(image);
  if (sign !== undefined) return writtenSo(span, image, sign);
  if (/^['\u2018\u2019\u300C\u300D\u300E\u300F]+$/.test(image))
    return problem(span, { en: `Texts stand between \`"\` and \`"\`, not \`${image}\`.`, zh: `文字写在英文双引号里，不用“${image}”。` });
  if (/^[:;]+$/.test(image)) {
    return problem(
      span,
      { en: `\`${image}\` has no place here: plans need no colons or semicolons.`, zh: `这里不需要“${image}”：计划里不写冒号和分号。` },
      { fixes: replace(span, '') },
    );
  }
  return problem(span, {
    en: `\`${image}\` means nothing here. Put free text in quotes.`,
    zh: `这里的“${image}”没有含义。自由文字请放进引号里。`,
  });
}

/** What everyday language says, as plans write it; not `sure` where it may mean something else, too. */
export function writtenSo(span: Span, image: string, written: string, sure = true): Problem {
  return problem(
    span,
    { en: `\`${image}\` is written \`${written}\`.`, zh: `“${image}”写作“${written}”。` },
    { fixes: replace(span, written, sure) },
  );
}

/** A time before its day. */
export function timeBeforeDay(span: Span, written: string): Problem {
  return problem(
    span,
    { en: `The time stands behind the day: write \`${written}\`.`, zh: `时间写在日期后面：请写“${written}”。` },
    { fixes: replace(span, written) },
  );
}

export function tooDeep(span: Span, limit: number): Problem {
  return problem(span, {
    en: `More than ${limit} parentheses or braces stand inside each other here. Give the inner conditions names with \`audience\` or \`measure\`.`,
    zh: `此处括号嵌套超过${limit}层。请用 audience 或 measure 给内层条件起名。`,
  });
}

const A_NUMBER = { en: 'a number with its unit', zh: '带单位的数字' };

/** How a planner would call what a kind of token stands for. */
const KINDS: Readonly<Record<string, Localized>> = {
  ID: { en: 'a name', zh: '名称' },
  TEXT: { en: 'a text in quotes', zh: '引号里的文字' },
  NUMBER: A_NUMBER,
  DATE: { en: 'a date such as 2026-11-11', zh: '日期（如 2026-11-11）' },
  TIME: { en: 'a time such as 10:30', zh: '时间（如 10:30）' },
  RULE_ID: { en: 'the id of a rule', zh: '规则编号' },
};

/** What stands behind each of the words of a list. */
const behind = (entries: readonly (readonly [what: Localized, words: string])[]): ReadonlyMap<string, Localized> =>
  new Map(entries.flatMap(([what, words]) => words.split(' ').map((word) => [word, what] as const)));

const A_DATE = { en: 'a date such as 2026-11-11', zh: '日期（如 2026-11-11）' };
const OTHER_END = { en: 'the other end of the range', zh: '范围的另一端' };

/** What a value is that follows a word, where that is more than a name or a date. */
const BEHIND = behind([
  [{ en: 'a day with its time, such as 2026-11-11 10:00,', zh: '日期和时间（如 2026-11-11 10:00）' }, 'at'],
  [A_DATE, 'runs on due until valid'],
  [OTHER_END, '..'],
  [{ en: 'the name of a channel', zh: '渠道名称' }, 'via'],
  [{ en: 'the name of an audience', zh: '人群名称' }, 'to except'],
  [{ en: 'the name of a benefit', zh: '权益名称' }, 'offer'],
  [{ en: 'the name of a message', zh: '消息名称' }, 'message'],
  [{ en: 'the name of a metric', zh: '指标名称' }, 'metrics'],
  [{ en: 'the name of a role', zh: '角色名称' }, 'by people owner host'],
  [{ en: '`targeted` or `storewide`', zh: 'targeted 或 storewide' }, 'scope'],
  [{ en: '`low`, `medium` or `high`', zh: 'low、medium 或 high' }, 'likelihood impact'],
  [{ en: '`short`, `main` or `by device`', zh: 'short、main 或 by device' }, 'link'],
  [{ en: '`marketing`, `care`, `service` or `transactional`', zh: 'marketing、care、service 或 transactional' }, 'as'],
]);

/** What a number is that follows a word or sign. */
const NUMBERS_BEHIND = behind([
  [{ en: 'a whole number such as 3 or 30_000', zh: '整数（如 3 或 30_000）' }, 'size members limit member split'],
  [{ en: 'an amount of money such as 300元', zh: '金额（如 300元）' }, 'cost budget reduce over'],
  [{ en: 'a percentage such as 15%', zh: '百分比（如 15%）' }, 'holdout redeemed'],
  [{ en: 'a duration such as 3d or 2h', zh: '时长（如 3d 或 2h）' }, 'gap last every for per within rolling +'],
  [A_NUMBER, '< <= > >= by most'],
  [{ en: 'a price factor such as 85折', zh: '折扣（如 85折）' }, 'price floor'],
  [OTHER_END, '..'],
]);

/** Whether it is known what a value of a kind is that follows a word. */
export const isValueKnown = (name: string, before: string): boolean =>
  name === 'NUMBER' ? NUMBERS_BEHIND.has(before) : BEHIND.get(before) === A_DATE || before === 'at' || before === '..';

function kindOf(name: string, before = ''): Localized {
  const kind = KINDS[name];
  if (!kind) return { en: `\`${name}\``, zh: `“${name}”` };
  return (name === 'NUMBER' ? NUMBERS_BEHIND : BEHIND).get(before) ?? kind;
}

/** Another word is meant; not `sure` where several come into question. */
export function misspelt(span: Span, image: string, meant: string, sure = true): Problem {
  return problem(
    span,
    { en: `\`${image}\` is not a word that fits here. Did you mean \`${meant}\`?`, zh: `这里不能写“${image}”，是不是想写“${meant}”？` },
    { fixes: replace(span, meant, sure) },
  );
}

/** Something is missing behind a token; `isAll` unless more than this is. */
export function missing(span: Span, name: string, before: Token | undefined, isAll = true): Problem {
  const what = kindOf(name, before?.image);
  if (!before) return problem(span, { en: `Here ${what.en} is missing.`, zh: `这里缺少${what.zh}。` });
  return problem(
    span,
    { en: `After \`${before.image}\`, ${what.en} is missing.`, zh: `“${before.image}”之后缺少${what.zh}。` },
    { fixes: KINDS[name] || !isAll ? [] : add(span, name) },
  );
}

/** A word stands where a number, date or time must. */
export function notAValue(span: Span, image: string, name: string, before: Token): Problem {
  const what = kindOf(name, before.image);
  return problem(span, {
    en: `\`${image}\` cannot stand here: after \`${before.image}\` comes ${what.en.replace(/,$/, '')}.`,
    zh: `这里不能写“${image}”：“${before.image}”之后应写${what.zh}。`,
  });
}

/** A text lacks its opening quote, or the closing one, at a word. */
export function unpaired(span: Span, word: string, opening: boolean, quote: string): Problem {
  const at = opening ? span.start : span.end;
  const shown = word.length > 12 ? (opening ? `${word.slice(0, 12)}…` : `…${word.slice(-12)}`) : word;
  return {
    rule: 'invalid-literal',
    span,
    message: opening
      ? {
          en: `This text is never opened: \`${quote}\` is missing before \`${shown}\`.`,
          zh: `这段文字没有开头：“${shown}”之前缺少引号 ${quote} 。`,
        }
      : {
          en: `This text is never closed: \`${quote}\` is missing after \`${shown}\`.`,
          zh: `这段文字没有结束：“${shown}”之后缺少引号 ${quote} 。`,
        },
    fixes: [
      {
        title: { en: 'Put in the quote', zh: '补上引号' },
        safe: false,
        edits: [{ span: spanFrom(span, { start: at, end: at }), text: quote }],
      },
    ],
  };
}

/** A quote stands alone, and nobody knows where its text begins. */
export function loneQuote(span: Span): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: 'A quote stands alone in this line. Texts have one before and one after them.',
      zh: '这一行的引号不成对：文字的前后都要有引号。',
    },
  };
}

export function unclosed(span: Span, opener: Token | undefined, head: string): Problem {
  const line = opener?.startLine ?? 1;
  return problem(span, {
    en: `A \`}\` is missing after this: the \`{\` of \`${head}\` in line ${line} is still open.`,
    zh: `此处之后缺少“}”：第${line}行“${head}”的“{”还没有关上。`,
  });
}

export function unexpected(span: Span, image: string): Problem {
  if (image === '}')
    return problem(span, {
      en: 'This `}` closes nothing. Remove it, or the one before it that closed too early.',
      zh: '这个“}”没有对应的“{”。请删除它，或删除前面多写的“}”。',
    });
  return problem(
    span,
    { en: `\`${image}\` does not belong here.`, zh: `“${image}”不应出现在这里。` },
    { fixes: replace(span, '', image === ',') },
  );
}

/** A word stands twice in a row. */
export function twice(span: Span, image: string): Problem {
  return problem(span, { en: `\`${image}\` stands twice here.`, zh: `这里连写了两次“${image}”。` }, { fixes: replace(span, image) });
}

/** A name stands alone on a line. */
export function alone(span: Span, image: string): Problem {
  return problem(span, {
    en: `\`${image}\` stands alone here: the word before it that says what it is for is missing.`,
    zh: `“${image}”单独成行：前面缺少说明用途的关键字。`,
  });
}

export function unreadable(span: Span, image: string): Problem {
  return problem(span, { en: `This line cannot be read from \`${image}\` on.`, zh: `这一行从“${image}”起无法读懂。` });
}

export function brokenOff(span: Span, image: string): Problem {
  return problem(span, {
    en: `After \`${image}\` this line breaks off: something is missing.`,
    zh: `这一行在“${image}”之后不完整，缺少内容。`,
  });
}

/** A number in pieces. */
export function oneNumber(span: Span, image: string): Problem {
  return problem(
    span,
    { en: `A number and its unit are one word: write \`${image}\`.`, zh: `数字和单位要连写：请写“${image}”。` },
    { fixes: replace(span, image) },
  );
}

/** A percentage with the word "discount" or `折扣`: of the two things it may mean, what the language writes. */
export function discountInWords(span: Span, image: string, paid: string, paidOff: string, taken: string): Problem {
  const fix = (text: string): Fix => ({
    title: { en: `Write \`${text}\``, zh: `改为“${text}”` },
    safe: false,
    edits: [{ span, text }],
  });
  const or = paid === paidOff ? { en: '', zh: '' } : { en: ` (or \`${paidOff}\`)`, zh: `（或“${paidOff}”）` };
  return problem(
    span,
    {
      en: `A discount is written as \`${paid}\`${or.en} if members pay ${image}, as \`${taken}\` if ${image} is taken off.`,
      zh: `折扣这样写：实付${image}写“${paid}”${or.zh}，减免${image}写“${taken}”。`,
    },
    { fixes: [fix(paid), fix(taken)] },
  );
}

export function swapped(span: Span, first: string, second: string, sure: boolean): Problem {
  return problem(
    span,
    { en: `\`${second}\` must stand before \`${first}\`.`, zh: `“${second}”应写在“${first}”之前。` },
    { fixes: replace(span, `${second} ${first}`, sure) },
  );
}

/** A token of another kind stands where a name must. */
export function notAName(span: Span, token: Token): Problem {
  const image = token.image;
  switch (token.tokenType.name) {
    case 'NUMBER':
    case 'DATE': {
      const name = `_${image.replace(/[^\p{L}\p{N}_]/gu, '_')}`;
      return problem(
        span,
        {
          en: `A name cannot begin with a digit: \`${image}\`. Write \`${name}\`, or put it in the label.`,
          zh: `名称不能以数字开头：“${image}”。请写成“${name}”，或写进标签里。`,
        },
        { fixes: replace(span, name, false) },
      );
    }
    case 'RULE_ID':
      return problem(
        span,
        {
          en: `A name cannot contain \`-\`: write \`${image.replaceAll('-', '_')}\`.`,
          zh: `名称里不能有“-”：请写成“${image.replaceAll('-', '_')}”。`,
        },
        { fixes: replace(span, image.replaceAll('-', '_')) },
      );
    case 'TEXT': {
      const name = image.replace(/^["\u201C]+|["\u201D]+$/g, '');
      return problem(
        span,
        { en: `Here a name stands without quotes: \`${name}\`.`, zh: `这里写名称，不加引号：“${name}”。` },
        { fixes: replace(span, name) },
      );
    }
    default:
      return problem(span, {
        en: `\`${image}\` is a reserved word and cannot be a name. Choose another one.`,
        zh: `“${image}”是保留字，不能用作名称，请换一个。`,
      });
  }
}

export function notAText(span: Span, image: string): Problem {
  return problem(
    span,
    { en: `Put quotes around this text: \`"${image}"\`.`, zh: `这里的文字要加引号：“"${image}"”。` },
    { fixes: replace(span, `"${image}"`) },
  );
}
