import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { decimal } from '../../src/model/exact.js';
import type { Condition, Scalar, TimeWindow, Value } from '../../src/model/conditions.js';
import { applyEdits } from '../../src/text/edit.js';

/** Conditions as planners write them, with what they mean or what is wrong with them. */

const LANGUAGE = new Set(['unknown-name', 'type-mismatch', 'invalid-literal', 'cyclic-reference']);

function source(condition: string): string {
  return `store s "S" { timezone "Asia/Shanghai" currency CNY members 1000 }
measure recency "距上次购买" = age(last(order.at))
measure orders_1y "一年订单数" = count(order in last 365d)
measure consent "同意" = sms_consent
audience other { from "tag" }
audience subject { where ${condition} }
`;
}

function check(condition: string): { readonly condition: Condition | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const { plan, diagnostics } = analyse([{ path: 'p.crm', text: source(condition) }]);
  return { condition: plan.audiences.get('subject')?.condition, diagnostics: diagnostics.filter(({ rule }) => LANGUAGE.has(rule)) };
}

/** A typed condition in prefix form. */
function spell(condition: Condition): string {
  switch (condition.kind) {
    case 'everyone':
    case 'nobody':
      return condition.kind;
    case 'and':
    case 'or':
      return `${condition.kind}(${condition.parts.map(spell).join(', ')})`;
    case 'not':
      return `not(${spell(condition.part)})`;
    case 'compare':
      return `${spellValue(condition.left)} ${condition.operator} ${spellValue(condition.right)}`;
    case 'flag':
      return `flag(${spellValue(condition.value)})`;
    case 'one-of':
      return `${spellValue(condition.value)} in [${condition.scalars.map(spellScalar).join(', ')}]`;
    case 'known':
      return `known(${spellValue(condition.value)})`;
    case 'text-match':
      return `${condition.match}(${spellValue(condition.value)}, ${condition.text})`;
    case 'in-last':
      return `in-last(${spellValue(condition.value)}, ${condition.duration.count}${condition.duration.unit})`;
    case 'exists':
      return `exists(${spellRecords(condition)})`;
    case 'member-of':
      return `in(${condition.audience})`;
    case 'top':
      return `top(${decimal(condition.percent)}, ${spellValue(condition.by)}, ${condition.of})`;
    case 'outcome':
      return `${condition.outcome}(${condition.target})`;
  }
}

function spellValue(value: Value): string {
  switch (value.kind) {
    case 'attribute':
      return `${value.entity}.${value.attribute}`;
    case 'age':
      return `age(${spellValue(value.of)})`;
    case 'constant':
      return spellScalar(value.scalar);
    case 'aggregate':
      return `${value.function}(${spellRecords(value)})`;
  }
}

function spellScalar(scalar: Scalar): string {
  if (scalar.kind === 'number') return `${decimal(scalar.value)}:${scalar.of}`;
  if (scalar.kind === 'duration') return `${scalar.value.count}${scalar.value.unit}`;
  if (scalar.kind === 'date') return new Date(scalar.value * 86_400_000).toISOString().slice(0, 10);
  return String(scalar.value);
}

function spellRecords({
  entity,
  attribute,
  window,
  where,
}: {
  entity: string;
  attribute?: string;
  window?: TimeWindow;
  where?: Condition;
}): string {
  const of = entity + (attribute === undefined ? '' : `.${attribute}`);
  return [of, ...(window ? [spellWindow(window)] : []), ...(where ? [`where ${spell(where)}`] : [])].join(' ');
}

function spellWindow(window: TimeWindow): string {
  const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
  if (window.kind === 'last') return `last ${window.duration.count}${window.duration.unit}`;
  if (window.kind === 'during') return `${day(window.from)}..${day(window.to)}`;
  return `${window.kind} ${window.moment.kind === 'day' ? day(window.moment.day) : window.moment.wave}`;
}

