import type { Localized } from '../diagnostics/diagnostic.js';
import type { AggregateName, Comparison, Expression, OutcomeName, WindowForm } from '../model/expressions.js';
import { isoDay } from '../model/calendar.js';
import { durationText } from '../model/literal-text.js';
import type { Duration } from '../model/literals.js';
import type { DayForm } from '../model/types.js';
import { durationZh } from '../timeline/words.js';
import { expressionText } from './words.js';

/** What people call something that a condition names; undefined where it has no label. */
export type LabelOf = (kind: 'measure' | 'audience' | 'entity' | 'event' | 'part', name: string) => string | undefined;

export const SIGNS: Readonly<Record<Comparison, Localized>> = {
  '=': { en: 'is', zh: '为' },
  '!=': { en: 'is not', zh: '不为' },
  '<': { en: '<', zh: '<' },
  '<=': { en: '≤', zh: '≤' },
  '>': { en: '>', zh: '>' },
  '>=': { en: '≥', zh: '≥' },
};

const AGGREGATES: Readonly<Record<Exclude<AggregateName, 'any' | 'no'>, Localized>> = {
  count: { en: 'number of', zh: '次数' },
  sum: { en: 'sum of', zh: '合计' },
  average: { en: 'average', zh: '平均' },
  min: { en: 'least', zh: '最小' },
  max: { en: 'greatest', zh: '最大' },
  first: { en: 'first', zh: '首次' },
  last: { en: 'last', zh: '最近一次' },
};

const OUTCOMES: Readonly<Record<OutcomeName, Localized>> = {
  received: { en: 'received', zh: '收到过' },
  opened: { en: 'opened', zh: '打开过' },
  clicked: { en: 'clicked', zh: '点击过' },
  replied: { en: 'replied to', zh: '回复过' },
  joined: { en: 'joined', zh: '参加过' },
};

const MATCHES: Readonly<Record<'starts' | 'contains' | 'ends', Localized>> = {
  starts: { en: 'starts with', zh: '开头是' },
  contains: { en: 'contains', zh: '包含' },
  ends: { en: 'ends with', zh: '结尾是' },
};

const same = (text: string): Localized => ({ en: text, zh: text });

