import { commands, window } from 'vscode';
import type { Totals } from '../../../src/lsp/extension-requests.js';
import { chooseProject } from '../projects.js';
import type { Server } from '../server.js';
import { t } from '../words.js';

/** Checks a whole project, also the files that are not open: says how much was found, and opens the list of it. */
export async function checkProject(server: Server, given: unknown): Promise<void> {
  const uri = await chooseProject(given);
  if (!uri) return;
  await server.lookAgain(uri);
  const totals = await server.about<Totals>('crm/check', uri);
  if (!totals) return;
  await commands.executeCommand('workbench.actions.view.problems');
  tell(totals);
}

function tell({ errors, warnings, summary }: Totals): void {
  if (errors > 0) void window.showErrorMessage(summary);
  else if (warnings > 0) void window.showWarningMessage(summary);
  else void window.showInformationMessage(summary);
}

/** Says that a command cannot do its work while there are errors. */
export async function tellErrors(summary: string): Promise<void> {
  const showProblems = t('Show problems');
  const chosen = await window.showErrorMessage(t('No schedule is written while there are errors. {0}', summary), showProblems);
  if (chosen === showProblems) await commands.executeCommand('workbench.actions.view.problems');
}
