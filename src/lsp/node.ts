import path from 'node:path';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { readProject, rootOf } from '../node/projects.js';
import { UsageError } from '../node/usage-error.js';
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
};

/** Serves an editor over standard input and output. */
export function serveStdio(): void {
  serve(createConnection(ProposedFeatures.all, new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)), disk);
}
