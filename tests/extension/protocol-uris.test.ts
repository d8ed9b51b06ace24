import { expect, test } from 'vitest';
import { URI } from 'vscode-uri';
import type { Uri } from 'vscode';
import { ProtocolUris, shownName } from '../../extension/src/protocol-uris.js';

// vscode-uri is the class that VS Code itself uses.
const uriClass = URI as unknown as typeof Uri;
const parse = (text: string): Uri => uriClass.parse(text);

function uris(folder?: string): ProtocolUris {
  return new ProtocolUris({ parse, folder: folder === undefined ? undefined : parse(folder) });
}

test.each([
  ['file:///shop/%E6%98%A5.crm', 'file:///shop/%E6%98%A5.crm'],
  ['crm-library:/retail.crm', 'crm-library:/retail.crm'],
  ['vscode-vfs://github/shop/plan.crm', 'file:///%40vscode-vfs/github/shop/plan.crm'],
  ['memfs:/shop/plan.crm', 'file:///%40memfs/-/shop/plan.crm'],
])('%s travels as %s and back', (uri, protocol) => {
  const converter = uris('file:///shop');
  expect(converter.toProtocol(parse(uri))).toBe(protocol);
  expect(converter.fromProtocol(protocol).toString()).toBe(uri);
});

test('an unsaved plan travels as a file beside the one it will be', () => {
  const converter = uris('file:///shop');
  expect(converter.toProtocol(parse('untitled:/shop/new.crm'))).toBe('file:///shop/~new.crm');
  expect(converter.fromProtocol('file:///shop/~new.crm').toString()).toBe('untitled:/shop/new.crm');
  expect(converter.toProtocol(parse('file:///shop/new.crm'))).toBe('file:///shop/new.crm');
  expect(converter.fromProtocol('file:///shop/new.crm').toString()).toBe('file:///shop/new.crm');
});

test('an unsaved document without a path lies in the folder that is open', () => {
  expect(uris('file:///shop').toProtocol(parse('untitled:Untitled-1'))).toBe('file:///shop/~Untitled-1.crm');
  expect(uris('memfs:/shop').toProtocol(parse('untitled:Untitled-1'))).toBe('file:///%40memfs/-/shop/~Untitled-1.crm');
});

test('without a folder it lies on no disk', () => {
  const converter = uris();
  expect(converter.toProtocol(parse('untitled:Untitled-1'))).toBe('file:///%40crm-unsaved/-/~Untitled-1.crm');
  expect(converter.fromProtocol('file:///%40crm-unsaved/-/~Untitled-1.crm').toString()).toBe('untitled:Untitled-1');
  expect(converter.toProtocol(parse('untitled:/shop/new.crm'))).toBe('file:///shop/~new.crm');
});

test('people know a file by its own name', () => {
  expect(shownName('a/~new.crm', parse('untitled:/shop/a/new.crm'))).toBe('a/new.crm');
  expect(shownName('~Untitled-1.crm', parse('untitled:Untitled-1'))).toBe('Untitled-1');
  expect(shownName('a/~new.crm', parse('file:///shop/a/~new.crm'))).toBe('a/~new.crm');
});
