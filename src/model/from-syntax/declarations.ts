import type * as ast from '../../syntax/generated/ast.js';
import type { Span } from '../../text/span.js';
import { dayOf } from '../calendar.js';
import { readDate } from '../../syntax/literals/dates.js';
import type { Day, MonthDay } from '../literals.js';
import type {
  Attribute,
  AttributeType,
  Audience,
  Channel,
  ChannelKind,
  Entity,
  Event,
  EventDays,
  Fact,
  Formula,
  Measure,
  Message,
  Metric,
  MetricType,
  PlanBudget,
  Products,
  Rate,
  Role,
  SegmentEntry,
  Segments,
  Size,
  Store,
} from '../types.js';
import { insideOf, readCopy } from '../../syntax/literals/texts.js';
import { exact } from '../exact.js';
import { weekdayOfText } from '../literal-text.js';
import {
  checkOnce,
  choiceOf,
  dateOf,
  declared,
  durationOf,
  integerOf,
  literalOf,
  moneyOf,
  reasonOf,
  refOf,
  refsOf,
  spanOf,
  spanOfProperty,
  textOf,
  textsOf,
  timeOf,
  wordOf,
  type Draft,
  type Lowering,
} from './context.js';
import { lowerMonthDay, lowerSpan, overflowOf } from './days.js';
import { lowerExpression } from './expressions.js';

export const CHANNEL_KINDS: readonly ChannelKind[] = [
  'sms',
  'email',
  'push',
  'call',
  'wechat',
  'wecom',
  'moments',
  'group',
  'weibo',
  'social',
  'mail',
  'parcel',
  'live',
  'shop',
  'web',
];
export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
export const TYPES = ['key', 'text', 'integer', 'number', 'money', 'flag', 'date', 'time', 'duration'] as const;
export const METRIC_TYPES: readonly MetricType[] = ['money', 'integer', 'number', 'percent', 'duration'];

export function lowerStore(c: Lowering, node: ast.Store): Store | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties);
  const unread: Store['unread'][number][] = c.isBroken(base.span) ? ['timezone', 'currency', 'members'] : [];
  const store: Draft<Store> = { ...base, kind: 'store', unread };
  for (const property of node.properties) {
    if (property.$type === 'StoreTimezone') {
      const timezone = textOf(c, property, 'value', property.value);
      if (timezone) store.timezone = timezone;
      else unread.push('timezone');
    } else if (property.$type === 'StoreCurrency') {
      const currency = wordOf(c, property, 'value', property.value);
      if (currency) store.currency = { value: currency.name, span: currency.span };
      else unread.push('currency');
    } else {
      const members = integerOf(c, property, 'value', property.value, 1);
      if (members) store.members = members;
      else unread.push('members');
    }
  }
  return store;
}

export function lowerRole(c: Lowering, node: ast.Role): Role | undefined {
  const base = declared(c, node);
  return base && { ...base, kind: 'role' };
}

export function lowerEvent(c: Lowering, node: ast.Event): Event | undefined {
  const base = declared(c, node);
  const on = node.on && lowerEventDays(c, node.on);
  return base && { ...base, kind: 'event', ...(on && { on }) };
}

/** A `from .. to` of dates or of days of the year; both ends of one kind. */
function lowerDates(c: Lowering, node: ast.OnceDays | ast.YearlyDays): { from: Day | MonthDay; to: Day | MonthDay } | undefined {
  const read = (property: 'from' | 'to', image: string | undefined) => {
    if (image === undefined) return undefined;
    const literal = readDate(image, spanOfProperty(c, node, property), c.report);
    return literal?.kind === 'date' || literal?.kind === 'month-day' ? literal.value : undefined;
  };
  const from = read('from', node.from);
  const to = node.to === undefined ? from : read('to', node.to);
  if (from === undefined || to === undefined) return undefined;
  if (typeof from !== typeof to) {
    c.report({
      rule: 'type-mismatch',
      span: spanOf(c, node),
      message: {
        en: 'Both ends must be written alike: two full dates, or two days of the year.',
        zh: '首尾写法要一致：都写完整日期，或都写月日。',
      },
    });
    return undefined;
  }
  return { from, to };
}

