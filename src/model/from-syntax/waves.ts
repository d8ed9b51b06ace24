import type * as ast from '../../syntax/generated/ast.js';
import type { AstNode } from 'langium';
import type { Comparison } from '../expressions.js';
import type { Span } from '../../text/span.js';
import { ZERO } from '../exact.js';
import type { Gate, Located, TestVariant, Waive, Wave, WaveClass, WaveTest } from '../types.js';
import type { Literal } from '../literals.js';
import {
  checkOnce,
  choiceOf,
  declared,
  durationOf,
  integerOf,
  literalOf,
  percentOf,
  refOf,
  refsOf,
  spanOf,
  spanOfProperty,
  reasonOf,
  wordOf,
  type Draft,
  type Lowering,
  reportLacking,
} from './context.js';
import { lowerDay, lowerMoment, lowerWhens } from './days.js';
import { lowerExpression, operatorOf } from './expressions.js';
import { lowerWindow } from './windows.js';

export const CLASSES: readonly WaveClass[] = ['marketing', 'care', 'service', 'transactional'];

/** A metric, a comparison and the value it is held against; equality is `is`. */
export function lowerTarget(
  c: Lowering,
  node: AstNode & { operator?: Comparison | '==' | 'is'; value?: string },
): { operator: Comparison; value: Located<Literal> } | undefined {
  if (node.value === undefined || node.operator === undefined) return undefined;
  const span = spanOfProperty(c, node, 'value');
  const value = literalOf(c, node.value, span);
  const operator = operatorOf(c, node.operator, spanOfProperty(c, node, 'operator'));
  return value && { operator, value: { value, span } };
}

export function lowerWaive(c: Lowering, node: ast.Waive): Waive | undefined {
  checkOnce(c, node.parts);
  const rule = wordOf(c, node, 'rule', node.rule);
  if (!rule) return undefined;
  const waive: Draft<Waive> = { rule, on: [], span: spanOf(c, node) };
  for (const part of node.parts) {
    switch (part.$type) {
      case 'WaiveOn':
        waive.on = refsOf(c, part.channels);
        break;
      case 'WaiveBecause': {
        const because = reasonOf(c, part, 'value', part.value);
        if (because) waive.because = because;
        break;
      }
      case 'WaiveBy': {
        const by = refOf(c, part.role);
        if (by) waive.by = by;
        break;
      }
      case 'WaiveUntil': {
        const until = lowerDay(c, part.day);
        if (until) waive.until = until;
        break;
      }
    }
  }
  const lacking = (['because', 'by', 'until'] as const).filter((word) => waive[word] === undefined).map((word) => `\`${word}\``);
  if (lacking.length > 0) {
    c.report({
      rule: 'syntax-error',
      span: waive.span,
      message: {
        en: `An exception needs a reason, an owner and an end: ${lacking.join(', ')} is missing.`,
        zh: `豁免要写明原因、负责人和截止日期：缺少${lacking.join('、')}。`,
      },
    });
  }
  return waive;
}

/** Variants have names of their own and leave nobody twice; who is in none of them gets the winner, so there must be one. */
function checkTest(c: Lowering, node: ast.WaveTest, variants: readonly TestVariant[]): void {
  const tell = (rule: 'syntax-error' | 'duplicate-name' | 'invalid-literal', span: Span, en: string, zh: string): void => {
    c.report({ rule, span, message: { en, zh } });
  };
  const span = spanOf(c, node);
  if (node.variants.length < 2) {
    tell(
      'syntax-error',
      span,
      'A test compares at least two variants, such as `a 10% message m1` and `b 10% message m2`.',
      '测试至少要有两个版本，例如 a 10% message m1 和 b 10% message m2。',
    );
    return;
  }
  for (const [index, { name }] of variants.entries()) {
    if (variants.slice(0, index).some((earlier) => earlier.name.value === name.value))
      tell(
        'duplicate-name',
        name.span,
        `Two variants are called \`${name.value}\`. Rename one.`,
        `有两个版本都叫“${name.value}”，请改掉一个。`,
      );
  }
  for (const variant of variants) {
    if (variant.share.equals(0))
      tell('invalid-literal', variant.span, 'A variant that 0% get tests nothing.', '占比为0%的版本无法参与测试。');
  }
  if (variants.length < node.variants.length) return;
  const total = variants.reduce((sum, variant) => sum.add(variant.share), ZERO);
  const percent = total.mul(100).toString();
  if (total.gt(1))
    tell(
      'invalid-literal',
      span,
      `The variants are to reach ${percent}% of the members together; there are only 100%.`,
      `各版本的占比合计为${percent}%，超过了100%。`,
    );
  else if (total.lt(1) && !node.winner)
    tell(
      'syntax-error',
      span,
      `The variants reach ${percent}% of the members; say what the others get: \`winner by click_rate after 4h\`.`,
      `各版本合计只覆盖${percent}%的会员，其余的人收到什么？请加上 winner by click_rate after 4h。`,
    );
}