/** A condition or value as a sentence of each language; in Chinese with labels in the place of names. */
export function sentenceOf(expression: Expression, labelOf: LabelOf): Localized {
  const named = (kind: Parameters<LabelOf>[0], name: string): Localized => ({ en: name, zh: labelOf(kind, name) ?? name });
  const say = (part: Expression): Localized => sentenceOf(part, labelOf);
  const either = (items: readonly Localized[]): Localized => ({
    en: items
      .map(({ en }) => en)
      .join(', ')
      .replace(/, (?=[^,]*$)/, ' or '),
    zh: items.map(({ zh }) => zh).join('、'),
  });

  function joined(parts: readonly Expression[], word: 'and' | 'or'): Localized {
    const texts = parts.map((part) => (part.kind === 'or' && word === 'and' ? bracketed(say(part)) : say(part)));
    const zh = word === 'and' ? '，且' : '，或';
    return { en: texts.map((text) => text.en).join(` ${word} `), zh: texts.map((text) => text.zh).join(zh) };
  }

  function day({ anchor, offset }: DayForm): Localized {
    const at =
      anchor.kind === 'date'
        ? same(isoDay(anchor.day))
        : anchor.kind === 'name'
          ? yearly(quoted(named(anchor.year ? 'event' : 'part', anchor.ref.name)), anchor.year?.value)
          : { en: `the ${anchor.kind} of the campaign`, zh: anchor.kind === 'start' ? '活动开始日' : '活动结束日' };
    if (!offset) return at;
    const sign = offset.sign === 1 ? '+' : '-';
    return {
      en: `${at.en} ${sign} ${durationText(offset.duration)}`,
      zh: `${at.zh}${offset.sign === 1 ? '后' : '前'}${durationZh(offset.duration)}`,
    };
  }

  function window(form: WindowForm | undefined): Localized {
    switch (form?.kind) {
      case undefined:
        return same('');
      case 'last':
        return { en: ` in the last ${durationText(form.duration)}`, zh: `近${durationZh(form.duration)}内` };
      case 'during': {
        const [from, to] = [day(form.from), form.to && day(form.to)];
        return { en: ` during ${from.en}${to ? ` .. ${to.en}` : ''}`, zh: `${from.zh}${to ? `至${to.zh}` : ''}期间` };
      }
      case 'before':
        return { en: ` before ${day(form.day).en}`, zh: `${day(form.day).zh}之前` };
      case 'since':
        return { en: ` since ${day(form.day).en}`, zh: `${day(form.day).zh}以来` };
    }
  }

  function aggregate({ name, entity, attribute, window: form, where }: Extract<Expression, { kind: 'aggregate' }>): Localized {
    const when = window(form);
    const which = where && say(where);
    const record = named('entity', entity.name);
    const of = { en: `${record.en}${attribute ? `.${attribute.name}` : ''}`, zh: `${record.zh}${attribute ? ` ${attribute.name}` : ''}` };
    const rest = `${when.en}${which ? ` where ${which.en}` : ''}`;
    const filter = which ? `（${which.zh}）` : '';
    if (name === 'any') return { en: `has ${/^[aeiou]/.test(of.en) ? 'an' : 'a'} ${of.en}${rest}`, zh: `${when.zh}有${of.zh}${filter}` };
    if (name === 'no') return { en: `has no ${of.en}${rest}`, zh: `${when.zh}没有${of.zh}${filter}` };
    const zh = name === 'first' || name === 'last' ? `${AGGREGATES[name].zh}${of.zh}${filter}` : `${of.zh}${filter}${AGGREGATES[name].zh}`;
    const many = name === 'count' ? `${of.en}s` : of.en;
    return { en: `${AGGREGATES[name].en} ${many}${rest}`, zh: when.zh === '' ? zh : `${when.zh}的${zh}` };
  }

  switch (expression.kind) {
    case 'and':
    case 'or':
      return joined(expression.parts, expression.kind);
    case 'not': {
      const opposite = oppositeOf(expression.part);
      if (opposite) return say(opposite);
      if (expression.part.kind === 'outcome') {
        const outcome = say(expression.part);
        return { en: `has not ${outcome.en}`, zh: `没有${outcome.zh}` };
      }
      const inner = bracketed(say(expression.part));
      return { en: `not ${inner.en}`, zh: `非${inner.zh}` };
    }
    case 'comparison': {
      const [left, right, sign] = [say(expression.left), say(expression.right), SIGNS[expression.operator]];
      return { en: `${left.en} ${sign.en} ${right.en}`, zh: `${left.zh} ${sign.zh} ${right.zh}` };
    }
    case 'in-list': {
      const [value, items] = [say(expression.value), either(expression.items.map(say))];
      return expression.negated
        ? { en: `${value.en} is not ${items.en}`, zh: `${value.zh}不是${items.zh}` }
        : { en: `${value.en} is ${items.en}`, zh: `${value.zh}是${items.zh}之一` };
    }
    case 'in-range': {
      const [value, from, to] = [say(expression.value), say(expression.from), say(expression.to)];
      return {
        en: `${value.en} is ${expression.negated ? 'not ' : ''}from ${from.en} to ${to.en}`,
        zh: `${value.zh}${expression.negated ? '不' : ''}在${from.zh}到${to.zh}之间`,
      };
    }
    case 'in-last': {
      const value = say(expression.value);
      return {
        en: `${value.en} is ${expression.negated ? 'not ' : ''}in the last ${durationText(expression.duration)}`,
        zh: `${value.zh}${expression.negated ? '不' : ''}在近${durationZh(expression.duration)}内`,
      };
    }
    case 'known': {
      const value = say(expression.value);
      return { en: `${value.en} is ${expression.known ? 'known' : 'unknown'}`, zh: `${value.zh}${expression.known ? '已知' : '未知'}` };
    }
    case 'text-match': {
      const [value, match] = [say(expression.value), MATCHES[expression.match]];
      return { en: `${value.en} ${match.en} “${expression.text.value}”`, zh: `${value.zh}${match.zh}“${expression.text.value}”` };
    }
    case 'membership': {
      const audience = named('audience', expression.audience.name);
      return expression.negated
        ? { en: `not in ${audience.en}`, zh: `不属于“${audience.zh}”` }
        : { en: `in ${audience.en}`, zh: `属于“${audience.zh}”` };
    }
    case 'top': {
      const by = say(expression.by);
      const percent = expressionText({ kind: 'literal', literal: expression.percent.value, span: expression.percent.span });
      return { en: `among the top ${percent} by ${by.en}`, zh: `按${by.zh}排名前 ${percent}` };
    }
    case 'aggregate':
      return aggregate(expression);
    case 'age': {
      const of = say(expression.of);
      return { en: `time since ${of.en}`, zh: `距${of.zh} 的时间` };
    }
    case 'outcome': {
      const target = named('part', expression.target.name);
      return { en: `${OUTCOMES[expression.name].en} ${target.en}`, zh: `${OUTCOMES[expression.name].zh}${quoted(target).zh}` };
    }
    case 'name': {
      const text = expressionText(expression);
      return expression.path.length === 1 ? named('measure', text) : same(text);
    }
    case 'literal':
      return literal(expression);
  }
}

/** What says in itself that something is not so. */
function oppositeOf(part: Expression): Expression | undefined {
  switch (part.kind) {
    case 'membership':
    case 'in-list':
    case 'in-range':
    case 'in-last':
      return { ...part, negated: !part.negated };
    case 'known':
      return { ...part, known: !part.known };
    case 'aggregate':
      if (part.name === 'any') return { ...part, name: 'no' };
      return part.name === 'no' ? { ...part, name: 'any' } : undefined;
    default:
      return undefined;
  }
}

const quoted = ({ en, zh }: Localized): Localized => ({ en, zh: `“${zh}”` });

function yearly(name: Localized, year: number | undefined): Localized {
  return year === undefined ? name : { en: `${name.en} ${year}`, zh: `${year}年${name.zh}` };
}

function bracketed({ en, zh }: Localized): Localized {
  return { en: `(${en})`, zh: `（${zh}）` };
}

function literal(expression: Extract<Expression, { kind: 'literal' }>): Localized {
  const { literal: value } = expression;
  if (value.kind === 'duration') return durationWords(value.value);
  if (value.kind === 'text') return { en: `“${value.value}”`, zh: `“${value.value}”` };
  return same(expressionText(expression));
}

function durationWords(duration: Duration): Localized {
  return { en: durationText(duration), zh: durationZh(duration) };
}
