import { decimal, exact, ONE, ZERO, type Exact } from '../../model/exact.js';
import type { DurationUnit, Literal } from '../../model/literals.js';
import { grouped } from '../../text/numbers.js';
import type { Report } from '../../diagnostics/problem.js';
import type { Span } from '../../text/span.js';
import { invalid, oneOf, writeInstead } from './words.js';

const DURATIONS: ReadonlyMap<string, DurationUnit> = new Map(
  Object.entries<DurationUnit>({
    s: 's',
    min: 'min',
    h: 'h',
    d: 'd',
    w: 'w',
    mo: 'mo',
    y: 'y',
    '\u79d2': 's',
    '\u5206\u949f': 'min',
    '\u5c0f\u65f6': 'h',
    '\u5929': 'd',
    '\u5468': 'w',
    '\u4e2a\u6708': 'mo',
    '\u5e74': 'y',
  }),
);

/** Spellings that are answered with the one of the language. */
const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sec: 's',
    second: 's',
    seconds: 's',
    m: 'min',
    mins: 'min',
    minute: 'min',
    minutes: 'min',
    hr: 'h',
    hrs: 'h',
    hour: 'h',
    hours: 'h',
    day: 'd',
    days: 'd',
    D: 'd',
    week: 'w',
    weeks: 'w',
    month: 'mo',
    months: 'mo',
    mon: 'mo',
    year: 'y',
    years: 'y',
    yr: 'y',
    H: 'h',
    S: 's',
    Y: 'y',
    MIN: 'min',
    '\u65e5': '\u5929',
    '\u6708': '\u4e2a\u6708',
    '\u661f\u671f': '\u5468',
    '\u65f6': '\u5c0f\u65f6',
    '\u949f\u5934': '\u5c0f\u65f6',
    '\u5757': '\u5143',
    '\u5706': '\u5143',
    RMB: '\u5143',
    rmb: '\u5143',
    yuan: '\u5143',
    '\u7f8e\u5143': 'USD',
    '\u6b27\u5143': 'EUR',
    '\u65e5\u5143': 'JPY',
    '\u5186': 'JPY',
    '\u6e2f\u5e01': 'HKD',
    '\u6e2f\u5143': 'HKD',
    '\u82f1\u9551': 'GBP',
    jpy: 'JPY',
    gbp: 'GBP',
    hkd: 'HKD',
    cny: 'CNY',
    usd: 'USD',
    eur: 'EUR',
  }),
);

/** Counts are written without what is counted. */
const COUNTER = /^[\u4eba\u6b21\u4e2a\u4ef6\u4efd\u6761\u4f4d\u540d\u5355\u5f20\u7ec4\u7fa4]$/;

/** Whether a word is a unit of time of the language. */
export const isDurationUnit = (word: string): boolean => DURATIONS.has(word);

/** A unit as the language writes it: nothing for what is only counted; undefined for words that are no unit. */
export function unitMeant(word: string): string | undefined {
  if (COUNTER.test(word)) return '';
  const isUnit =
    isDurationUnit(word) ||
    /^(?:%|\u6298|[\u4e07\u4ebf]?\u5143|[\u4e07\u4ebf])$/.test(word) ||
    (/^[A-Z]{3}$/.test(word) && Intl.supportedValuesOf('currency').includes(word));
  return isUnit ? word : MEANT.get(word);
}

const SCALES: ReadonlyMap<string, bigint> = new Map([
  ['\u4e07', 10_000n],
  ['\u4ebf', 100_000_000n],
]);

const SHAPE = /^([\u00A5\uFFE5$\u20AC\u00A3]?)(\d[\d_]*(?:\.\d+)?)(.*)$/s;
const SECONDS: ReadonlyMap<string, bigint> = new Map(Object.entries({ s: 1n, min: 60n, h: 3600n, d: 86_400n }));

/** A number as read, with the digits written after the point (money is checked against the currency later). */
export interface ReadNumber {
  readonly literal: Literal;
  readonly digits: number;
}

