import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { parseFile } from '../../src/syntax/parse.js';
import type { Source } from '../../src/text/source.js';
import { compileText, EXAMPLES, folderOf, readProject } from '../support/projects.js';

/** The same plan gives the same bytes on every machine. */

const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray([...items], { minLength: items.length });

function schedule(sources: readonly Source[]): string {
  return compileText(analyse(sources), sources);
}

/** A schedule without the places of its sources, which follow the text. */
function withoutPlaces(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => (key === 'source' ? undefined : value));
}

function declarationsOf({ path: file, text }: Source): readonly string[] {
  const { declarations } = parseFile(text, file).file;
  return declarations.map(({ $cstNode }) => text.slice($cstNode?.offset, $cstNode?.end));
}

describe.each(EXAMPLES)('%s', (name) => {
  const sources = readProject(`examples/${name}`);
  const expected = schedule(sources);

  test('in any order of its files', () => {
    fc.assert(
      fc.property(shuffled(sources), (order) => {
        expect(schedule(order)).toBe(expected);
      }),
      { numRuns: 10 },
    );
  });

  test('in any order of its declarations, but for the lines it names', () => {
    const declarations = sources.flatMap(declarationsOf);
    const plain = withoutPlaces(expected);
    fc.assert(
      fc.property(shuffled(declarations), (order) => {
        expect(withoutPlaces(schedule([{ path: 'plan.crm', text: order.join('\n') }]))).toEqual(plain);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the command line', () => {
  let folder = '';
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-'));
  });
  afterAll(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['America/New_York', 'en_US.UTF-8'],
    ['Pacific/Kiritimati', 'tr_TR.UTF-8'],
    ['Asia/Kathmandu', 'zh_CN.UTF-8'],
    ['UTC', 'C'],
  ])('TZ=%s LANG=%s', (zone, language) => {
    for (const name of EXAMPLES) {
      const file = path.join(folder, `${name}.json`);
      const env = { ...process.env, TZ: zone, LANG: language, LC_ALL: language };
      execFileSync(process.execPath, [folderOf('dist/bin/crm.cjs'), 'compile', folderOf(`examples/${name}`), '-o', file], {
        env,
        stdio: 'pipe',
      });
      expect(fs.readFileSync(file, 'utf8'), name).toBe(fs.readFileSync(path.join(folderOf(`examples/${name}`), 'schedule.json'), 'utf8'));
    }
  });
});
