import { languages, MarkdownString, StatusBarAlignment, TabInputWebview, window, workspace, type Disposable, type Uri } from 'vscode';
import type { Status } from '../../src/lsp/extension-requests.js';
import { isPlan, planEditor } from './projects.js';
import type { Server } from './server.js';
import { t } from './words.js';

/** Typing goes on: the status is asked for when nothing has changed for so long, in milliseconds. */
const PAUSE = 300;
/** More caps are not listed. */
const MOST_CAPS = 6;

/** What the status bar says: problems, and the cap that is used most. */
export function statusText({ errors, warnings, caps: [tightest] }: Status): string {
  const problems = [errors > 0 ? `$(error) ${String(errors)}` : '', warnings > 0 ? `$(warning) ${String(warnings)}` : ''].filter(Boolean);
  const health = problems.length === 0 ? '$(pass)' : problems.join(' ');
  return tightest ? `${health}  ${tightest.use}` : `${health} CRM`;
}

/** What was found, and the caps that are used most, in Markdown. */
export function statusDetails({ summary, caps }: Status): string {
  const plain = (text: string): string => text.replace(/[|\\`*_<[]/g, '\\$&');
  const lines = caps.slice(0, MOST_CAPS).map(({ use, clause }) => `- ${plain(use)} — \`${clause}\``);
  return [summary, '', ...lines].join('\n');
}

/** Whether a page of crm is what is looked at. */
function isPageActive(): boolean {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputWebview && /\bcrm\.(?:timeline|rule)$/.test(input.viewType);
}

/** The item of the status bar: shown with a plan, and with pages beside or in place of it, it follows what is typed. */
export class StatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('crm.status', StatusBarAlignment.Left, 10);
  private readonly owned: readonly Pick<Disposable, 'dispose'>[];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  /** The plan that was looked at last. */
  private looked: Uri | undefined;

  constructor(private readonly server: Server) {
    this.item.command = 'crm.checkProject';
    this.owned = [
      this.item,
      window.onDidChangeActiveTextEditor(() => this.later(0)),
      window.onDidChangeVisibleTextEditors(() => this.later(0)),
      window.tabGroups.onDidChangeTabs(() => this.later(0)),
      workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'crm' && this.later()),
      languages.onDidChangeDiagnostics(() => this.later()),
    ];
    this.later(0);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.owned) each.dispose();
  }

  /** Asks again soon. */
  later(pause = PAUSE): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update(), pause);
  }

  private async update(): Promise<void> {
    this.looked = this.planLookedAt();
    if (!this.looked) return this.item.hide();
    const asked = (this.asked += 1);
    const status = await this.ask(this.looked);
    if (asked !== this.asked) return;
    if (!status) return this.item.hide();
    const tooltip = new MarkdownString(statusDetails(status));
    this.item.name = t('Campaign plan');
    this.item.text = statusText(status);
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: status.summary };
    this.item.show();
  }

  /** The plan with the keyboard, else the last one with it as long as it is visible or a page of crm is looked at. */
  private planLookedAt(): Uri | undefined {
    const { activeTextEditor: active, visibleTextEditors } = window;
    const last = this.looked?.toString();
    const isVisible = visibleTextEditors.some(({ document }) => document.uri.toString() === last);
    if (isVisible && !(active && isPlan(active))) return this.looked;
    return planEditor()?.document.uri ?? (isPageActive() ? this.looked : undefined);
  }

  private async ask(uri: Uri): Promise<Status | undefined> {
    try {
      return await this.server.about<Status>('crm/status', uri);
    } catch {
      // The server is being started anew; the next change asks again.
      return undefined;
    }
  }
}
