// node bench/latency.mjs [files]: how long an editor waits while somebody types, over the real protocol.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { benchProject } from './project.mjs';

const BIN = fileURLToPath(new URL('../dist/bin/crm.cjs', import.meta.url));
const size = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 40);
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-latency-'));
const files = new Map(benchProject(size).map((source) => [source.path, source.text]));
for (const [file, text] of files) {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  fs.writeFileSync(path.join(root, file), text);
}
const server = spawn(process.execPath, [BIN, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
let published;
connection.onNotification('textDocument/publishDiagnostics', () => published?.());
connection.listen();
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: pathToFileURL(root).toString(),
  capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
});
await connection.sendNotification('initialized', {});
const [name = '', text = ''] = [...files].find(([, each]) => each.includes('wave ')) ?? [];
const uri = pathToFileURL(path.join(root, name)).toString();
const textDocument = { uri };
const at = (offset) => {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1).length };
};
let version = 1;
const opened = performance.now();
await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'crm', version, text } });
await connection.sendRequest('textDocument/hover', { textDocument, position: at(0) });
console.log(
  `${size} files, ${[...files.values()].join('').split('\n').length} lines; first answer after ${(performance.now() - opened).toFixed(0)} ms`,
);

const wave = text.indexOf(' to ', text.indexOf('wave ')) + 4;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Types a letter behind `to ` in a wave, takes it out again, and asks each time. */
async function measure(what, ask, pause = 0) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const typed = round % 2 === 0 ? 'f' : '';
    const range = { start: at(wave), end: at(wave) };
    if (typed === '') range.end = { ...range.end, character: range.end.character + 1 };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: (version += 1) },
      contentChanges: [{ range, text: typed }],
    });
    if (pause > 0) await wait(pause);
    const start = performance.now();
    await ask(typed.length);
    times.push(performance.now() - start);
    await wait(5);
  }
  times.sort((a, b) => a - b);
  const p = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1).padStart(7);
  console.log(`${what.padEnd(28)} p50 ${p(0.5)}  p95 ${p(0.95)}  max ${p(1)} ms`);
}

const position = (more = 0) => ({ ...at(wave), character: at(wave).character + more });
const request = (method, more) => (typed) => connection.sendRequest(method, { textDocument, position: position(typed), ...more });
const whole = { start: { line: 0, character: 0 }, end: { line: 100000, character: 0 } };
await wait(3000);
await measure('completion', request('textDocument/completion'));
await measure('completion after a pause', request('textDocument/completion'), 400);
await measure('hover', request('textDocument/hover'));
await measure('definition', request('textDocument/definition'));
await measure('references', request('textDocument/references', { context: { includeDeclaration: true } }));
await measure('rename (prepare)', request('textDocument/prepareRename'));
await measure('outline', request('textDocument/documentSymbol'));
await measure('semantic tokens', request('textDocument/semanticTokens/full'));
await measure('inlay hints', request('textDocument/inlayHint', { range: whole }));
await measure('code lenses', request('textDocument/codeLens'));
await measure('workspace symbols', () => connection.sendRequest('workspace/symbol', { query: 'fans' }));
await connection.sendRequest('shutdown');
await connection.sendNotification('exit');
connection.dispose();
server.kill();
fs.rmSync(root, { recursive: true, force: true });
