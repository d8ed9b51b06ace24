import fc from 'fast-check';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { lineStarts, positionAt } from '../../src/text/source.js';
import { readProject } from '../support/projects.js';
import { startServer } from './client.js';

const FILES = Object.fromEntries(readProject('examples/double11').map(({ path, text }) => [path, text]));
const NAMES = Object.keys(FILES);
const PIECES = ['', '', 'x', '1', '\n', '}', '{', '"', '元', 'sms ', 'offer ', '// 备注\n', ' TBD ', '05-01', '短信'];

const edit = fc.record({ file: fc.nat(), at: fc.nat(), length: fc.nat({ max: 9 }), put: fc.constantFrom(...PIECES) });

type Shown = readonly [file: string, code: unknown, line: number, character: number];

function fresh(texts: Readonly<Record<string, string>>): readonly Shown[] {
  const sources = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return analyse(sources).diagnostics.map(({ rule, span }): Shown => {
    const { line, column } = positionAt(lineStarts(texts[span.file] ?? ''), span.start);
    return [span.file, rule, line - 1, column - 1];
  });
}

const shown = (file: string, found: readonly Diagnostic[]): readonly Shown[] =>
  found.map(({ code, range: { start } }): Shown => [file, code, start.line, start.character]);

const ordered = (all: readonly Shown[]): readonly string[] => all.map((each) => each.join(' ')).sort();

describe('the server', () => {
  test('tells after any edits, sent as ranges, what a fresh check tells', { timeout: 120_000 }, async () => {
    const server = await startServer(FILES);
    const texts = { ...FILES };
    for (const name of NAMES) await server.open(name);
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        for (const { file, at, length, put } of edits) {
          const name = NAMES[file % NAMES.length] ?? '';
          const text = texts[name] ?? '';
          const start = at % (text.length + 1);
          const end = Math.min(text.length, start + length);
          await server.replace(name, text, start, end, put);
          texts[name] = text.slice(0, start) + put + text.slice(end);
        }
        await server.quiet();
        // On a busy machine the rest of the project may still be looked at.
        await expect
          .poll(() => ordered(NAMES.flatMap((name) => shown(name, server.latest(name)))), { timeout: 10_000 })
          .toEqual(ordered(fresh(texts)));
        for (const name of NAMES) {
          texts[name] = FILES[name] ?? '';
          await server.change(name, texts[name]);
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
    await server.stop();
  });
});
