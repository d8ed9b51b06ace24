import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { configuredRoot, readContents } from '../node/projects.js';
import { clientDisk } from './client-files.js';
import type { Disk } from './projects.js';
import { serve } from './server.js';

const slashed = (file: string): string => file.split(path.sep).join('/');

const disk: Disk = {
  configured(folder) {
    const root = configuredRoot(folder);
    return root === undefined ? undefined : slashed(root);
  },
  read: readContents,
  today() {
    const now = new Date();
    return `${now.getFullYear()}-${now.getMonth() + 1}-${now.getDate()}`;
  },
  looked() {
    // By itself V8 lets garbage gather up to four times what is held; while a project is read for the first time that is faster.
    setFlagsFromString('--heap-growing-percent=150');
  },
};

/** Files of a virtual workspace go by a path that no disk has, such as `/@vscode-vfs/github/shop/plan.crm`. */
const isVirtual = (file: string): boolean => file.startsWith('/@');

/** Serves an editor over standard input and output. */
export function serveStdio(): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(process.stdin),
    new StreamMessageWriter(process.stdout),
  );
  const remote = clientDisk(connection);
  serve(connection, {
    ...disk,
    configured: (folder) => (isVirtual(folder) ? remote : disk).configured(folder),
    read: (root) => (isVirtual(root) ? remote : disk).read(root),
  });
}