/** Reads a number with its unit. Reports what is wrong with it and returns nothing then. */
export function readNumber(image: string, span: Span, report: Report): ReadNumber | undefined {
  const shape = SHAPE.exec(image);
  if (!shape) return undefined;
  const [, sign = '', written = '', unit = ''] = shape;
  if (/__|_$|_\./.test(written)) {
    report(writeInstead(span, image, sign + written.replace(/_+/g, '_').replace(/_(?=\.|$)/g, '') + unit));
    return undefined;
  }
  const text = written.replaceAll('_', '');
  const digits = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  const value = exact(text);
  if (sign !== '') return money(image, value, unit, sign === '\uFFE5' ? '\u00A5' : sign, digits, span, report);
  if (unit === '') {
    const literal: Literal | undefined = digits === 0 ? count(value, image, span, report) : { kind: 'number', value };
    return literal && { literal, digits };
  }
  if (unit === '%') return { literal: { kind: 'percent', value: value.div(100) }, digits };
  if (unit.startsWith('%')) return percentOff(image, value, span, report);
  if (unit === '\u6298') return fold(image, text, value, span, report);
  const scale = SCALES.get(unit);
  if (scale !== undefined) return scaled(image, value.mul(scale), span, report);
  if (unit === '\u5143' || /^[\u4e07\u4ebf]\u5143$/.test(unit) || /^[A-Z]{3}$/.test(unit))
    return money(image, value, unit, undefined, digits, span, report);
  const duration = DURATIONS.get(unit);
  if (duration !== undefined) {
    if (digits > 0 || value.equals(0) || value.n > 1_000_000n) {
      report(
        invalid(span, {
          en: `\`${image}\` must be a whole number of units, at least 1: write for example \`90min\` for an hour and a half.`,
          zh: `“${image}”必须是至少为1的整数，例如一个半小时写作“90min”。`,
        }),
      );
      return undefined;
    }
    return { literal: { kind: 'duration', value: { count: Number(value.n), unit: duration } }, digits };
  }
  report(unknownUnit(image, written, unit, span));
  return undefined;
}

function count(value: Exact, image: string, span: Span, report: Report): Literal | undefined {
  if (value.n > BigInt(Number.MAX_SAFE_INTEGER)) {
    report(invalid(span, { en: `\`${image}\` is too large.`, zh: `“${image}”太大了。` }));
    return undefined;
  }
  return { kind: 'integer', value: Number(value.n) };
}

function scaled(image: string, value: Exact, span: Span, report: Report): ReadNumber | undefined {
  if (value.d !== 1n) {
    report(
      invalid(span, {
        en: `\`${image}\` does not come out whole: it is ${value.toString()}. Write the number out.`,
        zh: `“${image}”不是整数，等于${value.toString()}。请写出完整数字。`,
      }),
    );
    return undefined;
  }
  const literal = count(value, image, span, report);
  return literal && { literal, digits: 0 };
}

function money(
  image: string,
  value: Exact,
  unit: string,
  sign: string | undefined,
  digits: number,
  span: Span,
  report: Report,
): ReadNumber | undefined {
  const scaleWord = /^[\u4e07\u4ebf]/.exec(unit)?.[0];
  const scale = scaleWord === undefined ? 1n : (SCALES.get(scaleWord) ?? 1n);
  const rest = scaleWord === undefined ? unit : unit.slice(1);
  const currency =
    sign !== undefined ? (rest === '' || (rest === '\u5143' && sign === '\u00A5') ? sign : undefined) : rest === '\u5143' ? 'CNY' : rest;
  if (currency === undefined) {
    report(writeInstead(span, image, image.slice(0, image.length - rest.length)));
    return undefined;
  }
  const zeros = scaleWord === '\u4e07' ? 4 : scaleWord === '\u4ebf' ? 8 : 0;
  return { literal: { kind: 'money', value: { amount: value.mul(scale), currency } }, digits: Math.max(0, digits - zeros) };
}

