import type { Uri } from 'vscode';

/** A folder of the workspace. */
export interface TopFolder {
  readonly name: string;
  readonly uri: Uri;
  /** Where plans and `crm.json` are in it. */
  readonly files: readonly Uri[];
}

export interface ProjectFolder {
  /** `shop`, or `shop/spring` */
  readonly label: string;
  readonly uri: Uri;
}

const CONFIG = 'crm.json';
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Whether tools own a file: the server does not read it either. */
export const isHidden = (path: string): boolean => /(?:^|\/)(?:\.|node_modules(?:\/|$))/.test(path);

/** The projects of a workspace by label: of each plan the nearest folder upwards with a `crm.json`, else the folder of the workspace. */
export function projectFolders(tops: readonly TopFolder[]): readonly ProjectFolder[] {
  const found = tops.flatMap(({ name, uri, files }) => {
    const top = uri.path.replace(/\/$/, '');
    const own = files.map(({ path }) => path).filter((path) => path.startsWith(`${top}/`) && !isHidden(path.slice(top.length)));
    const marked = own.filter((path) => path.endsWith(`/${CONFIG}`)).map(folderOf);
    const roots = own.filter((path) => path.endsWith('.crm')).map((path) => nearest(folderOf(path), marked) ?? top);
    return [...new Set(roots)].map((path): ProjectFolder => {
      const inner = path.slice(top.length + 1);
      const label = inner === '' ? name : tops.length === 1 ? inner : `${name}/${inner}`;
      return { label, uri: uri.with({ path: path || '/' }) };
    });
  });
  return found.sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Of some folders the innermost that holds a folder, or is it. */
function nearest(folder: string, among: readonly string[]): string | undefined {
  return among.filter((each) => `${folder}/`.startsWith(`${each}/`)).sort((a, b) => b.length - a.length)[0];
}
