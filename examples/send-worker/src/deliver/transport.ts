import { createTransport } from 'nodemailer';
import type { Instant } from '../time/zone.js';

export interface Message {
  /** The provider delivers one message for one key, however often it is transmitted. */
  readonly key: string;
  readonly send: string;
  readonly member: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Of a body in a file. */
  readonly html?: string;
  readonly at: Instant;
}

/** `refused`: the provider will never take it. Throws where it may take it later, or may have taken it. */
export interface Transport {
  readonly deliver: (message: Message) => Promise<'accepted' | { readonly refused: string }>;
  readonly close: () => void;
}

/** Any SMTP server; the key travels as the Message-ID. */
export function smtpTransport(url: string, from: string, connections: number): Transport {
  const { hostname, port, protocol, username, password } = new URL(url);
  const smtp = createTransport({
    host: hostname,
    port: Number(port),
    secure: protocol === 'smtps:',
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
    connectionTimeout: 10_000,
    socketTimeout: 60_000,
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  });
  const domain = from.replace(/^.*@/, '').replace(/>$/, '');
  return {
    deliver: async ({ key, send, member, to, subject, text, html, at }) => {
      try {
        await smtp.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          ...(html !== undefined && { html }),
          date: new Date(at),
          messageId: `<${key}@${domain}>`,
          headers: { 'X-Crm-Send': encodeURIComponent(send), 'X-Crm-Member': encodeURIComponent(member) },
        });
        return 'accepted';
      } catch (error) {
        const { responseCode = 0, message } = error as { readonly responseCode?: number; readonly message: string };
        if (responseCode >= 500) return { refused: message };
        throw error;
      }
    },
    close: () => smtp.close(),
  };
}
