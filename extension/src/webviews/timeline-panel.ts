import { languages, Range, Uri, ViewColumn, window, workspace, type Disposable, type WebviewPanel } from 'vscode';
import type { TimelineAnswer } from '../../../src/lsp/timeline-request.js';
import type { Place } from '../../../src/timeline-view/types.js';
import type { ToExtension, ToPage } from '../../../view/timeline/messages.js';
import { shownName } from '../protocol-uris.js';
import type { Server } from '../server.js';
import { isChinese, serverSettings } from '../settings.js';
import { t } from '../words.js';
import { htmlPage } from './page.js';

/** After an edit the timeline waits so long for the next one, in milliseconds. */
const PAUSE = 300;

/** The timeline of one project, beside its plans; it follows what is typed. */
export class TimelinePanel {
  private panel: WebviewPanel | undefined;
  private readonly listeners: readonly Disposable[];
  private project: Uri | undefined;
  private uris: TimelineAnswer['uris'] = {};
  private language = '';
  /** Whose loads are shown; empty for nobody's. */
  private audience = '';
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** Of several questions on their way only the answer to the last is shown. */
  private asked = 0;

  constructor(
    private readonly server: Server,
    private readonly extension: Uri,
  ) {
    const isPlan = (uri: Uri): boolean => uri.path.endsWith('.crm') || uri.scheme === 'untitled';
    this.listeners = [
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'crm') this.later();
      }),
      languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some(isPlan)) this.later();
      }),
    ];
  }

  /** Shows the project of a file. */
  show(project: Uri): void {
    this.project = project;
    const panel = (this.panel ??= this.create());
    panel.reveal(undefined, true);
    void this.refresh();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    for (const listener of this.listeners) listener.dispose();
    this.panel?.dispose();
  }

  private later(): void {
    if (this.panel?.visible !== true) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.refresh(), PAUSE);
  }

  private async refresh(): Promise<void> {
    const { panel, project } = this;
    if (!panel || !project) return;
    const { locale } = serverSettings();
    if (locale !== this.language) {
      this.language = locale;
      panel.title = t('CRM timeline');
      // The page says when it is ready, and is told then.
      panel.webview.html = await this.page(panel.title);
      return;
    }
    const number = (this.asked += 1);
    const answer = await this.server.about<TimelineAnswer>('crm/timeline', project, { audience: this.audience });
    if (!answer || number !== this.asked) return;
    const { view, uris } = this.withShownNames(answer);
    this.uris = uris;
    const message: ToPage = { kind: 'show', view };
    await panel.webview.postMessage(message);
  }

  /** Names files in the list of findings as people do. */
  private withShownNames({ view, uris }: TimelineAnswer): TimelineAnswer {
    const shown = (file: string): string => shownName(file, this.server.fromProtocol(uris[file] ?? ''));
    const findings = view.findings.map((finding) => ({ ...finding, at: { ...finding.at, file: shown(finding.at.file) } }));
    const named = Object.entries(uris).map(([file, uri]) => [shown(file), uri] as const);
    return { view: { ...view, findings }, uris: { ...Object.fromEntries(named), ...uris } };
  }

  /** Script and style stand in the page itself: it asks for nothing. */
  private async page(title: string): Promise<string> {
    const read = async (file: string): Promise<string> =>
      new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(this.extension, 'dist', file)));
    const [style, script] = await Promise.all([read('timeline.css'), read('timeline.js')]);
    return htmlPage({ language: isChinese() ? 'zh-CN' : 'en', title, style, script, body: '<main id="timeline"></main>' });
  }

  private create(): WebviewPanel {
    const panel = window.createWebviewPanel(
      'crm.timeline',
      '',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableFindWidget: true, localResourceRoots: [] },
    );
    panel.iconPath = {
      light: Uri.joinPath(this.extension, 'images', 'crm-light.svg'),
      dark: Uri.joinPath(this.extension, 'images', 'crm-dark.svg'),
    };
    panel.webview.onDidReceiveMessage((message: ToExtension) => {
      if (message.kind === 'open') void this.open(message.place);
      else {
        this.audience = message.audience;
        void this.refresh();
      }
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.language = '';
    });
    return panel;
  }

  /** Goes to a place of the plan: where its file is shown already, else beside the timeline. */
  private async open({ file, line, column, length }: Place): Promise<void> {
    const protocol = this.uris[file];
    if (protocol === undefined) return;
    const uri = this.server.fromProtocol(protocol);
    const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
    const first = this.panel?.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    await window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? first,
      selection: new Range(line - 1, column - 1, line - 1, column - 1 + length),
    });
  }
}
