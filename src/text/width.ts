import { eastAsianWidth } from 'get-east-asian-width';

/** Columns a text takes in a terminal or editor: Chinese characters take two, combining marks none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x300) width += 1;
    else if (point > 0x36f) width += eastAsianWidth(point, { ambiguousAsWide: false });
  }
  return width;
}
