import { Uri, ViewColumn, window, workspace, type TextDocument } from 'vscode';
import type { Compiled, Totals } from '../../../src/lsp/extension-requests.js';
import { chooseProject } from '../projects.js';
import type { Server } from '../server.js';
import { t } from '../words.js';
import { tellErrors } from './check-project.js';

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
  const replace = t('Replace');
  const question = t('{0} is no schedule of crm. Replace it?', workspace.asRelativePath(file));
  return (await window.showWarningMessage(question, { modal: true }, replace)) === replace;
}

/** The plans of a project that are not saved, those that have no file yet included. */
async function unsavedOf(uri: Uri, server: Server): Promise<readonly TextDocument[]> {
  const files = (await server.about<readonly string[]>('crm/files', uri)) ?? [];
  const own = new Set(files.map((file) => server.fromProtocol(file).toString()));
  return workspace.textDocuments.filter((document) => (document.isDirty || document.isUntitled) && own.has(document.uri.toString()));
}

/**
 * Lets the planner save what a schedule would be made of; answers where the plan is then.
 * Undefined where one is not saved: a schedule must be what its plans on the disk say.
 */
async function savedPlan(uri: Uri, unsaved: readonly TextDocument[], server: Server): Promise<Uri | undefined> {
  if (unsaved.length === 0) return uri;
  const saveAll = t('Save all');
  const names = unsaved.map((document) => document.fileName.replace(/^.*[\\/]/, ''));
  const told = t('The schedule is made of saved plans. Not saved yet: {0}', names.join(t(', ')));
  if ((await window.showWarningMessage(told, { modal: true }, saveAll)) !== saveAll) return undefined;
  let plan = uri;
  for (const document of unsaved) {
    const saved = await workspace.save(document.uri);
    if (!saved) return undefined;
    if (document.uri.toString() === uri.toString()) plan = saved;
  }
  await server.lookAgain(plan);
  return plan;
}

/** Writes the schedule of a project into its folder and shows it; with an error nothing is written. */
export async function compileSchedule(server: Server, given: unknown): Promise<void> {
  const chosen = await chooseProject(given);
  const totals = chosen && (await server.about<Totals>('crm/check', chosen));
  if (!totals) return;
  if (totals.errors > 0) return tellErrors(totals.summary);
  const uri = await savedPlan(chosen, await unsavedOf(chosen, server), server);
  const compiled = uri && (await server.about<Compiled>('crm/compile', uri));
  if (!compiled) return;
  if (compiled.schedule === undefined) return tellErrors(compiled.summary);
  const file = Uri.joinPath(server.fromProtocol(compiled.folder), 'schedule.json');
  if (!(await mayWrite(file))) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(compiled.schedule));
  await window.showTextDocument(file, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  void window.showInformationMessage(t('{0}: {1}', workspace.asRelativePath(file), compiled.contents ?? ''));
}
