import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { CopyPartText, Schedule, ScheduleMessage, ScheduleSend } from 'crm-lang/schedule';
import type { Member } from '../members/member.js';
import type { Options } from '../schedule/options.js';
import type { Instant } from '../time/zone.js';
import type { Message } from './transport.js';

/** SHA-256 of `send id/member id`, in hexadecimal: the same for every attempt, and fit for a Message-ID. A post has no member. */
export function idempotencyKey(send: string, member: string): string {
  return createHash('sha256')
    .update(member === '' ? send : `${send}/${member}`, 'utf8')
    .digest('hex');
}

/** What a member gets, or why the member gets nothing. */
export function render(
  send: ScheduleSend,
  variant: number,
  member: Member,
  schedule: Schedule,
  options: Options,
  at: Instant,
): Message | { readonly skip: string } {
  const to = addressOf(send.channel, schedule, member);
  if (to === undefined) return { skip: 'no-address' };
  const message = schedule.messages[send.test?.variants[variant]?.message ?? send.message ?? ''];
  if (!message) throw new TypeError(`${send.id} has no message.`);
  const values = placeholders(send, member, schedule, options);
  const subject = fill(message.subject ?? [], values);
  const text = fill(message.text ?? message.body ?? [], values);
  if (subject === undefined || text === undefined) return { skip: 'unknown-placeholder' };
  const html = bodyOf(message, options);
  return {
    key: idempotencyKey(send.id, member.id),
    send: send.id,
    member: member.id,
    to,
    subject,
    text,
    ...(html !== undefined && { html }),
    at,
  };
}

/** Email goes to the member; every other channel to a gateway that takes mail for it. */
function addressOf(name: string, { channels }: Schedule, { id, attributes }: Member): string | undefined {
  const kind = channels[name]?.kind ?? name;
  if (kind === 'email') return textOf(attributes.email);
  const local = id === '' ? 'post' : kind === 'sms' || kind === 'call' ? textOf(attributes.phone) : id;
  return local === undefined ? undefined : `${encodeURIComponent(local)}@${encodeURIComponent(name)}.gateway.local`;
}

function textOf(value: Member['attributes'][string]): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : String(value);
}

function placeholders(send: ScheduleSend, member: Member, schedule: Schedule, { links }: Options): (name: string) => string | undefined {
  const [offer] = send.offers;
  return (name) => {
    switch (name) {
      case 'offer':
        return offer === undefined ? undefined : schedule.benefits[offer]?.label;
      case 'store':
        return schedule.store.label;
      case 'link':
        return links?.replace('{kind}', encodeURIComponent(send.link ?? 'main')).replace('{send}', encodeURIComponent(send.id));
      default:
        return textOf(name === 'id' ? member.id : member.attributes[name]);
    }
  };
}

/** Nothing where a value is unknown: nobody is written to as "undefined". */
function fill(parts: readonly CopyPartText[], value: (name: string) => string | undefined): string | undefined {
  const texts = parts.map((part) => ('text' in part ? part.text : value(part.placeholder)));
  return texts.includes(undefined) ? undefined : texts.join('');
}

function bodyOf({ bodyFile }: ScheduleMessage, { files }: Options): string | undefined {
  return bodyFile === null || files === undefined ? undefined : fs.readFileSync(path.join(files, bodyFile), 'utf8');
}
