import { describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import type { Client } from './client.js';
import { at, edited, start } from './support.js';
import { BASE, SUNNY, WORLD } from './world.js';

type File = keyof typeof WORLD;

interface Compiled {
  readonly errors: number;
  readonly warnings: number;
  readonly schedule?: string;
}

/** The places marked by `|` and a second `|`, or one cursor. */
function selected(text: string, marked: string): { readonly start: ReturnType<typeof at>; readonly end: ReturnType<typeof at> } {
  const [before = '', inside = '', after] = marked.split('|');
  if (after === undefined) return { start: at(text, marked), end: at(text, marked) };
  return { start: at(text, `${before}|${inside}${after}`), end: at(text, `${before}${inside}|${after}`) };
}

async function actions(server: Client, file: File, text: string, marked: string): Promise<readonly CodeAction[]> {
  await server.open(file, text);
  return server.request<CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri: server.uri(file) },
    range: selected(text, marked),
    context: { diagnostics: [], only: ['refactor'] },
  });
}

/** The text after the first action of a title, with what the project compiles to before and after. */
async function refactored(
  file: File,
  marked: string,
  title: string,
  text = WORLD[file],
): Promise<{ text: string; before: Compiled; after: Compiled }> {
  const server = await start(WORLD);
  const compiled = (): Promise<Compiled> => server.request('crm/compile', { textDocument: { uri: server.uri(file) } });
  const found = (await actions(server, file, text, marked)).find((action) => action.title === title);
  if (!found) throw new Error(`No “${title}”.`);
  const before = await compiled();
  const changed = edited(text, found.edit?.changes?.[server.uri(file)] ?? []);
  await server.change(file, changed);
  return { text: changed, before, after: await compiled() };
}

async function titles(file: File, marked: string, text = WORLD[file]): Promise<readonly string[]> {
  const server = await start(WORLD);
  return (await actions(server, file, text, marked)).map(({ title }) => title);
}

describe('extract an audience', () => {
  test('from a condition of an audience: what is selected', async () => {
    const { text, before, after } = await refactored(
      'base.crm',
      'skin |is dry| and',
      'Make this condition the audience `dry_fans_members`',
    );
    expect(text).toContain(`audience dry_fans_members of fans {
  where skin is dry
}

audience dry_fans "干皮粉丝" of fans { where in dry_fans_members and recency <= 90d  size 200 }`);
    expect(after).toMatchObject({ errors: before.errors, warnings: before.warnings });
  });

  test('of a chain the parts that are selected', async () => {
    const chain = BASE.replace('skin is dry and', 'skin is dry and level is v1 and');
    const { text, after } = await refactored(
      'base.crm',
      '|skin is dry and level| is v1',
      'Make this condition the audience `dry_fans_members`',
      chain,
    );
    expect(text).toContain('  where skin is dry and level is v1\n');
    expect(text).toContain('where in dry_fans_members and recency <= 90d');
    expect(after.errors).toBe(0);
  });

  test('from a wave, above its campaign', async () => {
    const { text, after } = await refactored('sunny.crm', 'and sk|in in', 'Make this condition the audience `again_members`');
    expect(text).toMatch(/^audience again_members \{\n {2}where skin in \(dry, oily\)\n\}\n\ncampaign sunny/);
    expect(text).toContain('where opened(hi) and in again_members and in dry_fans');
    expect(after.errors).toBe(0);
  });

  test('not what only a wave can ask: outcomes, days of the campaign', async () => {
    expect(await titles('sunny.crm', 'where open|ed(hi)')).toEqual([]);
    expect(await titles('sunny.crm', 'no(or|der since hi)')).toEqual([]);
  });
});

describe('inline an audience', () => {
  test('its base and its condition', async () => {
    const { text, after } = await refactored('sunny.crm', 'in dry_|fans and', 'Put the condition of `dry_fans` here');
    expect(text).toContain('and (in fans and skin is dry and recency <= 90d) and no(order since hi)');
    expect(after.errors).toBe(0);
  });

  test('not a list of another system, nor an entry of segments', async () => {
    const text = SUNNY.replace('in dry_fans', 'in fans and in lifecycle.fresh');
    expect(await titles('sunny.crm', 'and in fa|ns', text)).not.toContain('Put the condition of `fans` here');
    expect(await titles('sunny.crm', 'in lifecycle.fr|esh', text)).not.toContain('Put the condition of `lifecycle.fresh` here');
  });
});

describe('tell a time by something else', () => {
  const DATED = SUNNY.replace('at summer + 1d 10:00', 'at 2027-07-02 10:00');

  test('by the start, the end, phases and events of the campaign', async () => {
    expect(await titles('sunny.crm', 'at 2027-|07-02 10:00', DATED)).toEqual([
      'Write 2027-07-02 as `start + 1d`',
      'Write 2027-07-02 as `end - 29d`',
      'Write 2027-07-02 as `warm + 1d`',
      'Write 2027-07-02 as `summer + 1d`',
    ]);
  });

  test.each(['start + 1d', 'end - 29d', 'warm + 1d', 'summer + 1d'])('%s: the schedule stays the same', async (form) => {
    const { text, before, after } = await refactored('sunny.crm', 'at 2027-|07-02 10:00', `Write 2027-07-02 as \`${form}\``, DATED);
    expect(text).toContain(`at ${form} 10:00`);
    expect(before.schedule).toBeDefined();
    expect(after.schedule).toBe(before.schedule);
  });

  test('not what is relative already', async () => {
    expect(await titles('sunny.crm', 'at sum|mer + 1d')).toEqual([]);
  });
});

describe('split a wave by segments', () => {
  const ONE = SUNNY.replace(' and in dry_fans', '')
    .replace('via text_message to fans {', 'via text_message to lifecycle {')
    .replace('to fans, lifecycle.rest }', 'to fans, lifecycle }');

  test('one wave for each entry, at the same times', async () => {
    const { text, after } = await refactored('sunny.crm', 'wave aga|in', 'Split into 2 waves, one for each entry of `lifecycle`', ONE);
    expect(text).toContain('wave again_fresh "再次·新近" via text_message to lifecycle.fresh {\n      at hi + 2d 11:00');
    expect(text).toContain('wave again_rest "再次·其他" via text_message to lifecycle.rest {\n      at hi + 2d 11:00');
    expect(after.errors).toBe(0);
  });

  test('without entries of which nobody meets its condition', async () => {
    const narrow = ONE.replace('skin in (dry, oily)', 'skin in (dry, oily) and in dry_fans');
    expect(await titles('sunny.crm', 'wave aga|in', narrow)).toEqual([]);
  });

  test('not where something refers to the wave, or it addresses others too', async () => {
    expect(await titles('sunny.crm', 'wave h|i', ONE)).toEqual([]);
    expect(await titles('sunny.crm', 'wave aga|in')).toEqual([]);
  });
});
