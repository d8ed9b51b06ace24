import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { EXAMPLE_BASE } from '../../src/rules/example-base.js';
import { RULES } from '../../src/rules/generated/index.js';

/** Rules that only speak where today is known: their fixtures have examples. */
const NEED_NOW: readonly string[] = ['expired-waiver', 'outdated-pack', 'past-send'];

function told(example: string): readonly string[] {
  const sources = [
    { path: 'base.crm', text: EXAMPLE_BASE },
    { path: 'example.crm', text: example },
  ];
  const found = analyse(sources).diagnostics.filter(({ span }) => span.file === 'example.crm');
  return found.map(({ rule, message }) => `${rule}: ${message.en}`);
}

test('rules without a bad example are known', () => {
  const without = RULES.filter(({ bad }) => bad === '').map(({ id }) => id);
  expect(without.filter((id) => !NEED_NOW.includes(id))).toEqual([]);
});

for (const rule of RULES) {
  describe(rule.id, () => {
    test.skipIf(rule.bad === '')('the bad example gives exactly this diagnostic', () => {
      const found = told(rule.bad);
      expect(found).toHaveLength(1);
      expect(found[0]).toMatch(new RegExp(`^${rule.id}: `));
    });
    test('the good example gives none', () => {
      expect(told(rule.good)).toEqual([]);
    });
  });
}
