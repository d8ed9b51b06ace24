/** An amount that is written in yuan, in the currency of the store: `1万元` as `10_000USD`. */
export function moneyIn(currency: string, written: string): string {
  const [, amount = '', tenThousands] = /^(\d[\d_.]*)(万)?元$/.exec(written) ?? [];
  if (amount === '' || currency === 'CNY') return written;
  return `${amount}${tenThousands === undefined ? '' : '0_000'}${currency}`;
}

/** A text with all its amounts so. */
export function moneyWithin(currency: string, text: string): string {
  return text.replace(/\d[\d_.]*万?元/g, (written) => moneyIn(currency, written));
}
