import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { KEYWORDS } from '../../src/syntax/tables/keywords.js';
import { textmateGrammar, vocabulary } from '../../scripts/textmate.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), 'utf8');
const json = (file: string): Readonly<Record<string, unknown>> => JSON.parse(read(file)) as Record<string, unknown>;

const sources = fs
  .readdirSync(path.join(ROOT, 'extension/src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => read(`extension/src/${file}`));

describe('words of the extension', () => {
  const manifest = read('extension/package.json');

  test('of the manifest are there in both languages, and used', () => {
    const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    expect(Object.keys(json('extension/package.nls.json')).sort()).toEqual([...new Set(used)].sort());
    expect(Object.keys(json('extension/package.nls.zh-cn.json'))).toEqual(Object.keys(json('extension/package.nls.json')));
  });

  test('of the code are there in Chinese, and used', () => {
    const used = sources.flatMap((text) => [...text.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1] ?? ''));
    const bundle = json('extension/l10n/bundle.l10n.zh-cn.json');
    expect(Object.keys(bundle).sort()).toEqual([...new Set(used)].sort());
    for (const text of Object.values(bundle)) expect(text).toMatch(/[\u4e00-\u9fff，。：、]/);
  });

  test('each command of the manifest is registered, and no other', () => {
    const { contributes } = json('extension/package.json') as { contributes: { commands: { command: string }[] } };
    const registered = sources.flatMap((text) => [...text.matchAll(/registerCommand\('([^']+)'/g)].map((match) => match[1]));
    expect(registered.sort()).toEqual(contributes.commands.map(({ command }) => command).sort());
  });
});

describe('versions', () => {
  test('the extension goes by the version of crm', () => {
    expect(json('extension/package.json').version).toBe(json('package.json').version);
  });

  test('client and server share one copy of the protocol', () => {
    const { packages } = json('package-lock.json') as { packages: Record<string, unknown> };
    const copies = Object.keys(packages).filter((name) =>
      /node_modules\/(?:vscode-jsonrpc|vscode-languageserver-protocol|vscode-languageserver-types)$/.test(name),
    );
    expect(copies.sort()).toEqual(
      ['vscode-jsonrpc', 'vscode-languageserver-protocol', 'vscode-languageserver-types'].map((name) => `node_modules/${name}`),
    );
  });
});

test('every word of the language has a colour', () => {
  const { outermost, inner, steps, operators, values, clauses } = vocabulary(read('src/syntax/crm.langium'));
  const coloured = new Set([...outermost, ...inner, ...steps, ...operators, ...values, ...clauses, 'extend']);
  expect(KEYWORDS.filter((word) => /^[a-z]/.test(word) && !coloured.has(word))).toEqual([]);
});

test('placeholders have a colour with blanks in them, too', () => {
  const grammar = JSON.stringify(textmateGrammar(read('src/syntax/crm.langium')));
  const [, pattern = '""'] = /"match":("(?:[^"\\]|\\.)*"),"name":"variable.parameter.placeholder.crm"/.exec(grammar) ?? [];
  const placeholder = new RegExp(`^${JSON.parse(pattern) as string}$`, 'u');
  for (const text of ['{name}', '{ name }', '{\t姓名}']) expect(text).toMatch(placeholder);
  for (const text of ['{}', '{a b}', '{ }']) expect(text).not.toMatch(placeholder);
});
