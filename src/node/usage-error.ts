import type { Localized } from '../diagnostics/diagnostic.js';

/** The call cannot be carried out; shown without a stack trace, in the language of the call. */
export class UsageError extends Error {
  constructor(readonly words: Localized) {
    super(words.en);
  }
}
