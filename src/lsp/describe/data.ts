import type { Localized } from '../../diagnostics/diagnostic.js';
import { sentenceOf } from '../../conditions/sentences.js';
import { typeWords } from '../../conditions/words.js';
import type { ResolvedAttribute, ResolvedEntity } from '../../model/plan.js';
import type { Formula, Measure, Metric } from '../../model/types.js';
import { decimal } from '../../model/exact.js';
import { labelsOf, type Telling } from './telling.js';

export function attributeFacts({ analysis, say }: Telling, entity: string, { type, fixed, upTo }: ResolvedAttribute): readonly string[] {
  const words = typeWords(type);
  const record = labelsOf(analysis)('entity', entity) ?? entity;
  const most = upTo === undefined ? { en: '', zh: '' } : { en: ` of up to ${upTo} characters`, zh: `，最多 ${upTo} 个字` };
  return [
    say({ en: `${words.en}${most.en}, of each ${entity}`, zh: `${words.zh.trim()}${most.zh}，属于${record}` }),
    ...(fixed && type.kind !== 'key' ? [say({ en: 'never changes', zh: '取值不会改变' })] : []),
  ];
}

/** Longer lists of attributes are cut. */
const MOST_ATTRIBUTES = 20;

export function entityFacts({ analysis, say }: Telling, { of, attributes }: ResolvedEntity): readonly string[] {
  const shown = [...attributes.values()].slice(0, MOST_ATTRIBUTES).map(({ name, type }) => `\`${name}\` ${say(typeWords(type)).trim()}`);
  const more = attributes.size > MOST_ATTRIBUTES ? ['…'] : [];
  const each = of !== undefined && { en: `each belongs to one ${of}`, zh: `每条属于一位${labelsOf(analysis)('entity', of) ?? of}` };
  return [...(each ? [say(each)] : []), ...shown, ...more];
}

export function valueFacts({ say }: Telling, owner: string, name: string, { type }: ResolvedAttribute): readonly string[] {
  if (type.kind !== 'enumeration') return [];
  const at = type.values.indexOf(name) + 1;
  return [
    say({
      en: `value ${at} of ${type.values.length} of ${owner}, from low to high`,
      zh: `${owner} 从低到高第 ${at} 个取值，共 ${type.values.length} 个`,
    }),
  ];
}

export function measureFacts({ analysis, say }: Telling, { value }: Measure): readonly string[] {
  return value ? [say(sentenceOf(value, labelsOf(analysis)))] : [];
}

const TYPES: Readonly<Record<NonNullable<Metric['type']>['value'], Localized>> = {
  money: { en: 'money', zh: '金额' },
  integer: { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '数字' },
  percent: { en: 'a percentage', zh: '百分比' },
  duration: { en: 'a duration', zh: '时长' },
};

function formulaText(formula: Formula, nameOf: (name: string) => string): string {
  switch (formula.kind) {
    case 'metric':
      return nameOf(formula.ref.name);
    case 'number':
      return decimal(formula.value);
    case 'binary': {
      const part = (each: Formula): string => (each.kind === 'binary' ? `(${formulaText(each, nameOf)})` : formulaText(each, nameOf));
      const sign = { '+': '+', '-': '−', '*': '×', '/': '÷' }[formula.operator];
      return `${part(formula.left)} ${sign} ${part(formula.right)}`;
    }
  }
}

export function metricFacts({ analysis, say }: Telling, { type, formula, better }: Metric): readonly string[] {
  const { metrics } = analysis.plan;
  const formulaOf = (nameOf: (name: string) => string): string => (formula ? `= ${formulaText(formula, nameOf)}` : '');
  return [
    ...(type ? [say(TYPES[type.value])] : []),
    ...(formula ? [say({ en: formulaOf((name) => name), zh: formulaOf((name) => metrics.get(name)?.label?.value ?? name) })] : []),
    say(better === 'lower' ? { en: 'lower is better', zh: '越低越好' } : { en: 'higher is better', zh: '越高越好' }),
  ];
}
