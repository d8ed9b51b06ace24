import { foldText, offText } from '../../syntax/literals/numbers.js';
import { exact, type Exact } from '../exact.js';
import type { Literal } from '../literals.js';

/** What a number must be where it stands. */
export type Wanted = 'integer' | 'number' | 'percent' | 'factor' | 'money' | 'duration';

const isShare = (value: Exact): boolean => value.gt(0) && value.lt(1);

/** A price factor written as a number: 0.85, 8.5 or 85. */
function factorOf(value: Exact): Exact | undefined {
  return [value, value.div(10), value.div(100)].find(isShare);
}

/** How a number of another kind may have been meant, the likeliest first. */
export function otherKinds(image: string, got: Literal, wanted: Wanted): readonly string[] {
  const number = got.kind === 'integer' ? exact(got.value) : got.kind === 'number' ? got.value : undefined;
  switch (wanted) {
    case 'percent':
      if (number)
        return [...(isShare(number) ? [`${number.mul(100).toString()}%`] : []), ...(number.lte(100) ? [`${number.toString()}%`] : [])];
      return [];
    case 'factor': {
      if (got.kind === 'percent') return isShare(got.value) ? [foldText(got.value), `${image} off`] : [];
      const factor = number && factorOf(number);
      return factor ? [foldText(factor), offText(factor)].filter((text, at, all) => all.indexOf(text) === at) : [];
    }
    case 'duration':
      return got.kind === 'integer' && got.value > 0 ? [`${String(got.value)}d`, `${String(got.value)}h`] : [];
    case 'integer':
      return got.kind === 'duration' && got.value.unit === 'w' ? [`${String(got.value.count)}万`] : [];
    case 'money':
      // Who counts in 万 pays in 元.
      if (got.kind === 'duration' && got.value.unit === 'w') return [`${String(got.value.count)}万元`];
      return /[\u4e07\u4ebf]$/.test(image) ? [`${image}元`] : [];
    default:
      return [];
  }
}
