import { outsideOf, type Outside } from '../project/belonging.js';
import { CONFIG, NO_SETTINGS, parseConfig } from '../project/config.js';
import { problemsOf } from '../project/contents.js';
import type { Disk } from './projects.js';

/**
 * The files of a project that only the editor can read: in a browser, or of a virtual workspace.
 * The same files belong to a project as on a disk (see `src/node/projects.ts`).
 */

/** Requests of the server; the client answers null for what does not exist. Paths are absolute, with forward slashes. */
export const READ_FOLDER = 'crm/readFolder';
export const READ_FILE = 'crm/readFile';

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** How the client is asked. */
export interface ClientRequests {
  sendRequest(method: string, params: object): Promise<unknown>;
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

export function clientDisk(client: ClientRequests): Disk {
  /** Roots by folder; asked again after a project was read anew. */
  const roots = new Map<string, Promise<string | undefined>>();

  const readFile = async (path: string): Promise<string | null> => (await client.sendRequest(READ_FILE, { path })) as string | null;
  const readFolder = async (path: string): Promise<readonly FolderEntry[]> =>
    ((await client.sendRequest(READ_FOLDER, { path })) as readonly FolderEntry[] | null) ?? [];

  async function findRoot(folder: string): Promise<string | undefined> {
    for (let each = folder; each !== ''; each = folderOf(each)) if ((await readFile(`${each}/${CONFIG}`)) !== null) return each;
    return undefined;
  }

  async function filesIn(folder: string, relative: string, isOutside: Outside): Promise<readonly string[]> {
    const entries = await readFolder(folder);
    if (relative !== '' && entries.some(({ name }) => name === CONFIG)) return [];
    const found = entries.map(async ({ name, isFolder }): Promise<readonly string[]> => {
      const path = relative === '' ? name : `${relative}/${name}`;
      if (isOutside(path)) return [];
      if (isFolder) return filesIn(`${folder}/${name}`, path, isOutside);
      return name.endsWith('.crm') ? [path] : [];
    });
    return (await Promise.all(found)).flat();
  }

  return {
    configured(folder) {
      let root = roots.get(folder);
      if (!root) roots.set(folder, (root = findRoot(folder)));
      return root;
    },
    async read(root) {
      roots.clear();
      const settings = await readFile(`${root}/${CONFIG}`);
      const read = settings === null ? { config: NO_SETTINGS } : parseConfig(`${root}/${CONFIG}`, settings);
      const isOutside = await outsideOf(read.config);
      const files = await filesIn(root, '', isOutside);
      const texts = await Promise.all([...files].sort().map(async (path) => [path, (await readFile(`${root}/${path}`)) ?? ''] as const));
      return { texts: new Map(texts), problems: problemsOf(read), isOutside };
    },
  };
}