describe('what conditions mean', () => {
  test.each([
    ['recency <= 90d', 'age(last(order.at)) <= 90d'],
    ['90d >= recency', 'age(last(order.at)) <= 90d'],
    ['recency is unknown', 'not(known(age(last(order.at))))'],
    [
      'level in (v3, v4) and device is mobile and sms_consent',
      'and(member.level in [v3, v4], member.device = mobile, flag(member.sms_consent))',
    ],
    ['consent', 'flag(member.sms_consent)'],
    ['sms_consent is false', 'member.sms_consent = false'],
    ['level in v2 .. v4', 'and(member.level >= v2, member.level <= v4)'],
    ['level not in v2 .. v3', 'or(member.level < v2, member.level > v3)'],
    ['city is not "上海"', 'member.city != 上海'],
    ['city not in ("上海", "北京")', 'and(known(member.city), not(member.city in [上海, 北京]))'],
    ['orders_1y in 2 .. 5', 'and(count(order last 365d) >= 2:integer, count(order last 365d) <= 5:integer)'],
    ['registered in last 30d', 'in-last(member.registered, 30d)'],
    ['registered >= 2026-01-01', 'member.registered >= 2026-01-01'],
    ['any(order in last 180d where category is "女包")', 'exists(order last 180d where order.category = 女包)'],
    ['no(order during double11 2025)', 'not(exists(order 2025-11-11..2025-11-11))'],
    ['any(order during 2025-01-01 .. 2025-03-31)', 'exists(order 2025-01-01..2025-03-31)'],
    ['any(order since 2026-01-01)', 'exists(order since 2026-01-01)'],
    ['count(order in last 365d where status is paid) >= 6', 'count(order last 365d where order.status = paid) >= 6:integer'],
    ['sum(order.amount) > 1万元', 'sum(order.amount) > 10000:money'],
    ['last(order.status) is refunded', 'last(order.status) = refunded'],
    ['any(order where amount >= 100元 and level is v3)', 'exists(order where and(order.amount >= 100:money, member.level = v3))'],
    ['any(order where order.amount >= 100元)', 'exists(order where order.amount >= 100:money)'],
    ['member.level is v3', 'member.level = v3'],
    ['email ends with "qq.com"', 'ends(member.email, qq.com)'],
    ['in other and not in other', 'and(in(other), not(in(other)))'],
    ['top 20% by sum(order.amount)', 'top(0.2, sum(order.amount), everyone)'],
    ['birthday is known', 'known(member.birthday)'],
    ['registered < birthday', 'member.registered < member.birthday'],
  ])('%s', (text, expected) => {
    const { condition, diagnostics } = check(text);
    expect(diagnostics.map(({ message }) => message.en)).toEqual([]);
    expect(condition && spell(condition)).toBe(expected);
  });
});