function percentOff(image: string, value: Exact, span: Span, report: Report): ReadNumber | undefined {
  if (value.lte(0) || value.gte(100)) {
    report(
      invalid(span, {
        en: `\`${image}\` is no discount a shop can give: write more than 0% and less than 100% off.`,
        zh: `“${image}”不是有效的折扣：请写大于0%、小于100%的减免。`,
      }),
    );
    return undefined;
  }
  return { literal: { kind: 'factor', value: ONE.sub(value.div(100)) }, digits: 0 };
}

/** Two digits are per cent, one digit (with decimals) tenths: 85折 = 8.5折 = 0.85 of the price. */
function fold(image: string, text: string, value: Exact, span: Span, report: Report): ReadNumber | undefined {
  const wrong = (en: string, zh: string, instead?: string): undefined => {
    report(invalid(span, { en, zh }, instead));
    return undefined;
  };
  if (value.equals(ZERO))
    return wrong(
      `\`${image}\` would give it away: a price factor is between \`1折\` and \`99折\`. For free goods use a \`gift\`.`,
      `“${image}”等于白送：折扣应在1折到99折之间。免费赠送请用 gift。`,
    );
  if (value.equals(10) || value.equals(100))
    return wrong(
      `\`${image}\` is the full price, no discount. Write for example \`9折\` (10% off), or leave the benefit out.`,
      `“${image}”就是原价，没有折扣。请写例如“9折”，或去掉这项权益。`,
    );
  if (value.lt(1))
    return wrong(
      `\`${image}\` mixes two notations: for ${decimalPercent(value)} of the price write \`${foldText(value)}\`.`,
      `“${image}”混用了两种写法：按原价的${decimalPercent(value)}，请写“${foldText(value)}”。`,
      foldText(value),
    );
  if (/^\d(?:\.\d+)?$/.test(text)) return { literal: { kind: 'factor', value: value.div(10) }, digits: 0 };
  if (/^[1-9]\d$/.test(text)) return { literal: { kind: 'factor', value: value.div(100) }, digits: 0 };
  if (value.lt(100))
    return wrong(
      `\`${image}\` has too many digits: write \`${foldText(value.div(100))}\`.`,
      `“${image}”写法不对，请写“${foldText(value.div(100))}”。`,
      foldText(value.div(100)),
    );
  return wrong(
    `\`${image}\` would be dearer than the full price: a price factor is below \`10折\`.`,
    `“${image}”比原价还高：折扣必须低于10折。`,
  );
}

/** A share as a price factor of the language; less than a tenth is only written as what is taken off. */
export function foldText(share: Exact): string {
  const percent = share.mul(100);
  if (percent.lt(10)) return offText(share);
  return percent.d === 1n && percent.n > 10n ? `${percent.n.toString()}\u6298` : `${share.mul(10).toString()}\u6298`;
}

export function offText(share: Exact): string {
  return `${decimalPercent(ONE.sub(share))} off`;
}

function decimalPercent(share: Exact): string {
  return `${share.mul(100).toString()}%`;
}

