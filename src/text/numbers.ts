/** Digits in groups of three: `30000` as `30,000`, `1300.5` as `1,300.5`; a plan is written with `_`: `30_000`. */
export function grouped(value: number | bigint | string, mark: ',' | '_' = ','): string {
  const [whole = '', fraction] = value.toString().split('.');
  const marked = whole.replace(/\B(?=(\d{3})+(?!\d))/g, mark);
  return fraction === undefined ? marked : `${marked}.${fraction}`;
}

/** `1 member`, `30,000 members`, in English; Chinese has no plural. */
export function plural(count: number, one: string, several = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}

/** `7` as `07`. */
export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
