/**
 * The language server, one file for both: a process of Node.js speaks over standard input and output, a web worker over messages.
 * Only the half that is needed is run.
 */
declare const importScripts: unknown;

if (typeof importScripts === 'function') void import('../../src/lsp/browser.js');
else void import('../../src/lsp/node.js').then(({ serveStdio }) => serveStdio());
