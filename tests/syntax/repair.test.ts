import { expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';

const STORE = 'store shop "店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }\n';

/** What stands in the text where the only clause of a policy is said to be. */
function clauseText(clause: string): string | undefined {
  const text = `${STORE}policy house extends retail { ${clause} }`;
  const span = analyse([{ path: 'plan.crm', text }]).plan.policies.get('house')?.clauses[0]?.span;
  return span && text.slice(span.start, span.end);
}

test.each([
  'cap sms 3 per week',
  'cap sms 3/month',
  'cap sms 每月3次',
  'cap sms and email 3 per calendar month',
  'floor 七折',
  'floor 70 折',
])('what is read in place of a slip stands where the slip stands: %s', (clause) => {
  expect(clauseText(clause)).toBe(clause);
});
