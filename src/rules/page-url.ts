/** Where the reference of all rules is read, made by `npm run docs`. */
const RULES_PAGE = 'https://github.com/crm-lang/crm-lang/blob/main/docs/rules.md';

/** The page of a rule. */
export function rulePageUrl(id: string): string {
  return `${RULES_PAGE}#${id}`;
}
