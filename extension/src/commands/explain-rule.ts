import { languages, window, type QuickPickItem } from 'vscode';
import type { Explained, ListedRule } from '../../../src/lsp/extension-requests.js';
import { planEditor } from '../projects.js';
import { ruleOf } from '../rule-links.js';
import type { Server } from '../server.js';
import type { RulePanel } from '../webviews/rule-panel.js';
import { t } from '../words.js';

/** The rules of what was found where the cursor stands; where nothing was, of the line. */
function rulesHere(): readonly string[] {
  const editor = planEditor();
  if (!editor) return [];
  const found = languages.getDiagnostics(editor.document.uri);
  const at = found.filter(({ range }) => range.intersection(editor.selection) !== undefined);
  const line = found.filter(
    ({ range }) => range.start.line <= editor.selection.active.line && editor.selection.active.line <= range.end.line,
  );
  return [...new Set((at.length > 0 ? at : line).flatMap((diagnostic) => ruleOf(diagnostic) ?? []))];
}

async function pick(rules: readonly ListedRule[], here: readonly string[]): Promise<string | undefined> {
  const wanted = here.length > 0 ? rules.filter(({ id }) => here.includes(id)) : rules;
  const items: QuickPickItem[] = wanted.map(({ id, group, title }) => ({ label: id, description: group, detail: title }));
  const options = { placeHolder: t('Which rule?'), matchOnDetail: true, matchOnDescription: true };
  return (await window.showQuickPick(items, options))?.label;
}

/**
 * Shows the page of a rule: the one given, that of the finding at the cursor, or one chosen from all.
 * Null is for all rules; menus give the address of their file, which says nothing of a rule.
 */
export async function explainRule(server: Server, panel: RulePanel, given: unknown): Promise<void> {
  const rule = typeof given === 'string' ? given : await ruleMeant(server, given === null ? [] : rulesHere());
  if (rule !== undefined) await panel.show(rule);
}

async function ruleMeant(server: Server, here: readonly string[]): Promise<string | undefined> {
  if (here.length === 1) return here[0];
  const listed = await server.request<Explained>('crm/explain', {});
  return listed && pick(listed.rules, here);
}
