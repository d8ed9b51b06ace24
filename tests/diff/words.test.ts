import { expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { plain } from '../../src/diagnostics/pretty.js';
import { diffSchedules } from '../../src/diff/diff.js';
import { diffMarkdown } from '../../src/report/diff-markdown.js';
import { diffText } from '../../src/report/diff-text.js';
import { aspectWords } from '../../src/report/diff-words.js';
import { scheduleOf } from '../../src/schedule.js';
import type { Schedule } from '../../src/schedule/types.js';
import type { Source } from '../../src/text/source.js';
import { readProject } from '../support/projects.js';

function compiled(sources: readonly Source[]): Schedule | undefined {
  const analysis = analyse(sources);
  return analysis.diagnostics.some(({ level }) => level === 'error') ? undefined : scheduleOf(analysis, sources, '0');
}

/** The same project with one number of one file raised, number by number. */
function* raised(sources: readonly Source[]): Iterable<{ readonly what: string; readonly sources: readonly Source[] }> {
  for (const [at, { path, text }] of sources.entries()) {
    for (const { index, 0: number } of text.matchAll(/(?<![\w.])\d+(?=%|d|h|min|元|[ ,})\n])/g)) {
      const changed = text.slice(0, index) + String(Number(number) + 1).padStart(number.length, '0') + text.slice(index + number.length);
      yield { what: `${path}: ${text.slice(Math.max(0, index - 20), index + 20)}`, sources: sources.with(at, { path, text: changed }) };
    }
  }
}

test.each(['tests/whole-plan', 'examples/vip-community', 'examples/tiered-price'])(
  'whatever number of %s changes can be told, in both languages',
  (folder) => {
    const sources = readProject(folder);
    const before = compiled(sources);
    if (!before) throw new Error(`${folder} has errors`);
    let told = 0;
    for (const { what, sources: changed } of raised(sources)) {
      const after = compiled(changed);
      if (!after) continue;
      const diff = diffSchedules({ name: 'before', schedule: before }, { name: 'after', schedule: after });
      expect(diff.same, what).toBe(JSON.stringify(stripped(before)) === JSON.stringify(stripped(after)));
      for (const { aspect } of diff.changes.flatMap(({ reasons }) => reasons))
        expect(aspectWords(aspect).zh, aspect).toMatch(/[\u4E00-\u9FFF]/);
      const texts = [diffText(diff, 'en', plain), diffText(diff, 'zh-CN', plain), diffMarkdown(diff, 'en'), diffMarkdown(diff, 'zh-CN')];
      for (const text of texts) expect(text, what).not.toMatch(/undefined|NaN|\[object|null/);
      told += diff.same ? 0 : 1;
    }
    expect(told).toBeGreaterThan(10);
  },
  120_000,
);

/** What a reader of a schedule acts upon: without where it is written, and without what follows from the rest. */
function stripped(schedule: Schedule): unknown {
  const { waves: _waves, policy, ...rest } = schedule;
  return JSON.parse(
    JSON.stringify({ ...rest, clauses: policy.clauses }, (key, value: unknown) =>
      key === 'source' || key === 'guards' ? undefined : value,
    ),
  );
}
