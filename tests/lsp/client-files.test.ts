import { expect, test } from 'vitest';
import { clientDisk, type FolderEntry } from '../../src/lsp/client-files.js';

/** A client with files, by path. */
function clientWith(files: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const readFolder = (folder: string): readonly FolderEntry[] => {
    const inside = Object.keys(files).filter((file) => file.startsWith(`${folder}/`));
    const names = new Map(
      inside.map((file) => file.slice(folder.length + 1).split('/')).map(([name = '', ...rest]) => [name, rest.length > 0]),
    );
    return [...names].map(([name, isFolder]) => ({ name, isFolder }));
  };
  return {
    asked,
    sendRequest: (method: string, params: object): Promise<unknown> => {
      const { path } = params as { path: string };
      asked.push(path);
      return Promise.resolve(method === 'crm/readFile' ? (files[path] ?? null) : readFolder(path));
    },
  };
}

const SHOP = {
  '/@memfs/-/shop/crm.json': '{ "exclude": ["drafts/**"] }',
  '/@memfs/-/shop/store.crm': 'store',
  '/@memfs/-/shop/plans/spring.crm': 'spring',
  '/@memfs/-/shop/plans/readme.md': 'text',
  '/@memfs/-/shop/drafts/idea.crm': 'idea',
  '/@memfs/-/shop/.git/x.crm': 'x',
  '/@memfs/-/shop/node_modules/x.crm': 'x',
  '/@memfs/-/shop/other/crm.json': '{}',
  '/@memfs/-/shop/other/own.crm': 'own',
};

test('a project is the folder of the nearest crm.json, with what belongs to it', async () => {
  const disk = clientDisk(clientWith(SHOP));
  expect(await disk.configured('/@memfs/-/shop/plans')).toBe('/@memfs/-/shop');
  expect(await disk.configured('/@memfs/-/shop/other')).toBe('/@memfs/-/shop/other');
  expect([...(await disk.read('/@memfs/-/shop')).texts]).toEqual([
    ['plans/spring.crm', 'spring'],
    ['store.crm', 'store'],
  ]);
});

test('a folder without a crm.json can be read, too', async () => {
  const disk = clientDisk(clientWith({ '/a/b/plan.crm': 'plan' }));
  expect(await disk.configured('/a/b')).toBeUndefined();
  expect([...(await disk.read('/a/b')).texts.keys()]).toEqual(['plan.crm']);
});

test('a crm.json that cannot be read excludes nothing, and is told of', async () => {
  const disk = clientDisk(clientWith({ '/a/crm.json': '{', '/a/plan.crm': 'plan' }));
  const { texts, problems } = await disk.read('/a');
  expect([...texts.keys()]).toEqual(['plan.crm']);
  expect(problems.map(({ span, message }) => [span.file, message.en])).toEqual([
    ['crm.json', expect.stringMatching(/^Cannot read \/a\/crm\.json: /)],
  ]);
});

test('the client is asked for a root once, until the project is read anew', async () => {
  const client = clientWith(SHOP);
  const disk = clientDisk(client);
  await disk.configured('/@memfs/-/shop');
  const { length } = client.asked;
  await disk.configured('/@memfs/-/shop');
  expect(client.asked.length).toBe(length);
});
