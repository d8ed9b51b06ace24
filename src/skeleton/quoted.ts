/** A text between straight quotes, as a plan holds it. */
export const quoted = (text: string): string =>
  `"${text
    .replace(/[\r\n]+/g, ' ')
    .trim()
    .replace(/["\\]/g, '\\$&')}"`;
