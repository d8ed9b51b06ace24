import type * as ast from '../../syntax/generated/ast.js';
import { readDate, readTime } from '../../syntax/literals/dates.js';
import { readText } from '../../syntax/literals/texts.js';
import { nearest } from '../../diagnostics/suggest.js';
import type { AggregateName, Comparison, Expression, OutcomeName, WindowForm } from '../expressions.js';
import type { Literal } from '../literals.js';
import type { Ref } from '../types.js';
import { choiceOf, durationOf, literalOf, refOf, spanOf, spanOfProperty, textOf, type Lowering } from './context.js';
import { lowerDay } from './days.js';
import { spanFrom } from '../../text/span.js';

export const AGGREGATES: readonly string[] = ['any', 'no', 'count', 'sum', 'average', 'min', 'max', 'first', 'last'];
export const OUTCOMES: readonly string[] = ['received', 'opened', 'clicked', 'replied', 'joined'];

function isComparison(node: ast.Expression): boolean {
  return (
    node.$type === 'ComparisonExpression' ||
    node.$type === 'IsExpression' ||
    node.$type === 'InExpression' ||
    node.$type === 'MatchExpression'
  );
}

/** `a < b < c` has no meaning here; the chain is reported and its first comparison kept. */
function refuseChain(c: Lowering, node: ast.Expression, left: ast.Expression): boolean {
  if (!isComparison(left)) return false;
  c.report({
    rule: 'type-mismatch',
    span: spanOf(c, node),
    message: {
      en: 'Comparisons cannot be chained. Write a range, such as `recency in 30d .. 90d`, or join two comparisons with `and`.',
      zh: '比较不能连写。请写范围，例如“recency in 30d .. 90d”，或用 and 连接两个比较。',
    },
  });
  return true;
}

/** A comparison as written; equality is `is`, and its other spellings are answered with that. */
export function operatorOf(c: Lowering, written: Comparison | '==' | 'is', span: Expression['span']): Comparison {
  if (written === 'is') return '=';
  if (written === '=' || written === '==' || written === '!=') {
    const is = written === '!=' ? 'is not' : 'is';
    // It may stand without spaces: `orders=3`.
    const before = /\S/.test(c.text.charAt(span.start - 1)) ? ' ' : '';
    const after = /\S/.test(c.text.charAt(span.end)) ? ' ' : '';
    c.report({
      rule: 'invalid-literal',
      span,
      message: {
        en: `${written === '!=' ? 'Inequality' : 'Equality'} is written \`${is}\`, not \`${written}\`.`,
        zh: `${written === '!=' ? '不等' : '相等'}写作“${is}”，不写“${written}”。`,
      },
      fixes: [{ title: { en: `Write \`${is}\``, zh: `改为“${is}”` }, safe: true, edits: [{ span, text: before + is + after }] }],
    });
  }
  return written === '==' ? '=' : written;
}

