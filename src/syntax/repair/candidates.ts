import { lineLeftOut, valueMissing } from './broken-off.js';
import type { Candidate, Misfit } from './candidate.js';
import { keywords, names, texts } from './misspelt.js';
import { closingBrace, missingBeforeLast, tokenMissing } from './missing.js';
import { discounts, joinedNumbers, timesOfDay } from './numbers.js';
import { earlierBraceTooMuch, lineTooMuch, loneWord, tokenBeforeTooMuch, tokenTooMuch, wrongOrder } from './too-much.js';

/** The slips that are known. Of two that lead as far for the same, the first is taken. */
const SLIPS: readonly ((misfit: Misfit) => readonly Candidate[])[] = [
  keywords,
  joinedNumbers,
  timesOfDay,
  discounts,
  loneWord,
  names,
  texts,
  tokenTooMuch,
  wrongOrder,
  closingBrace,
  tokenMissing,
  valueMissing,
  lineLeftOut,
  missingBeforeLast,
  earlierBraceTooMuch,
  tokenBeforeTooMuch,
  lineTooMuch,
];

export const candidates = (misfit: Misfit): readonly Candidate[] => SLIPS.flatMap((slip) => slip(misfit));
