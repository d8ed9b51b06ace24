import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { SETTINGS, unpackedExtension, VSCODE } from './code-server.js';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Where the files of the workspace are, for VS Code: in memory, as in a virtual workspace. */
const SCHEME = 'memfs';

/** An extension for browsers that keeps a folder in memory. */
function memoryFiles(name: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const manifest = {
    name: 'memory-files',
    publisher: 'crm-test',
    version: '0.0.0',
    engines: { vscode: '^1.91.0' },
    browser: './extension.js',
    activationEvents: [`onFileSystem:${SCHEME}`],
  };
  const code = `
const vscode = require('vscode');
const files = new Map(Object.entries(${JSON.stringify(files)}).map(([name, text]) => ['/${name}/' + name, new TextEncoder().encode(text)]));
const changed = new vscode.EventEmitter();
const missing = (uri) => vscode.FileSystemError.FileNotFound(uri);
const folders = new Set(['/', '/${name}']);
exports.activate = () => {
  vscode.workspace.registerFileSystemProvider('${SCHEME}', {
    onDidChangeFile: changed.event,
    watch: () => ({ dispose() {} }),
    stat(uri) {
      if (folders.has(uri.path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      const bytes = files.get(uri.path);
      if (!bytes) throw missing(uri);
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    },
    readDirectory: (uri) => [...files.keys()].filter((file) => file.startsWith(uri.path + '/')).map((file) => [file.slice(uri.path.length + 1), vscode.FileType.File]),
    readFile(uri) {
      const bytes = files.get(uri.path);
      if (!bytes) throw missing(uri);
      return bytes;
    },
    writeFile(uri, bytes) {
      files.set(uri.path, bytes);
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    },
    createDirectory() {},
    delete() {},
    rename() {},
  }, { isCaseSensitive: true });
};
`;
  return {
    '/extensions/memory-files/package.json': JSON.stringify(manifest),
    '/extensions/memory-files/extension.js': code,
    '/extensions/memory-files/package.nls.json': '{}',
  };
}

/** code-server's page always talks to the process it came from; as VS Code itself has it, a page can do without. */
const WITHOUT_PROCESS: readonly (readonly [RegExp, string])[] = [
  [/,remoteAuthority:location\.host/, ''],
  [/\.with\(\{scheme:(\w+)\.vscodeRemote\}\),"User"\)/, '.with({scheme:$1.vscodeUserData}),"User")'],
];

function workbenchScript(file: string): string {
  return WITHOUT_PROCESS.reduce(
    (text, [pattern, replacement]) => {
      if (!pattern.test(text)) throw new Error(`code-server's workbench.js has changed: ${String(pattern)} is not in it.`);
      return text.replace(pattern, replacement);
    },
    fs.readFileSync(file, 'utf8'),
  );
}

export interface WebServer {
  /** The address at which a file of the folder is open. */
  url(file: string): string;
  stop(): Promise<void>;
}

/** Serves VS Code for browsers alone: no process of its own, extensions run in a web worker, files are in memory. */
export async function startWebServer(folder: string): Promise<WebServer> {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-web-'));
  const name = path.basename(folder);
  const files = Object.fromEntries(fs.readdirSync(folder).map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
  const made = memoryFiles(name, files);
  const folders: Readonly<Record<string, string>> = {
    '/vscode/': VSCODE,
    '/extensions/crm-lang/': unpackedExtension(root),
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const inline = pathname === '/' ? page(request.headers.host ?? '') : made[pathname];
    const [prefix = '', target = ''] = Object.entries(folders).find(([each]) => pathname.startsWith(each)) ?? [];
    const file = path.join(target, decodeURIComponent(pathname.slice(prefix.length)));
    if (inline === undefined && (target === '' || !file.startsWith(target) || !fs.existsSync(file) || fs.statSync(file).isDirectory())) {
      response.writeHead(404).end();
      return;
    }
    const type = pathname === '/' ? 'text/html' : (TYPES[path.extname(pathname)] ?? 'application/octet-stream');
    response.writeHead(200, { 'content-type': type });
    response.end(inline ?? (file.endsWith('/workbench/workbench.js') ? workbenchScript(file) : fs.readFileSync(file)));
  });

  function page(host: string): string {
    const extension = (each: string): object => ({ $mid: 1, scheme: 'http', authority: host, path: `/extensions/${each}` });
    const configuration = {
      folderUri: { $mid: 1, scheme: SCHEME, authority: '', path: `/${name}` },
      additionalBuiltinExtensions: ['crm-lang', 'memory-files'].map(extension),
      configurationDefaults: SETTINGS,
      developmentOptions: { enableSmokeTestDriver: true },
      userDataPath: '/',
      isEnabledFileDownloads: false,
      isEnabledFileUploads: false,
      isEnabledCoderGettingStarted: false,
      // Else they come from a public host.
      webviewEndpoint: '/vscode/out/vs/workbench/contrib/webview/browser/pre/',
      productConfiguration: { extensionsGallery: undefined, enableTelemetry: false },
    };
    const values: Readonly<Record<string, string>> = {
      WORKBENCH_WEB_CONFIGURATION: JSON.stringify(configuration).replaceAll('"', '&quot;'),
      WORKBENCH_WEB_BASE_URL: '/vscode',
      WORKBENCH_NLS_FALLBACK_URL: '/vscode/out/nls.messages.js',
      WORKBENCH_NLS_URL: '/vscode/out/nls.messages.js',
    };
    const html = fs.readFileSync(path.join(VSCODE, 'out/vs/code/browser/workbench/workbench.html'), 'utf8');
    return html.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (file) => {
      const payload = JSON.stringify([['openFile', `${SCHEME}:/${name}/${file}`]]);
      return `http://127.0.0.1:${String(port)}/?payload=${encodeURIComponent(payload)}`;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}
