import type { Uri } from 'vscode';
import type { Explained } from '../../../src/lsp/extension-requests.js';
import type { Server } from '../server.js';
import { serverSettings } from '../settings.js';
import { Panel } from './panels.js';
import { rulePageHtml } from './rule-page.js';

/** The page of one rule at a time. */
export class RulePanel {
  private readonly panel: Panel;
  private rule = '';

  constructor(
    private readonly server: Server,
    extension: Uri,
  ) {
    this.panel = new Panel('crm.rule', extension, ['crm.explainRule']);
  }

  async show(rule: string): Promise<void> {
    this.rule = rule;
    const html = await this.page();
    if (html !== undefined) this.panel.show(rule, html);
  }

  /** Writes an open page anew, in the language that messages have now. */
  async refresh(): Promise<void> {
    if (!this.panel.isOpen) return;
    const html = await this.page();
    if (html !== undefined) this.panel.update(html);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async page(): Promise<string | undefined> {
    const explained = await this.server.request<Explained>('crm/explain', { rule: this.rule });
    return explained?.page && rulePageHtml(explained.page, serverSettings().locale);
  }
}
