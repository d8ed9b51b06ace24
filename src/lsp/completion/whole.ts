import { lowerFile } from '../../model/from-syntax/file.js';
import type { FileModel } from '../../model/types.js';
import { closersOf } from '../../syntax/expected.js';
import { parseFile } from '../../syntax/parse.js';
import type { Typing } from './typing.js';

/** Stands for the name that is being written: nothing is called so. */
export const HERE = 'crm__here';

/** What may have to follow a name so that the text is whole: nothing, or the end of a range. */
export const GOING_ON = ['', ' .. x'];

/** The declaration being written up to the place, with a name put in there. */
export interface Whole {
  readonly model: FileModel;
  readonly text: string;
  /** Where the name was put in. */
  readonly at: number;
  /** Nothing had to be mended, and the name has a meaning where it stands. */
  readonly isSound: boolean;
}

/** Puts a name in the place, what may have to stand before and behind it, and closes everything that is open. */
export function wholeAt({ text, start, around }: Typing, following = '', leading = ''): Whole {
  const before = around.tokens.slice(0, around.before);
  const head = text.slice(before[0]?.startOffset ?? 0, start) + leading;
  const whole = `${head}${HERE}${following} ${closersOf(before).join(' ')}`;
  const parsed = parseFile(whole, '');
  const { model, problems } = lowerFile('', whole, parsed);
  const isMeant = !problems.some(({ span }) => span.start <= head.length && head.length < span.end);
  return { model, text: whole, at: head.length, isSound: parsed.problems.length === 0 && isMeant };
}