function unknownUnit(image: string, number: string, unit: string, span: Span): ReturnType<typeof invalid> {
  if (['W', 'k', 'K', 'M', 'T', '\u5343', '\u767e', '\u767e\u4e07', '\u5343\u4e07', 'w\u4eba', '\u4e07\u4eba'].includes(unit)) {
    const scale =
      {
        W: 10_000,
        'w\u4eba': 10_000,
        '\u4e07\u4eba': 10_000,
        k: 1000,
        K: 1000,
        M: 1_000_000,
        T: 1000,
        '\u767e': 100,
        '\u5343': 1000,
        '\u767e\u4e07': 1_000_000,
        '\u5343\u4e07': 10_000_000,
      }[unit] ?? 1;
    const whole = exact(number.replaceAll('_', '')).mul(scale);
    const out = grouped(whole.d === 1n ? whole.n : 0n, '_');
    const wan = whole.d === 1n && whole.n % 10_000n === 0n ? `${(whole.n / 10_000n).toString()}\u4e07` : undefined;
    return invalid(
      span,
      {
        en: `\`${image}\` has no unit of the language: for a count write \`${wan ?? out}\`${wan ? ` or \`${out}\`` : ''}${unit === 'W' ? '; three weeks would be `3w`' : ''}.`,
        zh: `“${image}”的单位不在语言之内：数量请写“${wan ?? out}”${wan ? `或“${out}”` : ''}${unit === 'W' ? '；三周才写作“3w”' : ''}。`,
      },
      wan ?? out,
    );
  }
  if (COUNTER.test(unit)) return writeInstead(span, image, number);
  if (unit === 'W\u5143' || unit === 'w\u5143') return writeInstead(span, image, `${number}\u4e07\u5143`);
  if (unit === '\u5206') {
    const [minutes, money] = [`${number}\u5206\u949f`, `${decimal(exact(number.replaceAll('_', '')).div(100))}\u5143`];
    const message = {
      en: `\`${image}\` can be read in two ways: as time it is \`${minutes}\`, as money \`${money}\`.`,
      zh: `“${image}”有两种读法：指时间请写“${minutes}”，指金额请写“${money}”。`,
    };
    return oneOf(span, message, [minutes, money]);
  }
  const about = /^(.*)(?:\u5de6\u53f3|\u4e0a\u4e0b)$/.exec(unit)?.[1];
  if (about !== undefined) {
    const meant = about === '' ? '' : unitMeant(about);
    return meant === undefined ? unknownUnit(image, number, about, span) : writeInstead(span, image, number + meant);
  }
  const compound = compoundDuration(number, unit);
  if (compound !== undefined) return writeInstead(span, image, compound);
  const meant = MEANT.get(unit);
  if (meant !== undefined) return writeInstead(span, image, number + meant);
  const after = /^([%\u6298]|[a-z]+|[\u4e00-\u9fff]+?)([A-Za-z\u4e00-\u9fff].*)$/.exec(unit);
  const known = after?.[1];
  const isWord = after?.[2] !== undefined && after[2] !== known;
  if (after && isWord && known !== undefined && (DURATIONS.has(known) || known === '\u5143' || known === '\u6298')) {
    return invalid(
      span,
      {
        en: `\`${image}\` runs two words together: put a space after \`${number}${known}\`.`,
        zh: `“${image}”连在一起了：请在“${number}${known}”后面加空格。`,
      },
      `${number}${known} ${after[2] ?? ''}`,
    );
  }
  if (after && known !== undefined && !isWord) return writeInstead(span, image, number + known);
  return invalid(span, {
    en: `\`${unit}\` is no unit of the language. Units are \`30d\`, \`2h\`, \`15min\`, \`3mo\`, \`15%\`, \`85折\`, \`300元\`, \`3万\`. (A name cannot begin with a digit.)`,
    zh: `“${unit}”不是语言中的单位。可用的单位例如：30天、2小时、15分钟、3个月、15%、85折、300元、3万。（名称不能以数字开头。）`,
  });
}

/** `2小时30分钟`, `1h30m`: the one unit that says the same. */
function compoundDuration(number: string, unit: string): string | undefined {
  const parts = /^(d|h|\u5929|\u5c0f\u65f6|\u65f6)(\d+)(h|min|m|s|\u5c0f\u65f6|\u5206\u949f|\u5206)?$/.exec(unit);
  if (!parts || number.includes('.')) return undefined;
  const unitOf = (word: string): string =>
    ({ '\u5929': 'd', '\u5c0f\u65f6': 'h', '\u65f6': 'h', '\u5206\u949f': 'min', '\u5206': 'min', m: 'min' })[word] ?? word;
  const large = unitOf(parts[1] ?? '');
  const small = unitOf(parts[3] ?? (large === 'h' ? 'min' : 'h'));
  const seconds = SECONDS.get(small) ?? 1n;
  const total = BigInt(number.replaceAll('_', '')) * (SECONDS.get(large) ?? 0n) + BigInt(parts[2] ?? '0') * seconds;
  return `${(total / seconds).toString()}${small}`;
}