describe('what is wrong with them', () => {
  test.each([
    [
      'recency > 300元',
      '"recency" is a duration, but "300元" is money. Compare it with a duration such as 90d.',
      '“recency”是时长，而“300元”是金额，两者不能比较。请写时长，例如 90d。',
    ],
    [
      'sum(order.amount) > 100',
      '"sum(order.amount)" is money, but "100" is a whole number. Compare it with money such as 300元.',
      '“sum(order.amount)”是金额，而“100”是整数，两者不能比较。请写金额，例如 300元。',
    ],
    [
      'level is v9',
      '"v9" is not a value of member.level (v1, v2, v3, v4). Did you mean "v1"?',
      '“v9”不是 member.level 的取值（v1、v2、v3、v4）。是否想写“v1”？',
    ],
    [
      'level is "v3"',
      '"level" is one of v1, v2, v3, v4, but "v3" is a text. Compare it with one of its values, such as v1.',
      '“level”是 v1、v2、v3、v4 之一，而“v3”是文字，两者不能比较。请写其中之一，例如 v1。',
    ],
    [
      'city > "上海"',
      '"city" is a text, which has no order. Use "is", "is not" or "in (…)".',
      '“city”是文字，没有先后大小。请用“is”、“is not”或“in (…)”。',
    ],
    ['city is 上海', '"上海" is not an attribute or measure. Texts stand in quotes.', '“上海”不是属性或度量。文字要加引号。'],
    [
      'recencey <= 90d',
      '"recencey" is not an attribute or measure. Did you mean "recency"?',
      '“recencey”不是属性或度量。是否想写“recency”？',
    ],
    ['other', '"other" is an audience. Write "in other" for its members.', '“other”是人群。表示属于它的会员请写“in other”。'],
    ['in othr', '"othr" is not an audience. Did you mean "other"?', '“othr”不是人群。是否想写“other”？'],
    ['any(orders)', '"orders" is not an entity. Did you mean "order"?', '“orders”不是实体。是否想写“order”？'],
    [
      'order.amount > 3元',
      'A member can have many of "order". Say which one is meant, for example last(order.amount).',
      '一个会员可以有多条“order”。请说明是哪一条，例如 last(order.amount)。',
    ],
    ['sum(order) > 3元', 'sum(…) needs an attribute, for example sum(order.amount).', 'sum(…) 需要一个属性，例如 sum(order.amount)。'],
    [
      'sum(order.status) > 3',
      'sum(…) needs numbers or money, but "order.status" is one of unpaid, paid, shipped, done, refunded, cancelled.',
      'sum(…) 需要数字或金额，而“order.status”是 unpaid、paid、shipped、done、refunded、cancelled 之一。',
    ],
    [
      'sum(order.amout) > 3元',
      '"amout" is not an attribute of order. Did you mean "amount"?',
      '“amout”不是 order 的属性。是否想写“amount”？',
    ],
    [
      'level',
      '"level" is one of v1, v2, v3, v4, not a condition. Compare it, for example level is v1.',
      '“level”是 v1、v2、v3、v4 之一，不是条件。请写成比较，例如 level is v1。',
    ],
    [
      'count(order)',
      '"count(order)" is a whole number, not a condition. Compare it, for example count(order) >= 3.',
      '“count(order)”是整数，不是条件。请写成比较，例如 count(order) >= 3。',
    ],
    [
      'recency in last 30d',
      '"in last" needs a date, but "recency" is a duration. Write recency < 30d.',
      '“in last”需要日期，而“recency”是时长。请写 recency < 30d。',
    ],
    [
      'age(level) < 30d',
      'age(…) needs a date or point in time, but "level" is one of v1, v2, v3, v4. Write for example age(last(order.at)).',
      'age(…) 需要日期或时间，而“level”是 v1、v2、v3、v4 之一。请写例如 age(last(order.at))。',
    ],
    [
      'recency in 180d .. 90d',
      'The range 180d .. 90d is empty: its start lies after its end.',
      '区间 180d .. 90d 是空的：起点在终点之后。',
    ],
    ['recency starts with "9"', '"starts with" needs a text, but "recency" is a duration.', '“starts with”需要文字，而“recency”是时长。'],
    [
      'top 0% by orders_1y',
      '"top" needs a percentage above 0% and up to 100%, such as top 20%.',
      '“top”需要大于 0% 且不超过 100% 的百分比，例如 top 20%。',
    ],
  ])('%s', (text, en, zh) => {
    const { diagnostics } = check(text);
    expect(diagnostics.map(({ message }) => message)).toEqual([{ en, zh }]);
  });

  test('all mistakes show at once', () => {
    expect(check('recencey <= 90d and in othr and level is v9').diagnostics).toHaveLength(3);
  });

  test('fixes put the right name in place', () => {
    const fixed = (text: string): string => {
      const edits = check(text).diagnostics.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
      return /where (.*) \}/.exec(applyEdits(source(text), edits).split('\n').at(-2) ?? '')?.[1] ?? '';
    };
    expect(fixed('recencey <= 90d')).toBe('recency <= 90d');
    expect(fixed('level is "v3"')).toBe('level is v3');
    expect(fixed('city is 上海')).toBe('city is "上海"');
    expect(fixed('other')).toBe('in other');
    expect(fixed('recency in 180d .. 90d')).toBe('recency in 90d .. 180d');
  });
});

