import { describe, expect, test } from 'vitest';
import { analyse, FileCache, type Analysis } from '../../src/compiler.js';
import { laidOut, layoutEdits } from '../../src/formatter.js';
import { Project } from '../../src/lsp/project.js';
import { extractAudience } from '../../src/lsp/refactor/extract-audience.js';
import { inlineAudience } from '../../src/lsp/refactor/inline-audience.js';
import type { Refactoring } from '../../src/lsp/refactor/refactoring.js';
import { relativeTime } from '../../src/lsp/refactor/relative-time.js';
import { splitWave } from '../../src/lsp/refactor/split-wave.js';
import { readTokens } from '../../src/syntax/lexer.js';
import { applyEdits } from '../../src/text/edit.js';
import type { Source } from '../../src/text/source.js';
import { EXAMPLES, readProject } from '../support/projects.js';
import { BASE, SUNNY } from './world.js';

/** What the world has no example of. */
const MORE = `extend entity order { city text }

event fair "展会" on 2027-07-05

measure came "来过" = any(order during fair)

audience locals "本地" {
  where city is "上海" // 门店
    and (likes_sms or level in v2 .. v4)
  size 100
}

audience leaders "高消费" of fans { where top 10% by recency and not in locals  size 50 }

audience visitors "来客" { where came or any(order since fair where city is "上海" and member.city is unknown)  size 100 }

segments shoppers "买家" {
  near "附近" where any(order where in locals) size 10
  seen "见过" where in visitors and in leaders size 10
}

campaign autumn "秋日" {
  scope targeted
  runs 2027-07-01 .. 2027-07-31
  audience { to shoppers }
  timing {
    phase fair "展会期" 2027-07-05 .. 2027-07-08
    phase open "开场" meet .. meet + 2d
    wave ask "邀请" via push to shoppers { at 2027-07-04 11:00  where in visitors and in locals }
    wave care "关怀" via push to shoppers {
      at 2h after each order where in locals and status is unpaid
      at most 1 per rolling 7d
      as care
    }
  }
  method {
    activity meet "见面会" salon { at 2027-07-09 14:00 for 2h  by lead }
  }
}
`;

const REFACTORINGS = [extractAudience, inlineAudience, relativeTime, splitWave];

/** Each refactoring that is offered with the cursor before some token of a file. */
function offered(project: Project, { path, text }: Source): ReadonlyMap<string, Refactoring> {
  const found = new Map<string, Refactoring>();
  const session = { locale: 'en' as const, policyHints: false, client: {} };
  for (const { startOffset } of readTokens(text, path).tokens) {
    const cursor = { start: startOffset, end: startOffset };
    for (const refactor of REFACTORINGS)
      for (const each of refactor({ project, path, session }, cursor)) found.set(JSON.stringify(each.edits), each);
  }
  return found;
}

/** When which channel sends. */
const times = ({ sends }: Analysis): readonly string[] => {
  const all = sends.waves.flatMap(({ wave, timeline }) =>
    timeline.occurrences.map(({ instant }) => `${instant} ${wave.channel?.name ?? ''}`),
  );
  return [...new Set(all)].sort();
};

const rules = ({ diagnostics }: Analysis): ReadonlySet<string> => new Set(diagnostics.map(({ rule, level }) => `${rule} ${level}`));

const isFormatted = (source: Source): boolean => layoutEdits(source)?.length === 0;

describe('what is offered keeps the plan', () => {
  const projects: Readonly<Record<string, readonly Source[]>> = {
    ...Object.fromEntries(EXAMPLES.map((name) => [name, readProject(`examples/${name}`)])),
    world: [
      { path: 'base.crm', text: BASE },
      { path: 'sunny.crm', text: SUNNY },
      { path: 'more.crm', text: MORE },
    ],
  };

  test.each(Object.entries(projects))('%s: nothing more is found, sends go out when they did, files stay formatted', (_, sources) => {
    const project = new Project('/project');
    for (const { path, text } of sources) project.edit(path, text);
    const before = project.analysis;
    const cache = new FileCache();
    for (const source of sources) {
      const { path } = source;
      for (const { title, edits } of offered(project, source).values()) {
        const text = applyEdits(source.text, laidOut(source, edits));
        const after = analyse(
          sources.map((each) => (each.path === path ? { path, text } : each)),
          {},
          cache,
        );
        expect({ title, found: [...rules(after)].filter((each) => !rules(before).has(each)) }).toEqual({ title, found: [] });
        expect({ title, times: times(after) }).toEqual({ title, times: times(before) });
        if (isFormatted(source)) expect({ title, text: isFormatted({ path, text }) }).toEqual({ title, text: true });
      }
    }
  });
});
