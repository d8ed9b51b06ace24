import { l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Compiled } from '../../../src/lsp/extension-requests.js';
import { chooseProject } from '../projects.js';
import type { Server } from '../server.js';
import { tellErrors } from './check-project.js';

/** Where the schedule of a project is written: beside its `crm.json`, else beside the plan. */
async function scheduleFile(uri: Uri): Promise<Uri> {
  const folder = Uri.joinPath(uri.with({ scheme: schemeOf(uri) }), '..');
  const top = workspace.getWorkspaceFolder(folder)?.uri.path ?? folder.path;
  for (let each = folder; each.path.startsWith(top); each = Uri.joinPath(each, '..')) {
    if (await exists(Uri.joinPath(each, 'crm.json'))) return Uri.joinPath(each, 'schedule.json');
    if (each.path === '/') break;
  }
  return Uri.joinPath(folder, 'schedule.json');
}

/** An unsaved plan lies where the folders of the workspace do. */
function schemeOf({ scheme }: Uri): string {
  return scheme === 'untitled' ? (workspace.workspaceFolders?.[0]?.uri.scheme ?? 'file') : scheme;
}

async function exists(uri: Uri): Promise<boolean> {
  return (await readText(uri)) !== undefined;
}

async function readText(uri: Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** A file that crm wrote; anything else is not replaced unasked. */
function isSchedule(text: string): boolean {
  try {
    const { format, compiler } = JSON.parse(text) as { format?: unknown; compiler?: unknown };
    return typeof format === 'number' && typeof compiler === 'string';
  } catch {
    return false;
  }
}

async function mayWrite(file: Uri): Promise<boolean> {
  const before = await readText(file);
  if (before === undefined || isSchedule(before)) return true;
  const replace = l10n.t('Replace');
  const question = l10n.t('{0} is no schedule of crm. Replace it?', workspace.asRelativePath(file));
  return (await window.showWarningMessage(question, { modal: true }, replace)) === replace;
}

/** Writes the schedule of a project and shows it; with an error nothing is written. */
export async function compileSchedule(server: Server, given: unknown): Promise<void> {
  const uri = await chooseProject(given);
  if (!uri) return;
  const compiled = await server.about<Compiled>('crm/compile', uri);
  if (!compiled) return;
  if (compiled.schedule === undefined) return tellErrors(compiled.summary);
  const file = await scheduleFile(uri);
  if (!(await mayWrite(file))) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(compiled.schedule));
  await window.showTextDocument(file, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  void window.showInformationMessage(`${workspace.asRelativePath(file)}: ${compiled.contents ?? ''}`);
}