function lowerEventDays(c: Lowering, node: ast.EventDays): EventDays | undefined {
  const span = spanOf(c, node);
  switch (node.$type) {
    case 'OnceDays':
    case 'YearlyDays': {
      const dates = lowerDates(c, node);
      if (!dates) return undefined;
      const { from, to } = dates;
      const yearly = node.$type === 'YearlyDays';
      if (typeof from === 'number' && typeof to === 'number') {
        if (yearly || node.lunar) {
          const word = yearly ? 'every' : 'lunar';
          c.report({
            rule: 'type-mismatch',
            span,
            message: {
              en: `After \`${word}\` a day of the year is needed, such as \`11-11\`, without a year.`,
              zh: `“${word}”之后写月日，例如“11-11”，不写年份。`,
            },
          });
          return undefined;
        }
        if (to < from) {
          c.report({ rule: 'invalid-literal', span, message: { en: 'This ends before it starts.', zh: '结束日期早于开始日期。' } });
          return undefined;
        }
        return { kind: 'once', from, to, span };
      }
      if (typeof from === 'number' || typeof to === 'number') return undefined;
      if (!yearly) {
        c.report({
          rule: 'type-mismatch',
          span,
          message: {
            en: 'This day has no year. Write `on every …` for a day of every year, or a full date.',
            zh: '这里缺少年份。每年的日子请写“on every …”，否则请写完整日期。',
          },
        });
        return undefined;
      }
      for (const [end, property] of [
        [from, 'from'],
        [to, 'to'],
      ] as const) {
        if (node.lunar ? end.day <= 30 : dayOf(2000, end.month, end.day) !== undefined) continue;
        const day = `${node.lunar ? 'lunar ' : ''}${String(end.month).padStart(2, '0')}-${String(end.day)}`;
        c.report({
          rule: 'invalid-literal',
          span: spanOfProperty(c, node, property),
          message: {
            en: `There is no ${day} in any year${node.lunar ? ': a lunar month has 29 or 30 days' : ''}.`,
            zh: node.lunar ? `农历没有${end.month}月${end.day}日：农历的月份只有29或30天。` : `任何一年都没有${end.month}月${end.day}日。`,
          },
        });
        return undefined;
      }
      return { kind: node.lunar ? 'lunar' : 'yearly', from, to, span };
    }
    case 'MonthlyDay': {
      const rule = node.rule && lowerMonthDay(c, node.rule);
      return rule && { kind: 'month-day', ...rule, span };
    }
    case 'WeeklyDay':
      return { kind: 'week', weekdays: node.weekdays.map(weekdayOfText), span };
    case 'NthWeekday': {
      const month =
        node.month === undefined ? undefined : MONTHS.findIndex((name) => name === node.month || name.slice(0, 3) === node.month) + 1;
      if (month === undefined || node.weekday === undefined) return undefined;
      if (month === 0) {
        choiceOf(c, node, 'month', node.month, MONTHS, { en: 'month', zh: '月份' });
        return undefined;
      }
      const overflow = overflowOf(c, node);
      if (node.overflow !== undefined && !overflow) return undefined;
      const nth = node.last ? ('last' as const) : Number(/\d+/.exec(node.nth ?? '')?.[0] ?? 0);
      if (nth !== 'last' && (nth < 1 || nth > 5)) {
        c.report({
          rule: 'invalid-literal',
          span: spanOfProperty(c, node, 'nth'),
          message: {
            en: 'A month has at most five of each weekday: write `1st` to `5th`, or `last`.',
            zh: '每月同一星期几最多五个：请写1st到5th，或last。',
          },
        });
        return undefined;
      }
      return {
        kind: 'nth-weekday',
        nth: nth as 1 | 2 | 3 | 4 | 5 | 'last',
        weekday: weekdayOfText(node.weekday),
        month,
        ...(overflow && { overflow }),
        span,
      };
    }
  }
}

function yesNo(c: Lowering, node: ast.ChannelPersonal | ast.ChannelConfirm): { value: boolean; span: Span } | undefined {
  const choice = choiceOf(c, node, 'value', node.value, ['yes', 'no'] as const, { en: 'answer', zh: '选项' });
  return choice && { value: choice.value === 'yes', span: choice.span };
}

