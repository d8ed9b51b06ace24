import { decimal, exact } from '../model/exact.js';
import type { Exact } from '../model/exact.js';

/**
 * A price factor as Chinese planners write it: `85折`, `84.92折`; below a fifth of the price in tenths, which reads one way only: `1.5折`, `0.5折`.
 * Cut, not rounded, after two decimals, so that what lies below a floor never reads like the floor. The full price is `原价`.
 */
export function foldText(factor: Exact): string {
  if (factor.gte(1)) return '原价';
  if (factor.gte(exact('0.2'))) return `${decimal(cut(factor.mul(100), 2))}折`;
  return `${decimal(cut(factor.mul(10), 3))}折`;
}

/** A price factor as a decimal: `0.85`, `0.8492`; cut, not rounded, after four decimals. */
export function factorText(factor: Exact): string {
  return decimal(cut(factor, 4), 2);
}

function cut(value: Exact, places: number): Exact {
  return value.floor(places);
}