export function lowerExpression(c: Lowering, node: ast.Expression | undefined): Expression | undefined {
  if (!node) return undefined;
  const span = spanOf(c, node);
  switch (node.$type) {
    case 'OrExpression':
    case 'AndExpression': {
      const parts = node.parts.flatMap((part) => lowerExpression(c, part) ?? []);
      const [only] = parts;
      if (only && parts.length === 1) return only;
      return parts.length > 0 ? { kind: node.$type === 'OrExpression' ? 'or' : 'and', parts, span } : undefined;
    }
    case 'NotExpression': {
      const part = lowerExpression(c, node.part);
      return part && { kind: 'not', part, span };
    }
    case 'ParenthesizedExpression':
      return lowerExpression(c, node.inner);
    case 'MembershipExpression': {
      const audience = refOf(c, node.audience);
      return audience && { kind: 'membership', negated: false, audience, span };
    }
    case 'TopExpression': {
      if (node.word.$type === 'NameExpression' && node.word.name !== undefined && node.word.name !== 'top') {
        choiceOf(c, node.word, 'name', node.word.name, ['top'], { en: 'word that takes a percentage', zh: '可接百分比的词' });
        return undefined;
      }
      const place = spanOfProperty(c, node, 'percent');
      const percent = node.percent === undefined ? undefined : literalOf(c, node.percent, place);
      const by = lowerExpression(c, node.by);
      return percent && by && { kind: 'top', percent: { value: percent, span: place }, by, span };
    }
    case 'ComparisonExpression': {
      if (refuseChain(c, node, node.left)) return lowerExpression(c, node.left);
      // A sign that a repair had to add is not in the tree.
      const operator = node.operator as typeof node.operator | undefined;
      if (operator === undefined) return undefined;
      const operatorSpan = spanOfProperty(c, node, 'operator');
      return comparison(c, node.left, operatorOf(c, operator, operatorSpan), node.right, operatorSpan, span);
    }
    case 'IsExpression': {
      if (refuseChain(c, node, node.left)) return lowerExpression(c, node.left);
      const value = lowerExpression(c, node.left);
      const operatorSpan = c.place(spanOf(c, node.left).end, node.right ? spanOf(c, node.right).start : span.end);
      if (node.right?.$type === 'NameExpression' && (node.right.name === 'known' || node.right.name === 'unknown')) {
        return value && { kind: 'known', known: (node.right.name === 'known') !== node.negated, value, span };
      }
      return comparison(c, node.left, node.negated ? '!=' : '=', node.right, operatorSpan, span);
    }
    case 'InExpression':
      return lowerIn(c, node);
    case 'MatchExpression': {
      if (refuseChain(c, node, node.value)) return lowerExpression(c, node.value);
      const value = lowerExpression(c, node.value);
      const text = textOf(c, node, 'text', node.text);
      return value && text && { kind: 'text-match', match: node.match, value, text, span };
    }
    case 'CallExpression':
      return lowerCall(c, node);
    case 'NameExpression':
      return node.name === undefined ? undefined : { kind: 'name', path: pathOf(node.name, span), span };
    case 'NumberExpression':
      return literal(literalOf(c, node.value, span), span, node.value);
    case 'DateExpression':
      return literal(readDate(node.value, span, c.report), span);
    case 'TimeExpression': {
      const clock = readTime(node.value, span, c.report);
      return clock === undefined ? undefined : { kind: 'literal', literal: { kind: 'clock', value: clock }, span };
    }
    case 'TextExpression':
      return { kind: 'literal', literal: { kind: 'text', value: readText(node.value, span, c.report) }, span };
    case 'FlagExpression':
      return { kind: 'literal', literal: { kind: 'flag', value: node.value === 'true' }, span };
    default:
      return undefined;
  }
}

function literal(value: Literal | undefined, span: Expression['span'], written?: string): Expression | undefined {
  return value && { kind: 'literal', literal: value, ...(written !== undefined && { written }), span };
}

function comparison(
  c: Lowering,
  leftNode: ast.Expression,
  operator: Comparison,
  rightNode: ast.Expression | undefined,
  operatorSpan: Expression['span'],
  span: Expression['span'],
): Expression | undefined {
  const left = lowerExpression(c, leftNode);
  const right = lowerExpression(c, rightNode);
  return left && right && { kind: 'comparison', operator, left, right, operatorSpan, span };
}

function pathOf(name: string, span: Expression['span']): readonly Ref[] {
  const dot = name.indexOf('.');
  if (dot < 0) return [{ name, span }];
  const second = name.slice(dot + 1);
  return [
    { name: name.slice(0, dot), span: spanFrom(span, { end: span.start + dot }) },
    { name: second, span: spanFrom(span, { start: span.end - second.length }) },
  ];
}

