import { commands, l10n, Uri, window, workspace, type TextEditor } from 'vscode';
import { LIBRARY_SCHEME } from './protocol-uris.js';

const OTHERS = '**/node_modules/**';
/** More projects in one workspace are not offered. */
const MOST = 50;

function isPlan({ document: { languageId, uri } }: TextEditor): boolean {
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
  if (found.length <= 1) return found[0] ?? tellNone();
  const items = found.map((uri) => ({ label: workspace.asRelativePath(Uri.joinPath(uri, '..')), uri }));
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which project?') }))?.uri;
}

async function projectsOfWorkspace(): Promise<readonly Uri[]> {
  const marked = await workspace.findFiles('**/crm.json', OTHERS, MOST);
  if (marked.length > 0) return [...marked].sort((a, b) => (a.path < b.path ? -1 : 1));
  return workspace.findFiles('**/*.crm', OTHERS, 1);
}

async function tellNone(): Promise<undefined> {
  const create = l10n.t('New campaign');
  const chosen = await window.showInformationMessage(l10n.t('There is no campaign plan (.crm file) here yet.'), create);
  if (chosen === create) {
    await commands.executeCommand('crm.newCampaign');
  }
  return undefined;
}
