import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benchProject } from '../../bench/project.mjs';
import { Workspace } from '../../src/analysis/workspace.js';
import { analyse } from '../../src/compiler.js';
import type { Source } from '../../src/text/source.js';

// A chain of shops in regions that share nobody, in which what one file says matters to many others:
// limits, floors, sizes and conditions are changed, and the editor tells what a fresh check tells.

const FILES = new Map(benchProject(30).map(({ path, text }) => [path, text]));
const RUNS = Number(process.env['RUNS'] ?? 40);

/** What somebody may write in place of what stands in a file. */
interface Choice {
  readonly file: string;
  readonly of: string | RegExp;
  readonly to: readonly string[];
}

const CHOICES: readonly Choice[] = [
  {
    file: 'store.crm',
    of: 'sms 3 per rolling 30d',
    to: ['sms 1 per rolling 90d', 'sms 2 per rolling 60d', 'sms unlimited per rolling 30d'],
  },
  { file: 'store.crm', of: 'any 6 per rolling 7d', to: ['any 2 per rolling 7d', 'any 1 per rolling 7d', 'any 3 per month'] },
  {
    file: 'store.crm',
    of: '  level short-supply off',
    to: ['', '  floor 99折', '  floor 92折', '  gap sms 60d', '  discounts 1 per rolling 90d'],
  },
  { file: 'store.crm', of: '"大区"', to: ['"区域"', ''] },
  { file: 'store.crm', of: 'is "R1" size 9_000', to: ['is "R0" size 9_000', 'is "R1" size 90', 'is "R1"'] },
  { file: 'store.crm', of: '{ kind sms  cost', to: ['{ kind sms  quiet 09:00..11:00  cost', '{ kind email  cost'] },
  { file: 'audiences/region-0.crm', of: '<= 90d', to: ['<= 400d', '> 400d'] },
  { file: 'audiences/region-0.crm', of: /size \d+/, to: ['size 5', 'size 9_000', ''] },
  { file: 'audiences/region-1.crm', of: 'of region.r1 {', to: ['of region.r0 {', '{'] },
  { file: 'campaigns/0.crm', of: /10:\d\d/, to: ['23:30', '10:00'] },
  { file: 'campaigns/1.crm', of: 'to r1_a0', to: ['to r0_a0', 'to r1_a0, r0_a1', 'to everyone', 'to nobody_known'] },
  { file: 'campaigns/2.crm', of: '  budget 60万元', to: ['  budget 60元', '  waive cap-exceeded because "试点" until 2029-01-01', ''] },
  { file: 'benefits/0.crm', of: '元 over 300元', to: ['元', '元 over 31元'] },
];

const edit = fc.record({ choice: fc.constantFrom(...CHOICES), to: fc.nat(), steps: fc.nat({ max: 400 }) });

/** An editor looks at the file at once, and at the project until the next edit comes. */
function look(workspace: Workspace, path: string, steps: number): void {
  expect(workspace.glance(path)).toBeDefined();
  const work = workspace.work()[Symbol.iterator]();
  for (let step = 0; step < steps && work.next().done !== true; step++);
}

/** A file with all that was chosen for it. */
function written(path: string, text: string, chosen: ReadonlyMap<Choice, string | undefined>): string {
  return [...chosen].reduce((now, [{ file, of }, to]) => (file === path && to !== undefined ? now.replace(of, to) : now), text);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test(
  'limits and audiences of many campaigns are changed, and what is told is what a fresh check tells',
  () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const workspace = new Workspace();
        const chosen = new Map<Choice, string | undefined>();
        const sources = (): readonly Source[] => [...FILES].map(([path, text]) => ({ path, text: written(path, text, chosen) }));
        workspace.update(sources());
        expect(workspace.analysis.diagnostics).toBeDefined();
        for (const { choice, to, steps } of edits) {
          // One more than there are: it stands as it stood at first.
          chosen.set(choice, choice.to[to % (choice.to.length + 1)]);
          workspace.update(sources());
          look(workspace, choice.file, steps);
        }
        expect(plain(workspace.analysis.diagnostics)).toEqual(plain(analyse(sources()).diagnostics));
      }),
      { numRuns: RUNS },
    );
  },
  60_000 + 1000 * RUNS,
);
