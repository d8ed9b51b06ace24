import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { sleep, wallClock } from '../clock.js';

/** One line of the file: a message that was accepted, or transmitted once more. */
export interface Accepted {
  readonly key: string;
  readonly send: string;
  readonly member: string;
  readonly to: string;
  readonly subject: string;
  /** When it started, by the clock of the schedule. */
  readonly date: string;
  /** When it was accepted, by the clock on the wall. */
  readonly at: number;
  /** Accepted before under this key: not delivered again. */
  readonly again: boolean;
}

/*
 * A provider for rehearsals: it accepts everything, delivers nothing, and takes the Message-ID as idempotency key.
 * What it has accepted is on the disk before it says so.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2525' },
    file: { type: 'string', default: 'accepted.ndjson' },
    /** Answers up to so many ms late, as the network does. */
    slow: { type: 'string', default: '0' },
  },
});

const output = fs.openSync(values.file, 'a');
const keys = new Set(
  fs
    .readFileSync(values.file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as Accepted).key),
);

function header(text: string, name: string): string {
  const line = text.split('\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim() ?? '';
}

function accept(mail: string, to: string): void {
  const head = mail
    .slice(0, mail.indexOf('\r\n\r\n'))
    .replaceAll('\r\n', '\n')
    .replace(/\n[ \t]+/g, ' ');
  const key = header(head, 'Message-ID');
  const accepted: Accepted = {
    key,
    send: decodeURIComponent(header(head, 'X-Crm-Send')),
    member: decodeURIComponent(header(head, 'X-Crm-Member')),
    to,
    subject: header(head, 'Subject'),
    date: new Date(header(head, 'Date')).toISOString(),
    at: wallClock(),
    again: keys.has(key),
  };
  keys.add(key);
  fs.writeSync(output, `${JSON.stringify(accepted)}\n`);
  fs.fsyncSync(output);
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, session, callback) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      accept(Buffer.concat(chunks).toString('utf8'), session.envelope.rcptTo.map(({ address }) => address).join(','));
      void sleep(randomInt(Number(values.slow) + 1)).then(() => callback());
    });
  },
});
server.on('error', (error) => {
  // A sender may die at any moment; without a port there is nothing to do.
  if (!server.server.listening) throw error;
});
server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.server.address() as AddressInfo;
  process.stdout.write(`Listening on smtp://127.0.0.1:${String(port)}, writing ${values.file}.\n`);
});