export function lowerChannel(c: Lowering, node: ast.Channel): Channel | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties);
  const channel: Draft<Channel> = { ...base, kind: 'channel', requires: [] };
  if (!node.properties.some((property) => property.$type === 'ChannelKind')) {
    c.report({
      rule: 'syntax-error',
      span: base.nameSpan,
      message: {
        en: `Of what kind is \`${base.name}\`? Add for example \`kind sms\`.`,
        zh: `“${base.name}”是什么渠道？请加上例如 kind sms。`,
      },
    });
  }
  for (const property of node.properties) {
    switch (property.$type) {
      case 'ChannelKind': {
        const kind = choiceOf(c, property, 'value', property.value, CHANNEL_KINDS, { en: 'kind of channel', zh: '渠道类型' });
        if (kind) channel.channelKind = kind;
        break;
      }
      case 'ChannelCost': {
        const cost = moneyOf(c, property, 'value', property.value, true);
        if (cost) channel.cost = cost;
        break;
      }
      case 'ChannelRate': {
        const rate = lowerRate(c, property);
        if (rate) channel.rate = rate;
        break;
      }
      case 'ChannelQuiet': {
        const from = timeOf(c, property, 'from', property.from);
        const to = timeOf(c, property, 'to', property.to, true);
        if (from && to) channel.quiet = { from: from.value, to: to.value, span: spanOf(c, property) };
        break;
      }
      case 'ChannelRequires':
        channel.requires = property.flags.flatMap((flag, index) => wordOf(c, property, 'flags', flag, index) ?? []);
        break;
      case 'ChannelPersonal': {
        const answer = yesNo(c, property);
        if (answer) channel.personal = answer;
        break;
      }
      case 'ChannelConfirm': {
        const answer = yesNo(c, property);
        if (answer) channel.confirm = answer;
        break;
      }
      case 'ChannelGroups': {
        const groups = integerOf(c, property, 'value', property.value, 1);
        if (groups) channel.groups = groups;
        break;
      }
      case 'ChannelCapacity': {
        const capacity = integerOf(c, property, 'value', property.value, 1);
        if (capacity) channel.capacity = capacity;
        break;
      }
    }
  }
  return channel;
}

function lowerRate(c: Lowering, node: ast.ChannelRate): Rate | undefined {
  const count = integerOf(c, node, 'count', node.count, 1);
  const duration = durationOf(c, node, 'duration', node.duration);
  return count && duration && { count: count.value, duration: duration.value, span: spanOf(c, node) };
}

export function lowerEntity(c: Lowering, node: ast.Entity): Entity | undefined {
  const base = declared(c, node);
  const of = refOf(c, node.of);
  return (
    base && {
      ...base,
      kind: 'entity',
      extend: node.extend,
      ...(of && { of }),
      attributes: node.attributes.flatMap((attribute) => lowerAttribute(c, attribute) ?? []),
    }
  );
}

function lowerAttribute(c: Lowering, node: ast.Attribute): Attribute | undefined {
  const type = node.type && lowerType(c, node.type);
  if (node.name === undefined) return undefined;
  if (!type) {
    c.lost.push(node.name);
    return undefined;
  }
  return { name: node.name, nameSpan: spanOfProperty(c, node, 'name'), fixed: node.fixed, type };
}

function lowerType(c: Lowering, node: ast.AttributeType): AttributeType | undefined {
  if (node.$type === 'EnumerationType') {
    const values = node.values.flatMap((value, index) => wordOf(c, node, 'values', value, index) ?? []);
    for (const [index, value] of values.entries()) {
      const first = values.slice(0, index).find((earlier) => earlier.name === value.name);
      if (first) {
        c.report({
          rule: 'duplicate-name',
          span: value.span,
          message: { en: `\`${value.name}\` stands twice among the values. Keep one.`, zh: `取值“${value.name}”写了两次，请只保留一个。` },
          related: [{ span: first.span, message: { en: 'the first one', zh: '第一次出现' } }],
        });
      }
      if (value.name !== 'known' && value.name !== 'unknown') continue;
      c.report({
        rule: 'invalid-literal',
        span: value.span,
        message: {
          en: `\`${value.name}\` cannot be a value: \`is ${value.name}\` asks whether there is one.`,
          zh: `“${value.name}”不能作为取值：“is ${value.name}”用来判断有没有值。`,
        },
      });
    }
    return { kind: 'enumeration', values };
  }
  const kind = choiceOf(c, node, 'kind', node.kind, TYPES, { en: 'type', zh: '类型' });
  if (!kind) return undefined;
  if (kind.value !== 'text') return { kind: kind.value };
  const upTo = integerOf(c, node, 'upTo', node.upTo, 1);
  return { kind: 'text', ...(upTo && { upTo: upTo.value }) };
}

export function lowerMeasure(c: Lowering, node: ast.Measure): Measure | undefined {
  const base = declared(c, node);
  const value = lowerExpression(c, node.value);
  return base && { ...base, kind: 'measure', ...(value && { value }) };
}

