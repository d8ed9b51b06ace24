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

  test('comments stay comments', async () => {
    const commented = BASE.replace(
      '{ where skin is dry and recency',
      '{\n  where skin is dry // 干性\n    and level is v3 /* 高 */\n    and recency',
    );
    const { text, before, after } = await refactored(
      'base.crm',
      '|skin is dry // 干性\n    and level is v3| /* 高',
      'Make this condition the audience `dry_fans_members`',
      commented,
    );
    expect(text).toContain('audience dry_fans_members of fans {\n  where skin is dry // 干性\n    and level is v3\n}\n');
    expect(text).toContain('where in dry_fans_members /* 高 */\n    and recency <= 90d');
    expect(after).toMatchObject({ errors: before.errors, warnings: before.warnings });
  });

  test('above the comments and the documentation of its declaration', async () => {
    const commented = `// 项目\n${BASE}`.replace('audience dry_fans', '// 旧版本\n// 另见计划\n/** 肤质。 */\naudience dry_fans');
    const { text } = await refactored('base.crm', 'skin |is dry| and', 'Make this condition the audience `dry_fans_members`', commented);
    expect(text).toContain('  where skin is dry\n}\n\n// 旧版本\n// 另见计划\n/** 肤质。 */\naudience dry_fans "干皮粉丝"');
  });

  test('a rank by itself, in the same base', async () => {
    const ranked = BASE.replace('where skin is dry and', 'where top 10% by recency and');
    const { text, after } = await refactored(
      'base.crm',
      'where |top 10% by recency| and',
      'Make this condition the audience `dry_fans_members`',
      ranked,
    );
    expect(text).toContain('audience dry_fans_members of fans {\n  where top 10% by recency\n}\n');
    expect(text).toContain('where in dry_fans_members and recency <= 90d');
    expect(after.errors).toBe(0);
  });

  test('a flag by itself', async () => {
    const flagged = BASE.replace('where skin is dry and', 'where likes_sms and not sms_consent and');
    const { text } = await refactored('base.crm', 'not |sms_consent| and', 'Make this condition the audience `dry_fans_members`', flagged);
    expect(text).toContain('where likes_sms and not in dry_fans_members and recency <= 90d');
  });

  test('not what is an audience already, nor with it the rest of the chain', async () => {
    expect(await titles('sunny.crm', 'and |in dry_fans| and')).not.toContain('Make this condition the audience `again_members`');
  });

  test('not an event that means the day of the campaign', async () => {
    const since = SUNNY.replace('no(order since hi)', 'no(order since summer)');
    expect(await titles('sunny.crm', 'no(or|der since summer)', since)).toEqual([]);
    const dated = SUNNY.replace('no(order since hi)', 'no(order since summer 2026)');
    expect(await titles('sunny.crm', 'no(or|der since summer 2026)', dated)).toHaveLength(1);
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

  const LOCALS = `
extend entity order { city text }

event fair "展会" on 2027-07-05

audience locals "本地" { where city is "上海" and sms_consent  size 100 }

audience visitors "来客" { where any(order since fair)  size 100 }

audience shoppers "买家" { where any(order where in locals)  size 10 }
`;

  test('comments stay comments', async () => {
    const commented = `${BASE}\naudience noted { where in dry_fans and likes_sms  size 10 }\n`.replace(
      '{ where skin is dry and recency',
      '{\n  where skin is dry // 干性\n    and recency',
    );
    const title = 'Put the condition of `dry_fans` here';
    const { text, before, after } = await refactored('base.crm', 'where in dry_f|ans and likes', title, commented);
    expect(text).toMatch(/where \(in fans and skin is dry \/\/ 干性\n\s+and recency <= 90d\) and likes_sms/);
    expect(after).toMatchObject({ errors: before.errors, warnings: before.warnings });
  });

  test('in an aggregate the attributes of members stay theirs', async () => {
    const title = 'Put the condition of `locals` here';
    const { text, before, after } = await refactored('base.crm', 'in loc|als)', title, BASE + LOCALS);
    expect(text).toContain('any(order where (member.city is "上海" and sms_consent))');
    expect(after).toMatchObject({ errors: before.errors, warnings: before.warnings });
  });

  test('an event keeps its day where a campaign has a part of that name', async () => {
    const server = await start({ ...WORLD, 'base.crm': BASE + LOCALS });
    const fair = SUNNY.replace('and in dry_fans', 'and in visitors')
      .replace('phase warm', 'phase fair')
      .replace('during warm', 'during fair');
    const found = await actions(server, 'sunny.crm', fair.replace('at warm', 'at fair'), 'in visi|tors');
    const put = found.find(({ title }) => title === 'Put the condition of `visitors` here');
    expect(edited(fair, put?.edit?.changes?.[server.uri('sunny.crm')] ?? [])).toContain('and any(order since fair 2027) and');
  });

  test('not where a name cannot be written so that it means the same', async () => {
    const title = 'Put the condition of `guests` here';
    const measured = `${BASE}${LOCALS}\nmeasure came = any(order during fair)\naudience guests { where came  size 10 }\n`;
    const server = await start({ ...WORLD, 'base.crm': measured });
    const asking = SUNNY.replace('and in dry_fans', 'and in guests');
    expect((await actions(server, 'sunny.crm', asking, 'in gue|sts')).map((each) => each.title)).toContain(title);
    const ambiguous = asking.replace('phase warm', 'phase fair').replace('during warm', 'during fair').replace('at warm', 'at fair');
    await server.change('sunny.crm', ambiguous);
    expect((await actions(server, 'sunny.crm', ambiguous, 'in gue|sts')).map((each) => each.title)).not.toContain(title);
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

  test('not by what waits for it, directly or not', async () => {
    const waiting = DATED.replace('phase warm "预热" 2027-07-01 .. 2027-07-10', 'phase warm "预热" again - 3d .. 2027-07-10').replace(
      'flash_sale { at warm 20:00',
      'flash_sale { at 2027-07-02 20:00',
    );
    const both = ['start + 1d', 'end - 29d', 'summer + 1d'].map((form) => `Write 2027-07-02 as \`${form}\``);
    expect(await titles('sunny.crm', 'wave hi "问候" via text_message to fans, lifecycle.rest {\n      at 2027-|07-02', waiting)).toEqual(
      both,
    );
    const apart = waiting.replace('again - 3d ..', 'flash .. ').replace('at hi + 2d', 'at 2027-07-04');
    expect(await titles('sunny.crm', 'flash_sale { at 2027-|07-02', apart)).toEqual(both);
    expect(await titles('sunny.crm', 'to fans, lifecycle.rest {\n      at 2027-|07-02', apart)).toHaveLength(4);
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
    const { text, before, after } = await refactored(
      'sunny.crm',
      'wave aga|in',
      'Split into 2 waves, one for each entry of `lifecycle`',
      ONE,
    );
    expect(text).toContain('wave again_fresh "再次·新近" via text_message to lifecycle.fresh {\n      at hi + 2d 11:00');
    expect(text).toContain('wave again_rest "再次·其他" via text_message to lifecycle.rest {\n      at hi + 2d 11:00');
    expect(after).toMatchObject({ errors: 0, warnings: before.warnings });
  });

  test('labels are written as texts', async () => {
    const quoted = ONE.replace('"再次"', '"再\\"次\\""');
    const { text, before, after } = await refactored(
      'sunny.crm',
      'wave aga|in',
      'Split into 2 waves, one for each entry of `lifecycle`',
      quoted,
    );
    expect(text).toContain('wave again_fresh "再\\"次\\"·新近" via');
    expect(after).toMatchObject({ errors: before.errors, warnings: before.warnings });
  });

  test.each([
    ['what follows each order of a member', 'at hi + 2d 11:00', 'at 2h after each order\n      at most 1 per rolling 7d'],
    ['what follows a date of each member', 'at hi + 2d 11:00', 'at each birthday 10:00\n      at most 1 per calendar year'],
    ['what is counted for each member', 'at hi + 2d 11:00', 'at every 3d 11:00\n      at most 1 per rolling 7d'],
    [
      'a test',
      'message hello_text\n      offer coupon40\n    }\n  }',
      'test { a 10% message hello_text  b 10% message hello_text }\n    }\n  }',
    ],
    ['a gate', 'at hi + 2d 11:00', 'at hi + 2d 11:00\n      wait for sales >= 1万元 until hi + 2d 10:00 then send'],
    ['a waiver', 'at hi + 2d 11:00', 'at hi + 2d 11:00\n      waive gap-too-short because "试" by lead until 2027-07-31'],
  ])('not %s', async (_, written, other) => {
    expect(ONE).toContain(written);
    const offered = await titles('sunny.crm', 'wave aga|in', ONE.replace(written, other));
    expect(offered).toEqual([]);
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
