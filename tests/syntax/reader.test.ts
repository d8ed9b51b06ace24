import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { AstNode } from 'langium';
import { describe, expect, it } from 'vitest';
import { readTree } from '../../src/syntax/reader.js';
import { scan } from '../../src/syntax/scanner.js';
import { TOKEN_TYPES } from '../../src/syntax/token-types.js';
import { langiumServices } from './langium.js';

const root = path.join(import.meta.dirname, '../..');

function filesIn(...folders: readonly string[]): readonly { readonly name: string; readonly text: string }[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.crm'))
      .sort()
      .map((name) => ({ name: path.join(folder, name), text: fs.readFileSync(path.join(root, folder, name), 'utf8') })),
  );
}

const { LangiumParser } = langiumServices().parser;

/** A tree as data: types, properties, names referred to, and where each node stands. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('$refText' in value) return { refers: value.$refText };
  const { $cstNode } = value as AstNode;
  const properties = Object.entries(value)
    .filter(([name, content]) => content !== undefined && (name === '$type' || !name.startsWith('$')))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => [name, plain(content)]);
  return { from: $cstNode?.offset, to: $cstNode?.end, ...Object.fromEntries(properties) };
}

/** What Langium's parser makes of a text; nothing where it finds a mistake. */
function langiumTree(text: string): unknown {
  const { value, lexerErrors, parserErrors } = LangiumParser.parse(text);
  return lexerErrors.length + parserErrors.length === 0 ? plain(value) : undefined;
}

function ownTree(text: string): unknown {
  const { tokens, stray } = scan(text);
  const { value } = readTree(tokens);
  return stray.length === 0 && value ? plain(value) : undefined;
}

const files = filesIn('examples', 'src/library', 'tests/contract', 'tests/rules');

describe('the reader makes what Langium makes of the grammar', () => {
  it.each(files)('$name', ({ text }) => {
    expect(ownTree(text)).toEqual(langiumTree(text));
  });

  it('of texts with words left out, doubled, swapped and put in', () => {
    const lines = files.flatMap(({ text }) => text.split(/\n(?=[a-z])/)).filter((text) => text.length > 40 && text.length < 1_500);
    const words = [...TOKEN_TYPES.keys()].filter((name) => !/^[A-Z]/.test(name));
    const slip = fc.record({
      at: fc.nat(),
      how: fc.constantFrom('drop', 'double', 'swap', 'insert', 'replace'),
      word: fc.constantFrom(...words, 'x', 'x', 'x', '3', '"x"', '2027-01-02', '10:00'),
    });
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.array(slip, { minLength: 1, maxLength: 2 }), (text, slips) => {
        const pieces = scan(text).tokens.map(({ image }) => image);
        for (const { at, how, word } of slips) {
          const place = at % pieces.length;
          const here = pieces[place] ?? '';
          if (how === 'drop') pieces.splice(place, 1);
          else if (how === 'double') pieces.splice(place, 0, here);
          else if (how === 'swap') pieces.splice(place, 2, pieces[place + 1] ?? '', here);
          else pieces.splice(place, how === 'insert' ? 0 : 1, word);
        }
        const changed = pieces.join(' ');
        // Three tokens do not tell `require steps` from a requirement called `steps`; Langium looks further.
        fc.pre(!/\brequire steps\b/.test(changed));
        const tree = ownTree(changed);
        if (tree !== undefined) read += 1;
        expect(tree).toEqual(langiumTree(changed));
      }),
      { numRuns: 12_000 },
    );
    expect(read).toBeGreaterThan(300);
  });
});
