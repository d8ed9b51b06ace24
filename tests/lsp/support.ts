import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Position, Range, TextEdit } from 'vscode-languageserver-protocol';
import { startServer, type Client, type ServerOptions } from './client.js';

export const HOUSE = `store s "店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
policy house extends retail { require steps none  level unknown-history off }
/** 打了标签的粉丝。 */
audience fans "粉丝" { from "tag:fans"  size 100 }
`;
export const QUIET = HOUSE.replace('level unknown-history off', 'level unknown-history off  quiet push 09:00 .. 11:00');
export const PLAN = `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via push to fans { at 2027-03-02 10:00 }
  }
}
`;
export const FILES = { 'house.crm': HOUSE, 'plan.crm': PLAN };

let client: Client | undefined;

/** A server for the test, stopped after it. */
export async function start(files: Readonly<Record<string, string>> = FILES, options?: ServerOptions | string): Promise<Client> {
  return (client = await startServer(files, options));
}

afterEach(async () => {
  const running = client;
  client = undefined;
  if (running) expect(await running.stop()).toBe(0);
});

/** One server for all tests of a block, none of which may change a text. */
export function shared(files: Readonly<Record<string, string>>, options?: ServerOptions): () => Client {
  let running: Client | undefined;
  beforeAll(async () => {
    running = await startServer(files, options);
  });
  afterAll(async () => {
    expect(await running?.stop()).toBe(0);
  });
  return () => {
    if (!running) throw new Error('The server is not there yet.');
    return running;
  };
}

export const none = (found: readonly unknown[]): boolean => found.length === 0;
export const some = (found: readonly unknown[]): boolean => found.length > 0;

const offsetsOf = (text: string): readonly number[] => [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];

export function offsetOf(text: string, { line, character }: Position): number {
  return (offsetsOf(text)[line] ?? text.length) + character;
}

export function positionOf(text: string, offset: number): Position {
  const line = text.slice(0, offset).split('\n').length - 1;
  return { line, character: offset - (offsetsOf(text)[line] ?? 0) };
}

/** The place marked by `|` in a piece of a text, at the first place where the piece stands: `to fa|ns`. */
export function at(text: string, marked: string): Position {
  const before = marked.indexOf('|');
  const start = text.indexOf(marked.replace('|', ''));
  if (before < 0 || start < 0) throw new Error(`The text has no ${marked}.`);
  return positionOf(text, start + before);
}

/** What stands at a range of a text. */
export function sliced(text: string, { start: from, end }: Range): string {
  return text.slice(offsetOf(text, from), offsetOf(text, end));
}

/** A text after edits of the protocol. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => offsetOf(text, b.range.start) - offsetOf(text, a.range.start))
    .reduce(
      (result, { range, newText }) => result.slice(0, offsetOf(text, range.start)) + newText + result.slice(offsetOf(text, range.end)),
      text,
    );
}

/** A text cut at its only `|`, and where that stood: the end of what has been typed. */
export function typed(marked: string): { readonly text: string; readonly position: Position } {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return { text, position: positionOf(text, offset < 0 ? text.length : offset) };
}
