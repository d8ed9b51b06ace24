import { analyse } from '../src/compiler.js';
import { benchProject } from './project.mjs';
import { stockParser } from './stock.js';

// One measurement in a fresh process: `stock N` or `check N`; prints milliseconds, megabytes and what was found.
const [kind, size = '1000'] = process.argv.slice(2);
const sources = benchProject(Number(size));
let found = 0;
let start = 0;
let cpu = process.cpuUsage();
if (kind === 'stock') {
  // Both make their own parser: a run has to.
  start = performance.now();
  cpu = process.cpuUsage();
  found = stockParser()(sources);
} else {
  start = performance.now();
  cpu = process.cpuUsage();
  found = analyse(sources).diagnostics.length;
}
const wall = performance.now() - start;
const used = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ wall, cpu: (used.user + used.system) / 1000, rss: process.resourceUsage().maxRSS / 1024, found }));