function lowerSize(c: Lowering, node: ast.Size | undefined): Size | undefined {
  if (!node) return undefined;
  const low = integerOf(c, node, 'low', node.low);
  const high = node.high === undefined ? low : integerOf(c, node, 'high', node.high);
  const on = dateOf(c, node, 'date', node.date);
  if (!low || !high) return undefined;
  if (high.value < low.value) {
    c.report({
      rule: 'invalid-literal',
      span: spanOf(c, node),
      message: {
        en: `The size goes down: write the smaller number first, \`${node.high ?? ''} .. ${node.low ?? ''}\`.`,
        zh: `人数范围写反了：请先写小的，“${node.high ?? ''} .. ${node.low ?? ''}”。`,
      },
    });
    return undefined;
  }
  return { low: low.value, high: high.value, ...(on && { on: on.value }), span: spanOf(c, node) };
}

export function lowerAudience(c: Lowering, node: ast.Audience): Audience | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties);
  const of = refOf(c, node.of);
  const audience: Draft<Audience> = { ...base, kind: 'audience', ...(of && { of }) };
  for (const property of node.properties) {
    switch (property.$type) {
      case 'AudienceWhere': {
        const where = lowerExpression(c, property.condition);
        if (where) audience.where = where;
        break;
      }
      case 'AudienceFrom': {
        const from = textOf(c, property, 'value', property.value);
        if (from) audience.from = from;
        break;
      }
      case 'Size': {
        const size = lowerSize(c, property);
        if (size) audience.size = size;
        else audience.isSizeUnread = true;
        break;
      }
      case 'AudienceAsOf': {
        const date = dateOf(c, property, 'date', property.date);
        if (date) audience.asOf = date;
        break;
      }
    }
  }
  const says = node.properties.some((property) => property.$type === 'AudienceWhere' || property.$type === 'AudienceFrom');
  // Nobody knows who belongs to it: like a list from another system, not everyone.
  if (!audience.where && !audience.from && (says || c.isBroken(base.span))) audience.from = { value: `?${base.name}`, span: base.nameSpan };
  if (audience.where && audience.from) {
    c.report({
      rule: 'type-mismatch',
      span: audience.from.span,
      message: {
        en: `\`${base.name}\` says twice who belongs to it: a condition with \`where\`, and another system with \`from\`. Keep one, or let \`${base.name}\` be \`of\` an audience with the \`from\`.`,
        zh: `“${base.name}”有两种口径：where 的条件和 from 的外部名单。请只保留一个，或另设一个 from 人群，再用 of 从中筛选。`,
      },
    });
  }
  return audience;
}

export function lowerSegments(c: Lowering, node: ast.Segments): Segments | undefined {
  const base = declared(c, node);
  const of = refOf(c, node.of);
  if (!base) {
    c.lost.push(...node.entries.flatMap(({ name }) => name ?? []));
    return undefined;
  }
  const entries = node.entries.flatMap((entry) => lowerEntry(c, entry) ?? []);
  for (const entry of entries.slice(0, -1)) {
    if (!entry.otherwise) continue;
    c.report({
      rule: 'syntax-error',
      span: entry.nameSpan,
      message: {
        en: '`otherwise` takes everybody who is left: only the last entry can have it.',
        zh: 'otherwise 收下其余所有人，只能写在最后一项。',
      },
    });
  }
  return { ...base, kind: 'segments', ...(of && { of }), entries };
}

function lowerEntry(c: Lowering, node: ast.SegmentEntry): SegmentEntry | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  const where = lowerExpression(c, node.condition);
  const size = lowerSize(c, node.size);
  if (!where && !node.otherwise && !node.condition) {
    c.report({
      rule: 'syntax-error',
      span: base.nameSpan,
      message: {
        en: `Who belongs to \`${base.name}\`? Write \`where …\`, or \`otherwise\` for everybody who is left.`,
        zh: `“${base.name}”包含哪些人？请写“where …”，其余的人写 otherwise。`,
      },
    });
  }
  return { ...base, ...(where && { where }), otherwise: node.otherwise, ...(size ? { size } : node.size && { isSizeUnread: true }) };
}

