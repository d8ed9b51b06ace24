import type { ResolvedAttribute } from '../model/plan.js';
import type { Copy } from '../model/types.js';

/** How a text is billed as SMS. */
export interface SmsLength {
  /** `gsm7` where every character is in the GSM 03.38 alphabet, else `ucs2`: one Chinese character makes the whole message so. */
  readonly alphabet: 'gsm7' | 'ucs2';
  /** Septets of gsm7 (characters of the extension table take two), UTF-16 units of ucs2. */
  readonly length: number;
  /** What one message holds: 160 or 70; each of several holds less: 153 or 67. */
  readonly single: number;
  readonly multiple: number;
  readonly parts: number;
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION = '\f^{}\\[~]|€';

const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...Array.from(BASIC, (one): [string, number] => [one, 1]),
  ...Array.from(EXTENSION, (one): [string, number] => [one, 2]),
]);

/** Parts of a text as SMS (GSM 03.40). A character is never divided between parts. An empty text is one part. */
export function smsLength(text: string): SmsLength {
  const characters = Array.from(text);
  const plain = characters.every((one) => SEPTETS.has(one));
  const widths = plain ? characters.map((one) => SEPTETS.get(one) ?? 0) : characters.map((one) => one.length);
  const length = widths.reduce((sum, width) => sum + width, 0);
  const [single, multiple] = plain ? [160, 153] : [70, 67];
  return { alphabet: plain ? 'gsm7' : 'ucs2', length, single, multiple, parts: length <= single ? 1 : partsOf(widths, multiple) };
}

function partsOf(widths: readonly number[], room: number): number {
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return parts;
}

/** What the placeholders of a copy stand for. */
export interface Placeholders {
  /** Attributes of `member`. */
  readonly attributes: ReadonlyMap<string, ResolvedAttribute>;
  /** Labels of the benefits the wave offers. */
  readonly offers: readonly string[];
  readonly store: string;
}

/** Characters of a text attribute that does not say `up to`. */
export const UNSTATED_LENGTH = 20;
/** Digits of a number, an amount or a duration. */
const NUMBER_LENGTH = 12;
/** Characters of a link. */
export const LINK_LENGTH = 24;

/** The copy with every placeholder filled by something as long as its longest value. */
export function longestText(copy: Pick<Copy, 'parts' | 'span'>, placeholders: Placeholders): string {
  return copy.parts.map((part) => (part.kind === 'text' ? part.value : longestValue(part.name, placeholders))).join('');
}

function longestValue(name: string, { attributes, offers, store }: Placeholders): string {
  if (name === 'link') return 'x'.repeat(LINK_LENGTH);
  if (name === 'offer') return longest(offers);
  if (name === 'store') return store;
  const attribute = attributes.get(name);
  switch (attribute?.type.kind) {
    case undefined:
      return ''; // unknown-placeholder reports it
    case 'enumeration':
      return longest(attribute.type.values);
    case 'text':
      return '字'.repeat(attribute.upTo ?? UNSTATED_LENGTH);
    case 'date':
      return '2026-11-11';
    case 'time':
      return '2026-11-11 10:30';
    case 'flag':
      return 'false';
    case 'key':
      return 'x'.repeat(UNSTATED_LENGTH);
    default:
      return '9'.repeat(NUMBER_LENGTH);
  }
}

function longest(texts: readonly string[]): string {
  return texts.reduce((most, text) => (smsLength(text).length > smsLength(most).length ? text : most), '');
}
