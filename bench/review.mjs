// node bench/review.mjs: how long a reviewer waits, with 1,000 files and 300 campaigns: a difference, a check after a save, a page.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchProject } from './project.mjs';

const BIN = fileURLToPath(new URL('../dist/bin/crm.cjs', import.meta.url));
const env = { ...process.env, LANG: 'C' };
delete env.NODE_EXTRA_CA_CERTS;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-bench-'));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

function timed(args) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { cwd: folder, env, stdio: 'ignore' });
  return { time: performance.now() - start, status };
}

function project(name, change = (text) => text) {
  for (const { path: file, text } of benchProject(1000)) {
    fs.mkdirSync(path.dirname(path.join(folder, name, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, name, file), change(text));
  }
}

/** Every fourth wave starts a quarter of an hour later. */
let waves = 0;
const later = (text) => text.replace(/(at start \+ \d+d \d\d):30/g, (all, start) => (waves++ % 4 === 0 ? `${start}:45` : all));

project('before');
project('after', later);
for (const name of ['before', 'after']) timed([BIN, 'compile', name, '-o', `${name}.json`]);

const parse = "for (const f of ['before.json', 'after.json']) JSON.parse(require('fs').readFileSync(f, 'utf8'))";
const rounds = { parse: [], schedules: [], folders: [], check: [], page: [] };
for (let round = 0; round < 5; round++) {
  rounds.parse.push(timed(['-e', parse]).time);
  rounds.schedules.push(timed([BIN, 'diff', 'before.json', 'after.json']).time);
  rounds.check.push(timed([BIN, 'check', 'before']).time);
  if (round < 3) rounds.folders.push(timed([BIN, 'diff', 'before', 'after']).time);
  if (round < 3) rounds.page.push(timed([BIN, 'timeline', 'before', '-o', 'page.html']).time);
}
const line = (name, key, base) =>
  console.log(
    `  ${name.padEnd(44)} ${median(rounds[key]).toFixed(0).padStart(6)} ms  ratio ${(median(rounds[key]) / median(rounds[base])).toFixed(2)} to ${base}`,
  );
line('JSON.parse of both schedules, in Node.js', 'parse', 'parse');
line('crm diff of two schedules', 'schedules', 'parse');
line('crm check', 'check', 'check');
line('crm diff of two folders', 'folders', 'check');
line('crm timeline', 'page', 'check');

/** From the end of a save to the summary that follows it. */
async function saves(count) {
  const file = path.join(folder, 'before/campaigns/0.crm');
  const text = fs.readFileSync(file, 'utf8');
  const child = spawn(process.execPath, [BIN, 'check', '--watch', 'before'], { cwd: folder, env });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (printed += part));
  const until = async (pattern) => {
    while (!pattern.test(printed)) await pause(1);
    printed = '';
  };
  await until(/Watching/);
  const times = [];
  for (let round = 0; round < count; round++) {
    fs.writeFileSync(file, round % 2 === 0 ? text.replace(/(at start \+ \d+d \d\d):30/, '$1:45') : text);
    const start = performance.now();
    await until(/\(\d+ ms\)\n/);
    if (round > 2) times.push(performance.now() - start);
    await pause(150);
  }
  child.kill('SIGKILL');
  return times;
}

const times = await saves(24);
console.log(
  `  crm check --watch: from a save to its findings   ${median(times).toFixed(0)} ms at the median, ${Math.max(...times).toFixed(0)} ms at most`,
);
fs.rmSync(folder, { recursive: true, force: true });
