import { commands, Position, Selection, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { chooseFolder, planEditor } from '../projects.js';
import type { Server } from '../server.js';
import { t } from '../words.js';

/** Where a new plan belongs: the folder of the plan that is open, else that of a project; nothing where none is chosen. */
async function folderFor(given: unknown): Promise<{ readonly folder: Uri | undefined } | undefined> {
  if (given instanceof Uri) return { folder: given.path.endsWith('.crm') ? Uri.joinPath(given, '..') : given };
  const open = planEditor()?.document.uri;
  return open?.path.startsWith('/') === true ? { folder: Uri.joinPath(open, '..') } : chooseFolder();
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** A file that does not exist yet, as an unsaved document. */
async function freshDocument(folder: Uri | undefined, title: string): Promise<Uri | undefined> {
  if (!folder) return undefined;
  const scheme = workspace.workspaceFolders?.[0]?.uri.scheme ?? 'file';
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'campaign';
  for (let number = 1; ; number += 1) {
    const uri = Uri.joinPath(folder, `${number === 1 ? name : `${name}-${String(number)}`}.crm`);
    const unsaved = uri.with({ scheme: 'untitled', authority: '' });
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === unsaved.toString());
    if (!isOpen && !(await exists(uri.with({ scheme: uri.scheme === 'untitled' ? scheme : uri.scheme })))) return unsaved;
  }
}

/** The day of the planner, not that of Greenwich. */
function today(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Asks what a campaign is called, and writes its eight steps: into the plan that is open when that is empty, else into a new one. */
export async function newCampaign(server: Server, given: unknown): Promise<void> {
  const title = await askTitle();
  if (title === undefined) return;
  const editor = planEditor();
  const isEmpty = !(given instanceof Uri) && editor?.document.getText().trim() === '';
  const place = isEmpty ? { folder: undefined } : await folderFor(given);
  if (!place) return;
  const target = isEmpty ? editor.document.uri : await freshDocument(place.folder, title.trim());
  const document = await (target ? workspace.openTextDocument(target) : workspace.openTextDocument({ language: 'crm', content: '' }));
  await window.showTextDocument(document);
  const text = await server.about<{ readonly text: string }>('crm/newCampaign', document.uri, { title: title.trim(), today: today() });
  if (!text) return;
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), text.text);
  await workspace.applyEdit(edit);
  await selectPurpose();
}

async function askTitle(): Promise<string | undefined> {
  return window.showInputBox({
    title: t('New campaign'),
    prompt: t('What is the campaign called?'),
    placeHolder: t('Spring tea'),
    validateInput: (value) => (value.trim() === '' ? t('A campaign needs a name.') : undefined),
  });
}

/** What a planner writes first: the purpose. */
async function selectPurpose(): Promise<void> {
  const editor = window.activeTextEditor;
  const match = editor && /purpose "([^"]*)"/.exec(editor.document.getText());
  if (!match) return;
  const { document } = editor;
  const start = match.index + 'purpose "'.length;
  editor.selection = new Selection(document.positionAt(start), document.positionAt(start + (match[1]?.length ?? 0)));
  editor.revealRange(editor.selection);
  await commands.executeCommand('workbench.action.focusActiveEditorGroup');
}
