// node bench/editor.mjs [files] [edits]: how long an editor waits while somebody types, over the real protocol.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { bundle } from '../scripts/bundle.mjs';
import { benchProject } from './project.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = path.join(ROOT, 'dist/bin/crm.cjs');
const size = Number(process.argv[2] ?? 1000);
const edits = Number(process.argv[3] ?? 500);

await bundle('bench/worker.ts', '.bench/worker.mjs');
const env = { ...process.env };
delete env.NODE_EXTRA_CA_CERTS;
const stock = () =>
  JSON.parse(spawnSync(process.execPath, [path.join(ROOT, '.bench/worker.mjs'), 'stock', String(size)], { env, encoding: 'utf8' }).stdout)
    .wall;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const sorted = (times) => [...times].sort((a, b) => a - b);
const share = (times, part) => sorted(times)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
const shown = (times) =>
  `p50 ${share(times, 0.5).toFixed(1).padStart(7)}  p95 ${share(times, 0.95).toFixed(1).padStart(7)}  max ${share(times, 1).toFixed(1).padStart(7)} ms`;

const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'crm-editor-'));
const texts = new Map(benchProject(size).map((source) => [source.path, source.text]));
for (const [file, text] of texts) {
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), text);
}
fs.writeFileSync(path.join(folder, 'crm.json'), '{}\n');
const uriOf = (file) => pathToFileURL(path.join(folder, file)).toString();

/** A server with a client that notes when diagnostics come. */
async function start() {
  const server = spawn(process.execPath, [BIN, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'], env });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  let last = 0;
  let waiting = [];
  connection.onNotification('textDocument/publishDiagnostics', (params) => {
    last = performance.now();
    waiting = waiting.filter(({ matches, resolve }) => !matches(params) || resolve(params));
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).toString(),
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
  });
  await connection.sendNotification('initialized', {});
  let version = 0;
  const published = (matches) => new Promise((resolve) => waiting.push({ matches, resolve }));
  return {
    connection,
    async open(file, text = texts.get(file)) {
      version += 1;
      const found = published(({ uri }) => uri === uriOf(file));
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(file), languageId: 'crm', version, text },
      });
      return found;
    },
    /** Replaces the text; how long until the diagnostics of the file are there. */
    async change(file, text) {
      version += 1;
      const own = version;
      const found = published((params) => params.uri === uriOf(file) && params.version === own);
      const begin = performance.now();
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uriOf(file), version: own },
        contentChanges: [{ text }],
      });
      await found;
      return performance.now() - begin;
    },
    /** Waits until nothing has been told for a while; when the last was. */
    async quiet(pause = 1500) {
      while (performance.now() - last < pause) await wait(pause / 5);
      return last;
    },
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    async stop() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

const campaign = 'campaigns/5.crm';
const hub = 'store.crm';

const firsts = [];
const stocks = [];
for (let round = 0; round < 3; round++) {
  stocks.push(stock());
  const server = await start();
  const begin = performance.now();
  await server.open(campaign);
  firsts.push(performance.now() - begin);
  await server.stop();
}
console.log(
  `  ${size} files: stock parse ${share(stocks, 0.5).toFixed(0)} ms, first diagnostics ${share(firsts, 0.5).toFixed(0)} ms  ratio ${share(
    firsts.map((first, round) => first / stocks[round]),
    0.5,
  ).toFixed(2)}`,
);

const server = await start();
await server.open(campaign);
await server.open(hub);
await server.open('audiences/region-5.crm');
await server.quiet();
console.log(`  memory after opening: ${server.memory().toFixed(0)} MB`);

/** Types letter by letter: each edit is told of before the next. */
async function typing(what, file, edit, rounds = 40) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    times.push(await server.change(file, edit(texts.get(file), round)));
    await wait(20);
  }
  await server.change(file, texts.get(file));
  await server.quiet(300);
  console.log(`  ${what.padEnd(42)} ${shown(times)}`);
}

