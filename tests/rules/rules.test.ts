import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fixturesIn, readFixture, renderCase, writeFixture } from '../support/fixtures.js';

const folder = fileURLToPath(new URL('.', import.meta.url));

for (const fixture of fixturesIn(folder)) {
  describe(fixture, () => {
    const file = path.join(folder, fixture);
    const cases = readFixture(file);
    if (process.env.UPDATE !== undefined) writeFixture(file, cases);
    for (const each of process.env.UPDATE === undefined ? cases : readFixture(file)) {
      test(each.name, () => {
        expect(renderCase(each)).toBe(each.expected);
      });
    }
  });
}
