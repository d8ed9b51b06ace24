import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { readProject, rootOf } from '../node/projects.js';
import { UsageError } from '../node/usage-error.js';
import { clientDisk } from './client-files.js';
import { serve, type Disk } from './server.js';

const slashed = (file: string): string => file.split(path.sep).join('/');

const disk: Disk = {
  rootOf: (file) => slashed(rootOf(path.dirname(file))),
  async read(root) {
    try {
      const { sources } = await readProject(root);
      return new Map(sources.map((source) => [source.path, source.text]));
    } catch (error) {
      // A folder without plans, or one that cannot be read: what is open in the editor is all there is.
      if (error instanceof UsageError) return new Map();
      throw error;
    }
  },
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
    rootOf: (file) => (isVirtual(file) ? remote : disk).rootOf(file),
    read: (root) => (isVirtual(root) ? remote : disk).read(root),
  });
}
