import Fraction from 'fraction.js';

/** An exact rational number; money, percentages and price factors are never floating point. */
export type Exact = Fraction;

/** `n / d` exactly. Takes integers, decimal texts such as `"0.045"`, or another exact number. */
export function exact(n: number | bigint | string | Exact, d: number | bigint = 1): Exact {
  const value = new Fraction(n);
  return d === 1 ? value : value.div(new Fraction(d));
}

export const ZERO: Exact = new Fraction(0);
export const ONE: Exact = new Fraction(1);

/** A decimal text with at least `digits` places, more only where the value needs them; a value without an end is rounded half up at 12 places. */
export function decimal(value: Exact, digits = 0): string {
  const negative = value.s < 0n;
  let places = digits;
  let scaled = value.abs().mul(10n ** BigInt(places));
  while (scaled.d !== 1n && places < 12) {
    places += 1;
    scaled = scaled.mul(10);
  }
  const whole = scaled.d === 1n ? scaled.n : (scaled.n * 2n + scaled.d) / (scaled.d * 2n);
  const text = whole.toString().padStart(places + 1, '0');
  const cut = text.length - places;
  return (negative ? '-' : '') + text.slice(0, cut) + (places > 0 ? `.${text.slice(cut)}` : '');
}
