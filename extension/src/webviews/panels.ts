import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';

/** One panel of a kind: shown beside the plan, and used again while it is open. */
export class Panel {
  private panel: WebviewPanel | undefined;

  /** `commands` are those its links may call. */
  constructor(
    private readonly kind: string,
    private readonly extension: Uri,
    private readonly commands: readonly string[],
  ) {}

  show(title: string, html: string): void {
    const panel = (this.panel ??= this.create());
    panel.title = title;
    panel.webview.html = html;
    panel.reveal(undefined, true);
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Writes the page anew where it is open, and leaves it where it is. */
  update(html: string): void {
    if (this.panel) this.panel.webview.html = html;
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private create(): WebviewPanel {
    const panel = window.createWebviewPanel(
      this.kind,
      '',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableCommandUris: this.commands, enableFindWidget: true, localResourceRoots: [] },
    );
    panel.iconPath = {
      light: Uri.joinPath(this.extension, 'images', 'crm-light.svg'),
      dark: Uri.joinPath(this.extension, 'images', 'crm-dark.svg'),
    };
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    return panel;
  }
}
