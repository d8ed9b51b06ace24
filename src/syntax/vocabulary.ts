/** Words that can never be names, because a sentence of the language would no longer read one way. */
export const RESERVED: ReadonlySet<string> = new Set(
  'and or not in is where except otherwise each every start end most any no true false mon tue wed thu fri sat sun'.split(' '),
);

/** Keywords that open a declaration at the top of a file. */
export const DECLARATION_KEYWORDS: readonly string[] =
  'store role event channel entity extend measure audience segments fact products benefit message metric plan policy campaign'.split(' ');

/** Reserved words that may be values of an enumeration all the same. */
export const ALSO_VALUES: ReadonlySet<string> = new Set('no any most mon tue wed thu fri sat sun'.split(' '));
