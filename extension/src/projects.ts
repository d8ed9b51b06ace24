import { commands, FileType, RelativePattern, Uri, window, workspace, type TextEditor, type WorkspaceFolder } from 'vscode';
import { isHidden, projectFolders, type ProjectFolder } from './project-folders.js';
import { LIBRARY_SCHEME } from './protocol-uris.js';
import { t } from './words.js';

const OTHERS = '**/node_modules/**';
/** More files of one folder of the workspace are not looked for. */
const MOST_FILES = 5_000;
/** A search that takes longer, in milliseconds, has nobody who answers it. */
const PATIENCE = 2_000;
/** Where nothing searches for files, so many folders are read at most. */
const MOST_FOLDERS = 500;

/** Whether an editor shows a plan of the user's. */
export function isPlan({ document: { languageId, uri } }: TextEditor): boolean {
  return languageId === 'crm' && uri.scheme !== LIBRARY_SCHEME;
}

/** The editor whose plan is meant: the active one, else one that is visible. */
export function planEditor(): TextEditor | undefined {
  const active = window.activeTextEditor;
  return active && isPlan(active) ? active : window.visibleTextEditors.find(isPlan);
}

/** A file of the project that a command is for: the one given, the one in the editor, or one of the projects of the workspace. */
export async function chooseProject(given: unknown): Promise<Uri | undefined> {
  if (given instanceof Uri) return given;
  const open = planEditor()?.document.uri;
  if (open) return open;
  const found = await projectsOfWorkspace();
  if (found.length === 0) return tellNone();
  const chosen = await oneOf(found);
  return chosen && Uri.joinPath(chosen.uri, 'crm.json');
}

/** The folder of the project that a new plan is for: the workspace's first folder where there is none yet, no folder where none is open; nothing where none is chosen. */
export async function chooseFolder(): Promise<{ readonly folder: Uri | undefined } | undefined> {
  const found = await projectsOfWorkspace();
  if (found.length === 0) return { folder: workspace.workspaceFolders?.[0]?.uri };
  const chosen = await oneOf(found);
  return chosen && { folder: chosen.uri };
}

async function oneOf(found: readonly ProjectFolder[]): Promise<ProjectFolder | undefined> {
  return found.length === 1 ? found[0] : window.showQuickPick(found, { placeHolder: t('Which project?') });
}

async function projectsOfWorkspace(): Promise<readonly ProjectFolder[]> {
  const folders = workspace.workspaceFolders ?? [];
  return projectFolders(await Promise.all(folders.map(async (folder) => ({ ...folder, files: await filesIn(folder) }))));
}

/** Plans and `crm.json`. In browsers there may be nothing that searches, and VS Code waits for it; then the folders are read one by one. */
async function filesIn(folder: WorkspaceFolder): Promise<readonly Uri[]> {
  const searched = workspace.findFiles(new RelativePattern(folder, '**/{*.crm,crm.json}'), OTHERS, MOST_FILES);
  const given = new Promise<readonly Uri[]>((resolve) => setTimeout(() => resolve([]), PATIENCE));
  const found = await Promise.race([Promise.resolve(searched).catch(() => []), given]);
  return found.length > 0 ? found : readFiles(folder.uri);
}

async function readFiles(top: Uri): Promise<readonly Uri[]> {
  const found: Uri[] = [];
  const folders = [top];
  for (const folder of folders) {
    for (const [name, type] of await entriesOf(folder)) {
      if (isHidden(name)) continue;
      const uri = Uri.joinPath(folder, name);
      if ((type & FileType.Directory) !== 0) {
        if (folders.length < MOST_FOLDERS) folders.push(uri);
      } else if (name.endsWith('.crm') || name === 'crm.json') found.push(uri);
    }
  }
  return found;
}

async function entriesOf(folder: Uri): Promise<readonly (readonly [string, FileType])[]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

async function tellNone(): Promise<undefined> {
  const newCampaign = t('New campaign');
  const chosen = await window.showInformationMessage(t('There is no campaign plan (.crm file) here yet.'), newCampaign);
  if (chosen === newCampaign) await commands.executeCommand('crm.newCampaign');
  return undefined;
}