function lowerTest(c: Lowering, node: ast.WaveTest): WaveTest {
  const variants = node.variants.flatMap((variant) => {
    const name = wordOf(c, variant, 'name', variant.name);
    const share = percentOf(c, variant, 'share', variant.share);
    const message = refOf(c, variant.message);
    return name && share && message
      ? [{ name: { value: name.name, span: name.span }, share: share.value, message, span: spanOf(c, variant) }]
      : [];
  });
  checkTest(c, node, variants);
  const metric = refOf(c, node.winner?.metric);
  const after = node.winner && durationOf(c, node.winner, 'after', node.winner.after);
  return {
    variants,
    ...(node.winner && metric && after && { winner: { metric, after: after.value, span: spanOf(c, node.winner) } }),
    span: spanOf(c, node),
  };
}

function lowerGate(c: Lowering, node: ast.WaveGate): Gate | undefined {
  const metric = refOf(c, node.metric);
  const target = lowerTarget(c, node);
  const until = lowerMoment(c, node.until);
  const then = choiceOf(c, node, 'then', node.then, ['send', 'stop'] as const, { en: 'way on', zh: '后续处理' });
  return metric && target && until && then && { metric, ...target, until, then: then.value, span: spanOf(c, node) };
}

export function lowerWave(c: Lowering, node: ast.Wave, step: Wave['step']): Wave | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties, ['Waive', 'WaveAt']);
  checkOnce(
    c,
    node.properties.filter((property) => property.$type === 'WaveAt' && property.limited),
  );
  checkOnce(
    c,
    node.properties.filter((property) => property.$type === 'WaveAt' && !property.limited),
  );
  const channel = refOf(c, node.channel);
  const waives: Waive[] = [];
  const wave: Draft<Wave> = {
    ...base,
    kind: 'wave',
    step,
    ...(channel && { channel }),
    to: refsOf(c, node.to),
    except: refsOf(c, node.except),
    at: [],
    offers: [],
    waives,
  };
  const set = <K extends keyof Wave>(key: K, value: Wave[K] | undefined): void => {
    if (value !== undefined) wave[key] = value;
  };
  for (const property of node.properties) {
    switch (property.$type) {
      case 'WaveAt': {
        if (!property.limited) {
          wave.at = lowerWhens(c, property.when);
          break;
        }
        const count = integerOf(c, property, 'count', property.count, 1);
        const window = lowerWindow(c, property.window);
        // A limit that is written wrong is reported; it is not missing as well.
        wave.limit = { count: count?.value ?? 1, window: window ?? { kind: 'campaign' }, span: spanOf(c, property) };
        break;
      }
      case 'WaveMessage':
        set('message', refOf(c, property.message));
        break;
      case 'Offer':
        wave.offers = refsOf(c, property.benefits);
        break;
      case 'WaveLink':
        if (property.device && property.value === 'by') wave.link = { value: 'by device', span: spanOf(c, property) };
        else
          set('link', choiceOf(c, property, 'value', property.value, ['short', 'main'] as const, { en: 'kind of link', zh: '链接类型' }));
        break;
      case 'WaveSplit': {
        const size = integerOf(c, property, 'size', property.size, 1);
        const every = durationOf(c, property, 'every', property.every);
        if (size) wave.split = { size, ...(every && { every: every.value }), span: spanOf(c, property) };
        break;
      }
      case 'WaveDuring':
        set('during', refOf(c, property.phase));
        break;
      case 'WaveClass':
        set('class', choiceOf(c, property, 'value', property.value, CLASSES, { en: 'class of message', zh: '消息类别' }));
        break;
      case 'WaveWhere':
        set('where', lowerExpression(c, property.condition));
        break;
      case 'WaveSkip':
        wave.skipWhenCapped = spanOf(c, property);
        break;
      case 'WaveConfirm': {
        const by = refOf(c, property.by);
        const until = lowerMoment(c, property.until);
        wave.confirm = { ...(by && { by }), ...(until && { until }), span: spanOf(c, property) };
        break;
      }
      case 'WaveTest':
        wave.test = lowerTest(c, property);
        break;
      case 'WaveGate':
        set('gate', lowerGate(c, property));
        break;
      case 'Waive': {
        const waive = lowerWaive(c, property);
        if (waive) waives.push(waive);
        break;
      }
    }
  }
  if (!node.properties.some((property) => property.$type === 'WaveAt' && !property.limited)) {
    reportLacking(c, base, {
      en: `When does \`${base.name}\` go out? Add for example \`at start + 1d 10:00\`.`,
      zh: `“${base.name}”什么时候发送？请加上例如 at start + 1d 10:00。`,
    });
  }
  return wave;
}
