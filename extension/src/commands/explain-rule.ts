import { l10n, languages, window, type QuickPickItem } from 'vscode';
import type { Explained, ListedRule } from '../../../src/lsp/extension-requests.js';
import { planEditor } from '../projects.js';
import { ruleOf } from '../rule-links.js';
import type { Server } from '../server.js';
import { serverSettings } from '../settings.js';
import type { Panel } from '../webviews/panels.js';
import { rulePageHtml } from '../webviews/rule-page.js';

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
  const options = { placeHolder: l10n.t('Which rule?'), matchOnDetail: true, matchOnDescription: true };
  return (await window.showQuickPick(items, options))?.label;
}

/** Shows the page of a rule: the one given, that of the finding at the cursor, or one chosen from all. */
export async function explainRule(server: Server, panel: Panel, given: unknown): Promise<void> {
  const here = given === undefined ? rulesHere() : [];
  const [only] = here;
  const listed = await server.request<Explained>('crm/explain', {});
  if (!listed) return;
  const rule = typeof given === 'string' ? given : here.length === 1 ? only : await pick(listed.rules, here);
  const page = rule === undefined ? undefined : (await server.request<Explained>('crm/explain', { rule }))?.page;
  if (!page) return;
  const words = { why: l10n.t('Why'), configure: l10n.t('Configure'), all: l10n.t('All rules') };
  panel.show(page.id, rulePageHtml(page, serverSettings().locale, words));
}
