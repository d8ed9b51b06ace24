import type { ProjectConfig } from './config.js';

/** Folders and files that belong to tools. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules';

/** Which files and folders below its own are no part of a project, by their path from there: those of tools, and those that crm.json excludes. */
export type Outside = (path: string) => boolean;

/** The matcher of globs is loaded only when there is something to match. */
export async function outsideOf({ exclude }: ProjectConfig): Promise<Outside> {
  if (exclude.length === 0) return (path) => isHidden(lastOf(path));
  const { default: picomatch } = await import('picomatch');
  const isExcluded = picomatch([...exclude], { dot: true });
  return (path) => isHidden(lastOf(path)) || isExcluded(path);
}

/** Whether a file belongs to a project, as far as its path tells: a folder with a crm.json of its own is another project. */
export function belongs(path: string, isOutside: Outside): boolean {
  const parts = path.split('/');
  return path.endsWith('.crm') && !parts.some((_, index) => isOutside(parts.slice(0, index + 1).join('/')));
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