export function lowerFact(c: Lowering, node: ast.Fact): Fact | undefined {
  const relation = node.relation;
  const left = refOf(c, relation?.left);
  const right = refOf(c, relation?.right);
  if (!relation || !left || !right) return undefined;
  const because = reasonOf(c, node, 'because', node.because);
  const most = relation.$type === 'OverlapRelation' ? integerOf(c, relation, 'most', relation.most) : undefined;
  if (!because) {
    c.report({
      rule: 'syntax-error',
      span: spanOf(c, node),
      message: { en: 'Say where the fact comes from: add `because "…"`.', zh: '请写明依据：加上 because "…"。' },
    });
  }
  const kind = relation.$type === 'DisjointRelation' ? 'disjoint' : relation.$type === 'WithinRelation' ? 'within' : 'overlap';
  return { kind: 'fact', relation: kind, left, right, ...(most && { most }), ...(because && { because }), span: spanOf(c, node) };
}

export function lowerProducts(c: Lowering, node: ast.Products): Products | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties);
  const products: Draft<Products> = { ...base, kind: 'products', skus: [], categories: [] };
  for (const property of node.properties) {
    if (property.$type === 'ProductSkus') products.skus = textsOf(c, property, 'values', property.values);
    else if (property.$type === 'ProductCategories') products.categories = textsOf(c, property, 'values', property.values);
    else {
      const price = moneyOf(c, property, 'value', property.value);
      if (price) products.priceFrom = price;
    }
  }
  return products;
}

export function lowerMessage(c: Lowering, node: ast.Message): Message | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties);
  const channel = refOf(c, node.channel);
  const message: Draft<Message> = { ...base, kind: 'message', ...(channel && { channel }) };
  for (const property of node.properties) {
    if (property.value === undefined) continue;
    const span = spanOfProperty(c, property, 'value');
    if (property.$type === 'MessageBody' && property.file) {
      const path = textOf(c, property, 'value', property.value);
      if (path) message.bodyFile = path;
      continue;
    }
    const copy = { parts: readCopy(property.value, span, c.report), span, inside: insideOf(property.value, span) };
    if (property.$type === 'MessageText') message.text = copy;
    else if (property.$type === 'MessageSubject') message.subject = copy;
    else message.body = copy;
  }
  return message;
}

export function lowerMetric(c: Lowering, node: ast.Metric): Metric | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  const formula = node.formula && lowerFormula(c, node.formula);
  const type = choiceOf(c, node, 'type', node.type, METRIC_TYPES, { en: 'type of metric', zh: '指标类型' });
  const better = choiceOf(c, node, 'better', node.better, ['higher', 'lower'] as const, { en: 'direction', zh: '方向' })?.value ?? 'higher';
  return { ...base, kind: 'metric', ...(type && { type }), ...(formula && { formula }), better };
}

function lowerFormula(c: Lowering, node: ast.Formula): Formula | undefined {
  const span = spanOf(c, node);
  switch (node.$type) {
    case 'NumberFormula': {
      const literal = node.value === undefined ? undefined : literalOf(c, node.value, span);
      if (literal?.kind === 'integer') return { kind: 'number', value: exact(literal.value), span };
      if (literal?.kind === 'number') return { kind: 'number', value: literal.value, span };
      if (literal)
        c.report({
          rule: 'type-mismatch',
          span,
          message: { en: 'Formulas are over metrics and plain numbers, without units.', zh: '公式里只写指标和不带单位的数字。' },
        });
      return undefined;
    }
    case 'MetricFormula': {
      const ref = refOf(c, node.metric);
      return ref && { kind: 'metric', ref, span };
    }
    case 'SumFormula':
    case 'ProductFormula': {
      const left = lowerFormula(c, node.left);
      const right = node.right && lowerFormula(c, node.right);
      return left && right && { kind: 'binary', operator: node.operator, left, right, span };
    }
    default:
      return undefined;
  }
}

export function lowerPlan(c: Lowering, node: ast.Plan): PlanBudget | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties);
  const plan: Draft<PlanBudget> = { ...base, kind: 'plan', campaigns: [] };
  for (const property of node.properties) {
    if (property.$type === 'Runs') {
      const runs = lowerSpan(c, property);
      if (runs) plan.runs = runs;
    } else if (property.$type === 'Budget') {
      const budget = moneyOf(c, property, 'value', property.value);
      if (budget) plan.budget = budget;
    } else {
      const refs = refsOf(c, property.campaigns);
      plan.campaigns = refs.filter((ref, index) => refs.findIndex((other) => other.name === ref.name) === index);
      for (const ref of refs) {
        if (plan.campaigns.includes(ref)) continue;
        c.report({
          rule: 'duplicate-name',
          span: ref.span,
          message: { en: `\`${ref.name}\` stands twice in this plan. Keep one.`, zh: `这份计划里写了两次“${ref.name}”，请只保留一个。` },
        });
      }
    }
  }
  return plan;
}
