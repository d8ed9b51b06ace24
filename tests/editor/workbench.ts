import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type Frame, type Locator, type Page } from 'playwright-core';
import { textWidth } from '../../src/text/width.js';
import { ARTIFACTS } from './code-server.js';

// All that is known of VS Code's page stands in this file: its elements change with its versions.

/** Debian's. */
export const CHROMIUM = '/usr/bin/chromium';
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WAIT = 30_000;

declare global {
  interface Window {
    /** Of VS Code, for tests. */
    readonly driver?: { whenWorkbenchRestored(): Promise<void> };
  }
}

/** Waits until something holds, asking again and again. */
export async function until<T>(what: string, ask: () => Promise<T> | T, wait = WAIT): Promise<NonNullable<T>> {
  const end = performance.now() + wait;
  for (;;) {
    const answer = await Promise.resolve(ask()).catch((error: unknown) =>
      performance.now() > end ? Promise.reject(error as Error) : undefined,
    );
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`Not within ${String(wait)} ms: ${what}`);
    await sleep(50);
  }
}

/** VS Code in a browser, as a person uses it. */
export class Workbench {
  /** Addresses outside of this machine that were asked for. */
  readonly outside = new Set<string>();

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  /** Opens VS Code at an address, in a language that extensions follow, and waits until the file of that name is shown, if any. */
  static async open(url: string, file?: string, language = 'en'): Promise<Workbench> {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT);
    const workbench = new Workbench(browser, page);
    const { host } = new URL(url);
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (/^(?:https?|wss?):$/.test(asked.protocol) && asked.host !== host) workbench.outside.add(request.url());
    });
    await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)}`);
    await page.goto(url);
    await workbench.restored();
    if (file !== undefined) {
      await page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
      await page.locator('.monaco-editor .view-line').first().waitFor();
    }
    return workbench;
  }

  private async restored(): Promise<void> {
    await this.page.waitForFunction(() => window.driver !== undefined);
    await this.page.evaluate(() => window.driver?.whenWorkbenchRestored());
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  /** Waits until a folder of a workspace of several is shown: a busy VS Code may open the workspace without them, and has them when it is loaded again. */
  async folderShown(name: string): Promise<void> {
    const row = this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await until(`the folder ${name}`, async () => {
      if (
        await row.waitFor({ timeout: 8_000 }).then(
          () => true,
          () => false,
        )
      )
        return true;
      await this.page.reload();
      await this.restored();
      return false;
    });
  }

  /** Keeps what is seen, for people. */
  async shot(name: string): Promise<void> {
    fs.mkdirSync(ARTIFACTS, { recursive: true });
    await this.page.screenshot({ path: path.join(ARTIFACTS, `${name}.png`) });
  }

  /** A picture for the README and the walkthrough: the editors and what is below them, of so much width and height. */
  async picture(name: string, width: number, height: number): Promise<void> {
    await this.page.mouse.move(0, 0);
    const { x = 0, y = 0 } = (await this.page.locator('.part.editor').boundingBox()) ?? {};
    const folder = path.join(ARTIFACTS, 'pictures');
    fs.mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${name}.png`), clip: { x, y, width, height } });
  }

  /** Presses a key until its effect shows: while focus moves, a key can be lost. */
  async press(key: string, effect: Locator, tries = 5): Promise<void> {
    for (let left = tries; ; left -= 1) {
      await this.page.keyboard.press(key);
      try {
        return await effect.waitFor({ timeout: 4_000 });
      } catch (error) {
        if (left <= 1) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  get input(): Locator {
    return this.page.locator('.quick-input-widget input').first();
  }

  async inputClosed(): Promise<void> {
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Runs a command by its title. */
  async command(title: string): Promise<void> {
    await this.choose('F1', `>${title}`, title);
  }

  /** Opens a box by a key, writes into it, and takes the row it finds; begins again where another part of VS Code took the focus. */
  private async choose(key: string, text: string, found: string, tries = 3): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: found });
    for (let left = tries; ; left -= 1) {
      try {
        await this.press(key, this.input);
        await this.input.fill(text, { timeout: 4_000 });
        await row.waitFor({ timeout: 4_000 });
        return await this.page.keyboard.press('Enter');
      } catch (error) {
        if (left <= 1) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.choose('Control+p', name, name);
    await this.inputClosed();
    await this.tab(name).waitFor();
    await this.focus();
  }

  tab(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  /** Puts the keyboard into the first editor. */
  async focus(): Promise<void> {
    await until('the editor has the focus', async () => {
      await this.page.keyboard.press('Control+1');
      return (await this.page.locator('.editor-group-container.active .monaco-editor.focused').count()) > 0;
    });
  }

  /** Puts the cursor into a line, counted from 1, after a text at its beginning. */
  async goTo(line: number, before: string): Promise<void> {
    await this.focus();
    await this.press('Control+g', this.input);
    // Here VS Code counts wide characters as two columns, in the status bar as one.
    await this.input.fill(`:${String(line)}:${String(textWidth(before) + 1)}`);
    await this.page.keyboard.press('Enter');
    await this.inputClosed();
    const wanted = `Ln ${String(line)}, Col ${String(before.length + 1)}`;
    await until(wanted, async () => (await this.cursor()).includes(wanted));
    await this.focus();
  }

  /** Writes a text in place of as many characters before the cursor. */
  async replaceBefore(count: number, text: string): Promise<void> {
    for (let left = count; left > 0; left -= 1) await this.page.keyboard.press('Backspace');
    await this.page.keyboard.type(text);
  }

  async doubleClickAtCursor(): Promise<void> {
    const box = await this.page.locator('.editor-group-container.active .monaco-editor.focused .cursor').first().boundingBox();
    await this.page.mouse.dblclick((box?.x ?? 0) - 4, (box?.y ?? 0) + 8);
  }

  async cursor(): Promise<string> {
    return (await this.page.locator('.statusbar-item', { hasText: /^Ln / }).first().textContent()) ?? '';
  }

  /** The lines of the active editor that are in view. */
  async text(): Promise<string> {
    const lines = await this.page
      .locator('.editor-group-container.active .monaco-editor .view-lines .view-line')
      .evaluateAll((all) => all.map((each) => ({ top: parseFloat((each as HTMLElement).style.top), text: each.textContent })));
    return lines
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll('\u00a0', ' '))
      .join('\n');
  }

  /** The colours of the words in the first line that holds a text. */
  async coloursOf(text: string): Promise<readonly string[]> {
    const line = this.page.locator('.view-line', { hasText: text }).first();
    return line.locator('span span').evaluateAll((words) => words.map((word) => getComputedStyle(word).color));
  }

  get squiggles(): Locator {
    return this.page.locator('.squiggly-error, .squiggly-warning');
  }

  get statusItem(): Locator {
    return this.page.locator('.statusbar-item[id="crm-lang.crm-lang.crm.status"]');
  }

  /** A line of the list of problems. */
  problem(text: string | RegExp): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text });
  }

  get hover(): Locator {
    return this.page.locator('.monaco-hover:visible').first();
  }

  suggestion(text: string | RegExp): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: text }).first();
  }

  /** Waits for a message to the user; VS Code shows no toasts while it is driven by tests. */
  async notified(text: string | RegExp): Promise<void> {
    const message = this.page.locator('.notifications-center.visible .notification-list-item', { hasText: text }).first();
    await until(`the message ${String(text)}`, async () => {
      if (await message.isVisible()) return true;
      await this.bell.click();
      await message.waitFor({ timeout: 1_000 }).catch(() => undefined);
      return message.isVisible();
    });
  }

  private get bell(): Locator {
    return this.page.locator('.statusbar-item[id="status.notifications"]');
  }

  /** Chooses from the menu of the editor at the cursor; clicks again where the menu stays, since one that just opened is deaf for 100 ms. */
  async menu(item: string): Promise<void> {
    const row = this.page.locator('.monaco-menu .action-item', { hasText: item });
    await this.press('Shift+F10', row);
    await until('the menu is gone', async () => {
      if (await row.isVisible()) await row.click({ timeout: 1_000 });
      await row.waitFor({ state: 'hidden', timeout: 1_000 });
      return true;
    });
  }

  /** A question that must be answered before anything else. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Answers the question by a button. */
  async answer(button: string): Promise<void> {
    await this.dialog.locator('.monaco-button', { hasText: button }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-center .notification-list-item').first().waitFor({ state: 'hidden' });
  }

  /** Chooses a value in the settings. */
  async chooseSetting(key: string, value: string): Promise<void> {
    await this.command('Preferences: Open Settings (UI)');
    await this.page.locator('.settings-editor .suggest-input-container').click();
    await this.page.keyboard.type(key);
    const item = this.page.locator(`.settings-editor .setting-item-contents[data-key="${key}"]`);
    await item.locator('select').selectOption({ label: value });
  }

  /** Renames what the cursor is at. */
  async rename(name: string): Promise<void> {
    const box = this.page.locator('.rename-box input');
    await this.press('F2', box);
    await box.fill(name);
    await this.page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  /** Makes the fix of that title at the cursor. */
  async quickFix(title: string | RegExp, before?: () => Promise<void>): Promise<void> {
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: title });
    await this.press('Control+.', row.first());
    await before?.();
    await until('the fix is chosen', async () => {
      if ((await this.page.locator('.action-widget .monaco-list-row.focused', { hasText: title }).count()) > 0) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    });
    await this.page.keyboard.press('Enter');
  }

  /** The document within a webview, found by what it holds. */
  webview(selector: string): Promise<Frame> {
    return until(`a webview with ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        if (frame.parentFrame()?.url().includes('/webview/browser/pre/') === true && (await frame.locator(selector).count()) > 0)
          return frame;
      }
      return undefined;
    });
  }
}