const KEYSTROKES = [
  ['comment in a campaign', campaign, (text, i) => text.replace('// ', `// ${'x'.repeat(i)}`)],
  ['label of a wave', campaign, (text, i) => text.replace('第0波', `第0波${'波'.repeat(i)}`)],
  ['time of a wave', campaign, (text, i) => text.replace(/10:\d\d/, `10:${10 + (i % 50)}`)],
  ['a name that is not finished', campaign, (text, i) => text.replace('via email', `via ${'email'.slice(0, i % 5)}`)],
  ['a word that is not finished', campaign, (text, i) => text.replace('budget 60', `${'budget'.slice(0, i % 6)} 60`)],
  ['comment in the hub', hub, (text, i) => text.replace('// ', `// ${'x'.repeat(i)}`)],
  ['label of segments in the hub', hub, (text, i) => text.replace('"大区"', `"大区${'x'.repeat(i)}"`)],
  ['a word that is not finished in the hub', hub, (text, i) => text.replace('currency CNY', `${'currency'.slice(0, i % 8)} CNY`)],
  ['number of a cap', hub, (text, i) => text.replace('sms 3 per', `sms ${1 + (i % 3)} per`)],
  ['condition of an audience', 'audiences/region-5.crm', (text, i) => text.replace('> 180d', `> ${181 + i}d`)],
  ['size of an audience', 'audiences/region-5.crm', (text, i) => text.replace(/size \d+/, `size ${2000 + i}`)],
];
console.log('keystroke to the diagnostics of the file');
for (const [what, file, edit] of KEYSTROKES) await typing(what, file, edit);

console.log('a change that alters findings everywhere: own file, all others');
for (const [what, file, edit] of [
  ['a lower cap', hub, (text) => text.replace('sms 3 per rolling 30d', 'sms 1 per rolling 90d')],
  ['a floor', hub, (text) => text.replace('cap sms', 'floor 99折\n  cap sms')],
  ['an audience of everybody', 'audiences/region-5.crm', (text) => text.replace('of region.r5 {', '{')],
]) {
  const begin = performance.now();
  const own = await server.change(file, edit(texts.get(file)));
  const all = (await server.quiet()) - begin;
  await server.change(file, texts.get(file));
  await server.quiet();
  console.log(`  ${what.padEnd(42)} own ${own.toFixed(0).padStart(5)} ms  all ${all.toFixed(0).padStart(5)} ms`);
}

/** Types a letter behind `to ` in a wave, takes it out again, and asks each time. */
async function asking(what, method, more = {}) {
  const text = texts.get(campaign);
  const offset = text.indexOf(' to ', text.indexOf('wave ')) + 4;
  const lines = text.slice(0, offset).split('\n');
  const place = { line: lines.length - 1, character: lines.at(-1).length };
  const times = [];
  for (let round = 0; round < 40; round++) {
    const typed = round % 2 === 0 ? 'r' : '';
    void server.change(campaign, `${text.slice(0, offset)}${typed}${text.slice(offset)}`);
    const begin = performance.now();
    await server.connection.sendRequest(method, {
      textDocument: { uri: uriOf(campaign) },
      position: { ...place, character: place.character + typed.length },
      ...more,
    });
    times.push(performance.now() - begin);
    await wait(40);
  }
  console.log(`  ${what.padEnd(42)} ${shown(times)}`);
}
const whole = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
console.log('answers right behind a keystroke');
await asking('completion', 'textDocument/completion');
await asking('hover', 'textDocument/hover');
await asking('definition', 'textDocument/definition');
await asking('references', 'textDocument/references', { context: { includeDeclaration: true } });
await asking('outline', 'textDocument/documentSymbol');
await asking('semantic tokens', 'textDocument/semanticTokens/full');
await asking('inlay hints', 'textDocument/inlayHint', { range: whole });
await asking('code lenses', 'textDocument/codeLens');
await asking('workspace symbols', 'workspace/symbol', { query: 'r5' });

const before = server.memory();
for (let round = 0; round < edits; round++) {
  const [, file, edit] = KEYSTROKES[round % KEYSTROKES.length];
  await server.change(file, edit(texts.get(file), round % 40));
}
await server.quiet(300);
console.log(`memory: ${before.toFixed(0)} MB, after ${edits} more edits ${server.memory().toFixed(0)} MB`);
await server.stop();
fs.rmSync(folder, { recursive: true, force: true });
