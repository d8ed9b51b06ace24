import { lineLeftOut, valueMissing } from './broken-off.js';
import type { Candidate, Misfit } from './candidate.js';
import { joinedNames, joinedTexts, keywords, names, texts } from './misspelt.js';
import { closingBrace, missingBeforeLast, tokenMissing } from './missing.js';
import {
  comparisons,
  comparisonsTooMuch,
  distances,
  listSigns,
  ranges,
  smallWords,
  wordsBetween,
  wordsForValues,
} from './everyday-words.js';
import { chinesePeriods, wordedPeriods } from './frequencies.js';
import { discounts, joinedNumbers, numbersInWords, reductions } from './numbers.js';
import { recurrences } from './recurrences.js';
import { timeFirst, timesOfDay } from './times.js';
import {
  audienceFirst,
  doubledWord,
  earlierBraceTooMuch,
  lineTooMuch,
  loneWord,
  tokenBeforeTooMuch,
  tokenTooMuch,
  wrongOrder,
} from './too-much.js';

/** The slips that are known. Of two that lead as far for the same, the first is taken. */
const SLIPS: readonly ((misfit: Misfit) => readonly Candidate[])[] = [
  keywords,
  joinedNumbers,
  numbersInWords,
  reductions,
  timesOfDay,
  timeFirst,
  recurrences,
  discounts,
  comparisons,
  comparisonsTooMuch,
  wordedPeriods,
  chinesePeriods,
  listSigns,
  distances,
  ranges,
  smallWords,
  wordsForValues,
  wordsBetween,
  doubledWord,
  loneWord,
  names,
  texts,
  joinedTexts,
  joinedNames,
  tokenTooMuch,
  audienceFirst,
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
