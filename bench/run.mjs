// npm run bench: every figure as a ratio to a baseline of the same run, in fresh processes taken in turn.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../scripts/bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const env = { ...process.env };
// Node reads this file at every start; it would count as start-up of the baseline.
delete env.NODE_EXTRA_CA_CERTS;

for (const name of ['worker', 'caps']) await bundle(`bench/${name}.ts`, `.bench/${name}.mjs`);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const worker = (kind, size) =>
  JSON.parse(
    spawnSync(process.execPath, [path.join(root, '.bench/worker.mjs'), kind, String(size)], { env, encoding: 'utf8', maxBuffer: 1e8 })
      .stdout,
  );

function pairs(size, rounds) {
  const stock = [];
  const check = [];
  for (let round = 0; round < rounds; round++) {
    stock.push(worker('stock', size));
    check.push(worker('check', size));
  }
  const ratio = (key) => median(check.map((run, round) => run[key] / stock[round][key]));
  return {
    size,
    stock: median(stock.map((run) => run.wall)),
    check: median(check.map((run) => run.wall)),
    wall: ratio('wall'),
    cpu: ratio('cpu'),
    rss: Math.max(...check.map((run) => run.rss)),
    found: check[0].found,
    errors: stock[0].found,
  };
}

console.log('full check against a stock parse of the same files (fresh processes, median)');
for (const [size, rounds] of [
  [100, 5],
  [1000, 5],
  [4000, 3],
]) {
  const { stock, check, wall, cpu, rss, found, errors } = pairs(size, rounds);
  console.log(
    `  ${String(size).padStart(5)} files  stock parse ${stock.toFixed(0).padStart(6)} ms  check ${check.toFixed(0).padStart(6)} ms  ratio ${wall.toFixed(2)} wall, ${cpu.toFixed(2)} cpu  memory ${rss.toFixed(0)} MB  (${found} diagnostics, ${errors} errors of the stock parser)`,
  );
}

console.log('start: crm check examples/first-plan against node -e 0 (wall, median of 21)');
const time = (args) => {
  const start = process.hrtime.bigint();
  spawnSync(process.execPath, args, { env, stdio: 'ignore' });
  return Number(process.hrtime.bigint() - start) / 1e6;
};
const empty = [];
const cold = [];
for (let round = 0; round < 21; round++) {
  empty.push(time(['-e', '0']));
  cold.push(time([path.join(root, 'dist/bin/crm.cjs'), 'check', path.join(root, 'examples/first-plan')]));
}
console.log(
  `  node -e 0 ${median(empty).toFixed(1)} ms  crm check ${median(cold).toFixed(1)} ms  ratio ${(median(cold) / median(empty)).toFixed(2)}  (of the minima ${(Math.min(...cold) / Math.min(...empty)).toFixed(2)})`,
);

console.log('caps: 300 campaigns, 5,000 waves, 200 audiences, 6 caps (seven rounds each, in one process)');
console.log(
  spawnSync(process.execPath, [path.join(root, '.bench/caps.mjs')], { env, encoding: 'utf8' })
    .stdout.replace(/^/gm, '  ')
    .trimEnd(),
);

console.log('editor: what is waited for, over the real protocol');
spawnSync(process.execPath, [path.join(root, 'bench/editor.mjs')], { env, stdio: 'inherit' });

console.log('review: what is waited for in a terminal and in CI');
spawnSync(process.execPath, [path.join(root, 'bench/review.mjs')], { env, stdio: 'inherit' });
