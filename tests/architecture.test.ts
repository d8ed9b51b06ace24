import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { RULES } from '../src/rules/generated/index.js';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const TESTS = fileURLToPath(new URL('./', import.meta.url));

/** What a folder may import, besides itself; `'*'` is every folder of the core. A trailing `type` allows types only. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  text: [],
  incremental: ['text'],
  diagnostics: ['text'],
  syntax: ['text', 'diagnostics', 'model'],
  library: ['text'],
  model: ['text', 'diagnostics', 'syntax'],
  conditions: ['text', 'diagnostics', 'model', 'timeline'],
  timeline: ['text', 'diagnostics', 'model'],
  resolve: ['text', 'diagnostics', 'model', 'conditions', 'timeline'],
  caps: ['text', 'diagnostics', 'model', 'conditions', 'timeline'],
  ledger: ['text', 'diagnostics', 'model'],
  sends: ['text', 'diagnostics', 'model', 'conditions', 'timeline', 'resolve', 'caps', 'ledger'],
  pricing: ['text', 'diagnostics', 'model', 'timeline', 'sends', 'conditions', 'resolve'],
  costs: ['text', 'diagnostics', 'model', 'timeline', 'conditions', 'sends', 'pricing', 'resolve'],
  rules: ['text', 'diagnostics', 'model', 'conditions', 'timeline', 'resolve', 'sends', 'caps', 'pricing', 'costs', 'syntax'],
  schedule: ['text', 'diagnostics', 'model', 'conditions', 'timeline', 'resolve', 'sends', 'caps', 'pricing', 'costs'],
  'timeline-view': [
    ...['text', 'diagnostics', 'model', 'conditions', 'timeline', 'resolve', 'sends', 'caps', 'pricing', 'costs', 'rules', 'schedule'],
  ],
  diff: ['text', 'ledger', 'model', 'schedule'],
  project: ['text', 'diagnostics'],
  skeleton: ['text', 'diagnostics', 'model', 'resolve', 'syntax'],
  report: ['diff', 'text', 'diagnostics', 'model', 'pricing', 'rules', 'schedule'],
};

/** Not of the core: these may use Node. */
const OUTSIDE: ReadonlySet<string> = new Set(['cli', 'dev', 'node']);
/** Entries of processes: one of Node, one of browsers. */
const ENTRIES: ReadonlySet<string> = new Set(['lsp/node.ts', 'lsp/browser.ts']);

/** Packages a folder of the core may use. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  text: ['get-east-asian-width'],
  diagnostics: ['fastest-levenshtein'],
  syntax: ['nzh/cn'],
  model: ['fraction.js'],
  timeline: ['temporal-polyfill', 'tyme4ts'],
  ledger: ['csv-parse/sync'],
  report: ['ical.js', 'junit-report-builder', 'sarif'],
  project: ['picomatch'],
  lsp: ['pinyin-pro', 'vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function sourceFiles(): readonly string[] {
  return fs
    .readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(?:^|\/)(?:generated|tables)\//.test(file));
}

function importsOf(file: string): readonly Import[] {
  const text = fs.readFileSync(path.join(SRC, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'([^']+)'/gm)].map((match) => ({
    file,
    target: match[2] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

const FILES = sourceFiles();
const IMPORTS = FILES.flatMap(importsOf);
const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

describe('layers', () => {
  test('spans are not spread: one may move with its part of a file', () => {
    const spread = FILES.filter((file) => /\{ *\.\.\.[\w.]*[sS]pan\b/.test(fs.readFileSync(path.join(SRC, file), 'utf8')));
    expect(spread).toEqual([]);
  });

  test('folders import downwards only', () => {
    const wrong = IMPORTS.filter(({ file, target }) => {
      const folder = folderOf(file);
      const allowed = LAYERS[folder];
      if (!allowed || !target.startsWith('.')) return false;
      const other = folderOf(path.posix.join(path.posix.dirname(file), target));
      return other !== folder && !allowed.includes(other);
    });
    expect(wrong).toEqual([]);
  });

  test('the core uses no Node, and only the packages of its folder', () => {
    const wrong = IMPORTS.filter(({ file, target }) => {
      const folder = folderOf(file);
      if (target.startsWith('.') || OUTSIDE.has(folder) || ENTRIES.has(file)) return false;
      return !(PACKAGES[folder] ?? []).includes(target);
    }).filter(({ file, target, typeOnly }) => !(typeOnly && target === 'langium' && /^(?:syntax|model\/from-syntax)\//.test(file)));
    expect(wrong).toEqual([]);
  });

  test('the language server takes nothing from the command line', () => {
    expect(IMPORTS.filter(({ file, target }) => file.startsWith('lsp/') && target.includes('/cli/'))).toEqual([]);
  });

  test('the extension takes from the server its two entries and types alone', () => {
    const folder = path.join(SRC, '../extension/src');
    const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const texts = files.map((file) => fs.readFileSync(path.join(folder, file), 'utf8'));
    const values = texts.flatMap((text) =>
      [...text.matchAll(/^import\s+(?!type\b)[^;]*?from\s+'([^']+\/src\/[^']+)'|import\('([^']+)'\)/gm)].map(
        (match) => match[1] ?? match[2],
      ),
    );
    expect(values.sort()).toEqual(['../../src/lsp/browser.js', '../../src/lsp/node.js']);
  });

  test('no clock, no randomness, no console, no exit in the core', () => {
    const wrong = FILES.filter(
      (file) =>
        !OUTSIDE.has(folderOf(file)) &&
        !ENTRIES.has(file) &&
        /Date\.now\(|new Date\(\)|Math\.random|(?<!connection\.)console\.|process\./.test(
          fs.readFileSync(path.join(SRC, file), 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, ''),
        ),
    );
    expect(wrong).toEqual([]);
  });

  test('a rule imports no other rule and never the schedule', () => {
    const wrong = IMPORTS.filter(({ file, target }) => {
      if (!/^rules\/[a-z]+\//.test(file) || !target.startsWith('.')) return false;
      const resolved = path.posix.join(path.posix.dirname(file), target);
      return resolved.startsWith('schedule') || (/^rules\/[a-z]+\/[^_]/.test(resolved) && resolved !== file);
    });
    expect(wrong).toEqual([]);
  });
});

describe('rules', () => {
  const files = FILES.filter((file) => /^rules\/[a-z]+\/[^_][^/]*\.ts$/.test(file));

  test('the id is the name of the file, the group that of the folder', () => {
    expect(RULES.map((rule) => `rules/${rule.group}/${rule.id}.ts`).sort()).toEqual([...files].sort());
  });

  test('have all their words in both languages', () => {
    for (const rule of RULES) {
      for (const text of [rule.title, rule.why, rule.configure]) {
        expect(text.en, rule.id).toMatch(/\S/);
        expect(text.zh, rule.id).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });

  test('each has a fixture, and no fixture is left over', () => {
    const fixtures = fs
      .readdirSync(path.join(TESTS, 'rules'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.crm'));
    const expected = RULES.map((rule) => `${rule.group}/${rule.id}.crm`);
    expect(fixtures.filter((file) => !expected.includes(file))).toEqual([]);
    expect(expected.filter((file) => !fixtures.includes(file))).toEqual([]);
  });
});
