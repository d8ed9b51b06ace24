import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Workspace } from '../../src/analysis/workspace.js';
import { analyse } from '../../src/compiler.js';
import { RULES } from '../../src/rules/generated/index.js';
import { EXAMPLE_BASE } from '../../src/rules/example-base.js';
import type { Source } from '../../src/text/source.js';
import { EXAMPLES, readProject } from '../support/projects.js';

// The law of the editor: whatever was edited before, the diagnostics are those of a fresh check of the same texts.

/** Projects of several files: the examples, and each rule's own example in a file beside the base. */
const PROJECTS: readonly (readonly Source[])[] = [
  ...EXAMPLES.map((name) => readProject(`examples/${name}`)),
  ...RULES.map(({ bad }) => [
    { path: 'base.crm', text: EXAMPLE_BASE },
    { path: 'plan.crm', text: bad },
  ]),
];

const RUNS = Number(process.env['RUNS'] ?? 1000);
const PIECES = [
  '',
  ' ',
  '\n',
  '}',
  '{',
  '"',
  '1',
  '30',
  'd',
  '元',
  'sms',
  'fans',
  'x',
  'offer ',
  'to ',
  '// 备注\n',
  'waive cap-exceeded\n',
  ' TBD ',
  '十万',
  '05-01',
  '3月5日',
  ' per week ',
  ' at least 3 ',
  '短信',
];

interface Edit {
  readonly file: number;
  readonly at: number;
  readonly length: number;
  readonly put: string;
  readonly kind: 'replace' | 'cut-line' | 'copy-line' | 'remove-file' | 'rename-file' | 'move-line';
}

const edit: fc.Arbitrary<Edit> = fc.record({
  file: fc.nat(),
  at: fc.nat(),
  length: fc.nat({ max: 12 }),
  put: fc.oneof(fc.constantFrom(...PIECES), fc.stringMatching(/^[a-z0-9_.]{1,6}$/)),
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('replace' as const) },
    { weight: 3, arbitrary: fc.constantFrom('cut-line' as const, 'copy-line' as const, 'move-line' as const) },
    { weight: 1, arbitrary: fc.constantFrom('remove-file' as const, 'rename-file' as const) },
  ),
});

function applied(sources: readonly Source[], { file, at, length, put, kind }: Edit): readonly Source[] {
  const source = sources[file % Math.max(1, sources.length)];
  if (!source) return sources;
  const others = sources.filter((each) => each !== source);
  if (kind === 'remove-file') return others.length > 0 ? others : sources;
  if (kind === 'rename-file') return [...others, { ...source, path: `z${source.path}` }];
  return [...others, { ...source, text: edited(source.text, { at, length, put, kind }) }];
}

function edited(text: string, { at, length, put, kind }: Pick<Edit, 'at' | 'length' | 'put' | 'kind'>): string {
  if (kind === 'replace') {
    const start = at % (text.length + 1);
    return text.slice(0, start) + put + text.slice(start + length);
  }
  const lines = text.split('\n');
  const line = at % lines.length;
  if (kind === 'cut-line') lines.splice(line, 1);
  if (kind === 'copy-line') lines.splice(line, 0, lines[line] ?? '');
  if (kind === 'move-line') lines.splice((line * 7 + length) % lines.length, 0, ...lines.splice(line, 1));
  return lines.join('\n');
}

/** An editor looks at a file, at some of the rest, at all of it, or is interrupted before it has looked at anything. */
function look(workspace: Workspace, path: string, how: number, steps: number): void {
  if (how > 0) workspace.glance(path);
  if (how === 2) {
    const work = workspace.work()[Symbol.iterator]();
    for (let step = 0; step < steps; step++) work.next();
  }
  if (how === 3) expect(workspace.analysis.diagnostics).toBeDefined();
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('the workspace', () => {
  test('tells of every project what a fresh check tells', () => {
    for (const sources of PROJECTS) {
      const workspace = new Workspace();
      workspace.update(sources);
      expect(plain(workspace.analysis.diagnostics)).toEqual(plain(analyse(sources).diagnostics));
    }
  });

  test('tells the same after thousands of edits, when proofs are begun anew', () => {
    const workspace = new Workspace();
    const sources = PROJECTS.at(-1) ?? [];
    for (let edits = 0; edits < 2100; edits++) {
      workspace.update(sources.map(({ path, text }) => ({ path, text: `${text}// ${edits}\n` })));
      if (edits % 100 === 0) workspace.glance('plan.crm');
    }
    workspace.update(sources);
    expect(plain(workspace.analysis.diagnostics)).toEqual(plain(analyse(sources).diagnostics));
  });

  test(
    'tells the same after random edits',
    () => {
      fc.assert(
        fc.property(fc.nat(), fc.array(edit, { minLength: 1, maxLength: 6 }), (which, edits) => {
          const workspace = new Workspace();
          let sources: readonly Source[] = PROJECTS[which % PROJECTS.length] ?? [];
          workspace.update(sources);
          expect(workspace.analysis.diagnostics).toBeDefined();
          for (const each of edits) {
            sources = applied(sources, each);
            workspace.update(sources);
            look(workspace, sources[0]?.path ?? '', each.at % 4, each.length * 6);
          }
          expect(plain(workspace.analysis.diagnostics)).toEqual(plain(analyse(sources).diagnostics));
        }),
        { numRuns: RUNS },
      );
    },
    60_000 + 100 * RUNS,
  );
});
