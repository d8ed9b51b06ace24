import { expect, test } from 'vitest';
import { URI } from 'vscode-uri';
import type { Uri } from 'vscode';
import { projectFolders, type TopFolder } from '../../extension/src/project-folders.js';

// vscode-uri is the class that VS Code itself uses.
const uriClass = URI as unknown as typeof Uri;
const uriOf = (path: string): Uri => uriClass.file(path);

function top(name: string, files: readonly string[]): TopFolder {
  return { name, uri: uriOf(`/shops/${name}`), files: files.map((file) => uriOf(`/shops/${name}/${file}`)) };
}

const shown = (...tops: readonly TopFolder[]): readonly string[] => projectFolders(tops).map(({ label, uri }) => `${label}: ${uri.path}`);

test('without a crm.json the folder of the workspace is one project', () => {
  expect(shown(top('shop', ['a/plan.crm', 'b/plan.crm']))).toEqual(['shop: /shops/shop']);
});

test('a plan belongs to the nearest crm.json upwards', () => {
  const files = ['plan.crm', 'a/crm.json', 'a/x/plan.crm', 'a/y/crm.json', 'a/y/plan.crm', 'ab/plan.crm', 'empty/crm.json'];
  expect(shown(top('shop', files))).toEqual(['a: /shops/shop/a', 'a/y: /shops/shop/a/y', 'shop: /shops/shop']);
});

test('of several folders of the workspace each is offered, with or without a crm.json', () => {
  expect(shown(top('tea', ['crm.json', 'plan.crm']), top('cups', ['spring/plan.crm']), top('notes', []))).toEqual([
    'cups: /shops/cups',
    'tea: /shops/tea',
  ]);
  expect(shown(top('tea', ['a/crm.json', 'a/plan.crm']), top('cups', ['plan.crm']))).toEqual(['cups: /shops/cups', 'tea/a: /shops/tea/a']);
});

test('what tools own is no plan', () => {
  expect(shown(top('shop', ['.trash/plan.crm', 'node_modules/x/plan.crm']))).toEqual([]);
});