describe('measures', () => {
  const problems = (text: string): readonly string[] =>
    analyse([{ path: 'p.crm', text: `store s "S" { timezone "Asia/Shanghai" currency CNY members 1000 }\n${text}` }])
      .diagnostics.filter(({ rule }) => LANGUAGE.has(rule))
      .map(({ rule, message }) => `${rule}: ${message.en}`);

  test.each([
    ['any(order in last 30d)', 'm', 'exists(order last 30d)'],
    ['no(order)', 'not m', 'not(not(exists(order)))'],
    ['recency <= 90d and sms_consent', 'm', 'and(age(last(order.at)) <= 90d, flag(member.sms_consent))'],
    ['in other', 'm or sms_consent', 'or(in(other), flag(member.sms_consent))'],
    ['consent', 'm', 'flag(member.sms_consent)'],
    ['top 20% by orders_1y', 'm is true', 'top(0.2, count(order last 365d), everyone)'],
    ['any(order)', 'm is false', 'not(exists(order))'],
    ['any(order)', 'm is not true', 'not(exists(order))'],
    ['any(order)', 'true is m', 'exists(order)'],
    ['any(order)', 'm is known', 'everyone'],
    ['any(order)', 'm is unknown', 'not(everyone)'],
    ['any(order)', 'm in (true, false)', 'or(exists(order), not(exists(order)))'],
    ['any(order)', 'm not in (true)', 'not(or(exists(order)))'],
    [
      'any(order)',
      'sms_consent is m',
      'or(and(known(member.sms_consent), flag(member.sms_consent), exists(order)), and(known(member.sms_consent), not(flag(member.sms_consent)), not(exists(order))))',
    ],
    ['any(order)', 'm is not m', 'or(and(exists(order), not(exists(order))), and(not(exists(order)), exists(order)))'],
  ])('a condition with a name: %s, used as %s', (measure, use, expected) => {
    const text = `${source(use)}measure m = ${measure}\n`;
    const { plan, diagnostics } = analyse([{ path: 'p.crm', text }]);
    expect(diagnostics.filter(({ rule }) => LANGUAGE.has(rule))).toEqual([]);
    const condition = plan.audiences.get('subject')?.condition;
    expect(condition && spell(condition)).toBe(expected);
  });

  test('a measure of a condition is a yes or no', () => {
    const told = (use: string): readonly string[] => problems(`measure m = any(order)\naudience x { where ${use} }`);
    expect(told('m > 3')).toEqual([
      'type-mismatch: "m" is a yes or no, but "3" is a whole number. Compare it with a yes or no such as true.',
    ]);
    expect(told('m in false .. true')).toEqual(['type-mismatch: "m" is a yes or no, which has no ranges. List the values: in (…, …).']);
    expect(told('m > true')).toEqual(['type-mismatch: "m" is a yes or no, which has no order. Use "is", "is not" or "in (…)".']);
    expect(told('age(m) > 3d')).toEqual([
      'type-mismatch: age(…) needs a date or point in time, but "m" is a yes or no. Write for example age(last(order.at)).',
    ]);
    expect(told('top 3% by m')).toEqual(['type-mismatch: "top" ranks by a number, money, date or duration, but "m" is a yes or no.']);
    expect(told('m contains "a"')).toEqual(['type-mismatch: "contains" needs a text, but "m" is a yes or no.']);
    expect(told('m in last 3d')).toEqual(['type-mismatch: "in last" needs a date, but "m" is a yes or no.']);
  });

  test('a circle through conditions is one', () => {
    expect(problems('measure a = not b\nmeasure b = a or sms_consent\naudience x { where a }')).toEqual([
      'cyclic-reference: A measure cannot be defined by itself: a → b → a.',
    ]);
    expect(problems('measure a = in x\naudience x { where a }')).toEqual([
      'cyclic-reference: An audience cannot be defined by itself: x → x.',
    ]);
  });

  test('what is only known once a wave is sent has no place in a measure', () => {
    expect(problems('measure a = received(w)\naudience x { where a }')).toEqual([
      "type-mismatch: received(…) is only known once a wave is sent, so it can only stand in a wave's own where.",
    ]);
  });

  test('a cycle is reported once', () => {
    expect(problems('measure a = b\nmeasure b = a\nmeasure c = a\naudience x { where c > 3 }')).toEqual([
      'cyclic-reference: A measure cannot be defined by itself: a → b → a.',
    ]);
  });

  test('a mistake in a measure is reported where it is declared, not where it is used', () => {
    expect(problems('measure a = age(levl)\naudience x { where a > 3d }\naudience y { where a < 3d }')).toEqual([
      'unknown-name: "levl" is not an attribute or measure. Did you mean "level"?',
    ]);
  });
});
