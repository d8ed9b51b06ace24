import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Accepted } from '../../../examples/send-worker/src/rehearsal/mail-server.js';
import { folderOf } from '../../support/projects.js';

/** Real Redis, mail server and workers, each a process of its own on the loopback interface. All end with the tests of the file. */

export const EXAMPLE = folderOf('examples/send-worker');

const processes = new Set<ChildProcess>();
const folders = new Set<string>();

afterAll(async () => {
  await Promise.all([...processes].map(kill));
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-send-worker-'));
  folders.add(folder);
  return folder;
}

export function start(command: string, args: readonly string[], cwd: string): ChildProcess {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  processes.add(child);
  child.once('exit', () => processes.delete(child));
  return child;
}

/** Ends a process at once, whatever it does. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Everything a process says until it ends. */
export function outputOf(child: ChildProcess): { text: string } {
  const output = { text: '' };
  const add = (chunk: Buffer): void => void (output.text += chunk.toString('utf8'));
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return output;
}

export async function until(what: string, isSo: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  for (let tries = 0; tries < seconds * 50; tries += 1) {
    if (await isSo()) return;
    await pause(20);
  }
  throw new Error(`Waited ${seconds} s for ${what}.`);
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A Redis that has on the disk what it has answered. */
export async function startRedis(): Promise<string> {
  const port = await freePort();
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--bind', '127.0.0.1'];
  const output = outputOf(start('redis-server', ['--port', String(port), ...durable], temporaryFolder()));
  await until('Redis', () => output.text.includes('Ready to accept connections'));
  return `redis://127.0.0.1:${port}`;
}

/** A provider that takes the Message-ID as idempotency key, and answers up to `slow` ms late. */
export async function startMailServer(slow = 0): Promise<{ readonly url: string; readonly accepted: () => readonly Accepted[] }> {
  const file = path.join(temporaryFolder(), 'accepted.ndjson');
  const args = ['--import', 'tsx', 'src/rehearsal/mail-server.ts', '--port', '0', '--file', file, '--slow', String(slow)];
  const output = outputOf(start(process.execPath, args, EXAMPLE));
  await until('the mail server', () => output.text.includes('Listening'));
  const lines = (): readonly string[] => fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return {
    url: /smtp:\S+\d/.exec(output.text)?.[0] ?? '',
    accepted: () => lines().map((line) => JSON.parse(line) as Accepted),
  };
}

/** A worker, or any other command of the example. */
export function startExample(args: readonly string[]): ChildProcess {
  return start(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], EXAMPLE);
}

export async function runExample(args: readonly string[]): Promise<{ readonly text: string; readonly code: number | null }> {
  const child = startExample(args);
  const output = outputOf(child);
  await once(child, 'close');
  return { text: output.text, code: child.exitCode };
}