function lowerIn(c: Lowering, node: ast.InExpression): Expression | undefined {
  if (refuseChain(c, node, node.value)) return lowerExpression(c, node.value);
  const span = spanOf(c, node);
  const value = lowerExpression(c, node.value);
  const { negated } = node;
  if (!value) return undefined;
  if (node.list) return { kind: 'in-list', negated, value, items: node.items.flatMap((item) => lowerExpression(c, item) ?? []), span };
  if (node.duration !== undefined) {
    const duration = durationOf(c, node, 'duration', node.duration);
    return duration && { kind: 'in-last', negated, value, duration: duration.value, written: node.duration, span };
  }
  const from = lowerExpression(c, node.from);
  const to = lowerExpression(c, node.to);
  return from && to && { kind: 'in-range', negated, value, from, to, span };
}

function lowerWindow(c: Lowering, node: ast.Window | undefined): WindowForm | undefined {
  if (!node) return undefined;
  const span = spanOf(c, node);
  switch (node.$type) {
    case 'LastWindow': {
      const duration = durationOf(c, node, 'duration', node.duration);
      return duration && { kind: 'last', duration: duration.value, span };
    }
    case 'DuringWindow': {
      const from = lowerDay(c, node.from);
      const to = lowerDay(c, node.to);
      return from && (!node.to || to) && { kind: 'during', from, ...(to && { to }), span };
    }
    case 'BeforeWindow':
    case 'SinceWindow': {
      const day = lowerDay(c, node.day);
      return day && { kind: node.$type === 'BeforeWindow' ? 'before' : 'since', day, span };
    }
  }
}

function lowerCall(c: Lowering, node: ast.CallExpression): Expression | undefined {
  const span = spanOf(c, node);
  const callee = node.callee.$type === 'NameExpression' ? node.callee.name : undefined;
  const calleeSpan = spanOf(c, node.callee);
  if (callee === undefined || !node.argument) return undefined;
  const window = lowerWindow(c, node.window);
  const where = lowerExpression(c, node.where);
  if (AGGREGATES.includes(callee)) {
    if (node.argument.$type !== 'NameExpression' || node.argument.name === undefined) {
      c.report({
        rule: 'type-mismatch',
        span: spanOf(c, node.argument),
        message: {
          en: `\`${callee}(…)\` counts over records: name an entity, such as \`order\` or \`order.amount\`.`,
          zh: `“${callee}(…)”对记录求值：请写实体，例如 order 或 order.amount。`,
        },
      });
      return undefined;
    }
    const [entity, attribute] = pathOf(node.argument.name, spanOf(c, node.argument));
    if (!entity) return undefined;
    return {
      kind: 'aggregate',
      name: callee as AggregateName,
      entity,
      ...(attribute && { attribute }),
      ...(window && { window }),
      ...(where && { where }),
      span,
    };
  }
  if (callee === 'age') {
    const of = lowerExpression(c, node.argument);
    return of && { kind: 'age', of, span };
  }
  if (OUTCOMES.includes(callee)) {
    if (node.argument.$type !== 'NameExpression' || node.argument.name === undefined) return undefined;
    return { kind: 'outcome', name: callee as OutcomeName, target: { name: node.argument.name, span: spanOf(c, node.argument) }, span };
  }
  const near = nearest(callee, [...AGGREGATES, 'age', ...OUTCOMES]);
  c.report({
    rule: 'unknown-name',
    span: calleeSpan,
    message:
      near === undefined
        ? {
            en: `There is no function \`${callee}\`. Known are ${[...AGGREGATES, 'age', ...OUTCOMES].map((name) => `\`${name}\``).join(', ')}.`,
            zh: `没有“${callee}”这个函数。可用：${[...AGGREGATES, 'age', ...OUTCOMES].join('、')}。`,
          }
        : { en: `There is no function \`${callee}\`. Did you mean \`${near}\`?`, zh: `没有“${callee}”这个函数，是不是想写“${near}”？` },
    ...(near !== undefined && {
      fixes: [{ title: { en: `Write \`${near}\``, zh: `改为“${near}”` }, safe: true, edits: [{ span: calleeSpan, text: near }] }],
    }),
  });
  return undefined;
}
