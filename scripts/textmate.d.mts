/** The words of a grammar in Langium's notation by their role. */
export function vocabulary(
  langium: string,
): Readonly<Record<'outermost' | 'inner' | 'steps' | 'operators' | 'values' | 'clauses', readonly string[]>>;

/** The grammar as VS Code reads it. */
export function textmateGrammar(langium: string): Readonly<Record<string, unknown>>;
