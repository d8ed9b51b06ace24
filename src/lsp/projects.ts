import { URI } from 'vscode-uri';
import { CONFIG } from '../project/config.js';
import type { Contents } from '../project/contents.js';
import { LIBRARY_SCHEME } from './places.js';
import { Project } from './project.js';

/** What the process knows of the disk and of itself. Paths are absolute, with forward slashes. */
export interface Disk {
  /** The nearest folder that holds a crm.json: the folder itself, or one above it. */
  configured(folder: string): string | undefined | Promise<string | undefined>;
  read(root: string): Promise<Contents>;
  /** The day it is, as `2026-11-01`, where there is a clock. */
  today?(): string;
  /** A project has been looked at: what the process holds grows little from now on. */
  looked?(): void;
}

/** Where a document belongs. */
export interface Home {
  readonly project: Project;
  /** From the project's root, with forward slashes; `crm:…` in the built-in library. */
  readonly path: string;
}

/** The path of a file by its address. */
export const fileOf = (uri: string): string => URI.parse(uri).fsPath.replaceAll('\\', '/');

const folderOf = (file: string): string => file.slice(0, Math.max(file.lastIndexOf('/'), 0));

/**
 * The projects that are open. A file belongs to that of the nearest crm.json, or of the workspace folder it is in, or of its own folder;
 * what its project leaves out, and what is no file, stands alone.
 */
export class Projects {
  private readonly byRoot = new Map<string, Promise<Project>>();
  private readonly alone = new Map<string, Home>();
  private readonly builtIn = new Project('');
  /** The project that was asked about last: the library is read for its sake. */
  private latest: Project | undefined;
  private folders: readonly string[] = [];

  constructor(private readonly disk: Disk) {}

  /** The folders that the editor has open. */
  set workspace(folders: readonly string[]) {
    this.folders = [...folders].sort((a, b) => b.length - a.length);
  }

  async homeOf(uri: string): Promise<Home> {
    const { scheme, path } = URI.parse(uri);
    if (scheme === LIBRARY_SCHEME) return { project: this.latest ?? this.builtIn, path: `crm:${path.slice(1)}` };
    if (scheme !== 'file') return this.aloneAt(uri);
    const file = fileOf(uri);
    const project = await this.at(await this.rootOf(file));
    const own = file.slice(project.root.length + 1);
    // Who asks by a crm.json asks about its folder, whether it is there or not.
    if (!file.endsWith(`/${CONFIG}`) && !project.owns(own)) return this.aloneAt(uri);
    this.latest = project;
    return { project, path: own };
  }

  async all(): Promise<readonly Project[]> {
    return [...(await Promise.all(this.byRoot.values())), ...[...this.alone.values()].map(({ project }) => project)];
  }

  /** Those of the folders that the editor has open. */
  async ofWorkspace(): Promise<readonly Project[]> {
    const roots = await Promise.all(this.folders.map(async (folder) => (await this.disk.configured(folder)) ?? folder));
    return Promise.all([...new Set(roots)].map((root) => this.at(root)));
  }

  /** Those that are open to which some files belong, with the files read anew. */
  async reread(files: readonly string[]): Promise<readonly Project[]> {
    const roots = new Set(await Promise.all(files.map((file) => this.rootOf(file))));
    const concerned = await Promise.all([...roots].flatMap((root) => this.byRoot.get(root) ?? []));
    for (const project of concerned) project.load(await this.disk.read(project.root));
    return concerned;
  }

  /** A document of a project was closed; whether nobody looks at the project any more. */
  async isLeft(uri: string, project: Project): Promise<boolean> {
    if (this.alone.delete(uri)) return true;
    if (project.isOpen || (await this.ofWorkspace()).includes(project)) return false;
    if (this.latest === project) this.latest = undefined;
    return this.byRoot.delete(project.root);
  }

  /** Nothing is open any more. */
  clear(): void {
    this.byRoot.clear();
    this.alone.clear();
    this.latest = undefined;
  }

  private async rootOf(file: string): Promise<string> {
    const folder = folderOf(file);
    return (await this.disk.configured(folder)) ?? this.folders.find((each) => file.startsWith(`${each}/`)) ?? folder;
  }

  private at(root: string): Promise<Project> {
    let opening = this.byRoot.get(root);
    if (!opening) {
      const project = new Project(root);
      opening = this.disk.read(root).then((contents) => {
        project.load(contents);
        return project;
      });
      this.byRoot.set(root, opening);
    }
    return opening;
  }

  private aloneAt(uri: string): Home {
    let home = this.alone.get(uri);
    if (!home) {
      const path = URI.parse(uri).path.replace(/^.*\//, '') || 'plan.crm';
      this.alone.set(uri, (home = { project: new Project('', { path, uri }), path }));
    }
    return home;
  }
}
