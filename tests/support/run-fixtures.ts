import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixturesIn, readFixture, renderCase, writeFixture } from './fixtures.js';

/** A test for each case of each fixture below a folder; `UPDATE=1` rewrites the expectations first. */
export function runFixtures(folder: string): void {
  for (const fixture of fixturesIn(folder)) {
    describe(fixture, () => {
      const file = path.join(folder, fixture);
      if (process.env.UPDATE !== undefined) writeFixture(file, readFixture(file));
      for (const each of readFixture(file)) {
        test(each.name, () => {
          expect(renderCase(each)).toBe(each.expected);
        });
      }
    });
  }
}
