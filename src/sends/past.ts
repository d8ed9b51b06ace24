import type { Contact } from '../caps/types.js';
import type { Report } from '../diagnostics/problem.js';
import type { Localized } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/suggest.js';
import type { Ledger, LedgerRow } from '../ledger/types.js';
import type { Group } from '../model/conditions.js';
import type { Plan } from '../model/plan.js';
import type { Audience } from '../model/types.js';
import { readMoment, type StatedTime } from '../timeline/read-moment.js';
import { unknownName } from '../timeline/unknown-name.js';
import type { Zone } from '../timeline/zone.js';
import type { Sends } from './types.js';

export interface Past {
  readonly ledger: Ledger;
  /** Who got each send that names an audience. */
  readonly recorded: ReadonlyMap<LedgerRow, Audience>;
}

/** What was sent before, as contacts beside those of the plan. A send by an id that the plan still has counts there. */
export function pastContacts({ ledger, recorded }: Past, plan: Plan, sends: Sends, zone: Zone, report: Report): readonly Contact[] {
  const planned = new Set(sends.sends.map(({ id }) => id));
  return ledger.rows.flatMap((row, index): readonly Contact[] => {
    const { span } = row;
    const sent = row.send ? ofSend(row, row.send.name, planned, sends, report) : ofAudience(row, recorded, plan, report);
    if (!sent) return [];
    const at = readMoment(sent.at, zone);
    if (!at) {
      report({
        rule: 'invalid-literal',
        span,
        message: { en: `There is no ${sent.at} in ${plan.zone}.`, zh: `${plan.zone} 没有 ${sent.at} 这个时间。` },
      });
      return [];
    }
    return [contactOf(sent, at, index, row)];
  });
}

interface Sent {
  readonly at: string;
  readonly channel: string;
  readonly campaign: string;
  readonly group: Pick<Group, 'include' | 'exclude' | 'where'>;
  readonly words: Localized;
}

function ofAudience(row: LedgerRow, recorded: Past['recorded'], plan: Plan, report: Report): Sent | undefined {
  const { audience, channel, at = '' } = row;
  if (!audience || !channel) return undefined;
  if (!plan.channels.has(channel.name)) {
    report(unknownName({ en: 'channel', zh: '渠道' }, channel, nearest(channel.name, plan.channels.keys())));
    return undefined;
  }
  const name = recorded.get(row)?.name;
  const known = plan.audiences.get(audience.name);
  if (name === undefined || !known) return undefined; // the unknown audience is reported
  return {
    at,
    channel: channel.name,
    campaign: `sent ${at}`,
    group: { include: [name], exclude: [] },
    words: { en: `the message to \`${audience.name}\` of ${at}`, zh: `${at}发给“${known.label}”的消息` },
  };
}

function ofSend(row: LedgerRow, id: string, planned: ReadonlySet<string>, sends: Sends, report: Report): Sent | undefined {
  if (planned.has(id)) return undefined;
  const [campaign = '', name = '', day = ''] = id.split('/');
  const wave = sends.wave(`${campaign}/${name}`);
  if (!wave?.channel) {
    report({
      rule: 'unknown-name',
      span: row.send?.span ?? row.span,
      message: {
        en: `The plan has no wave \`${campaign}/${name}\` any more, so nobody knows whom \`${id}\` reached. Write \`at\`, \`channel\` and \`audience\` instead.`,
        zh: `计划里已没有波次“${campaign}/${name}”，无法得知“${id}”发给了谁。请改写 at（时间）、channel（渠道）和 audience（人群）。`,
      },
    });
    return undefined;
  }
  const { include, exclude, where } = wave.group;
  return {
    at: row.at ?? day,
    channel: wave.channel.name,
    campaign,
    group: { include, exclude, ...(where && { where }) },
    words: { en: `the earlier send \`${id}\``, zh: `先前的发送“${id}”` },
  };
}

function contactOf(
  { channel, campaign, group, words }: Sent,
  { day, start, end }: StatedTime,
  index: number,
  { span }: LedgerRow,
): Contact {
  const id = `ledger/${index + 1}`;
  return {
    id,
    wave: id,
    campaign,
    channel,
    group: { ...group, moment: `day ${day}`, momentDay: day },
    firstDay: day,
    lastDay: day,
    start,
    end,
    past: { span, words },
  };
}
