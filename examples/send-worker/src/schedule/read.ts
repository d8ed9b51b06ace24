import { createHash } from 'node:crypto';
import type { Schedule, ScheduleSend } from 'crm-lang/schedule';
import { needsOf, type Needs } from '../conditions/needs.js';
import { scopeOf, type ClauseScope } from '../guards/checks.js';
import { openWindow } from '../guards/windows.js';
import { Refusal } from '../refusal.js';
import { readDuration } from '../time/durations.js';
import { createZone, instantOf, type Instant, type Zone } from '../time/zone.js';
import { occurrenceOf, waveOf } from './ids.js';
import type { Options } from './options.js';
import { requireKnownDeclarations, requireKnownFields } from './fields.js';

/** A schedule this worker can execute to the letter. */
export interface Understood {
  readonly schedule: Schedule;
  readonly text: string;
  /** Of the text, and of the channels that are this worker's. */
  readonly digest: string;
  readonly zone: Zone;
  /** The sends this worker executes, by id. */
  readonly sends: ReadonlyMap<string, ScheduleSend>;
  /** How many sends of each other channel are left to other systems. */
  readonly leftChannels: ReadonlyMap<string, number>;
  readonly leftTriggers: readonly string[];
  /** The caps, gaps and shares of the policy that can be counted, by id. */
  readonly scopes: ReadonlyMap<string, ClauseScope>;
  /** Waves of which it knows itself who received them. */
  readonly ownWaves: ReadonlySet<string>;
}

/** The text of a schedule; throws a `Refusal` that names everything This worker does not know. */
export function understand(text: string, options: Options): Understood {
  const schedule = JSON.parse(text) as Schedule;
  if ((schedule.format as number) !== 1)
    throw new Refusal(`This worker reads schedules of format 1; this one has format ${String(schedule.format)}.`);
  requireKnownDeclarations(schedule);
  const isOwn = ({ channel }: ScheduleSend): boolean => !options.channels || options.channels.includes(channel);
  const own = schedule.sends.filter(isOwn);
  const left = new Map<string, number>();
  for (const { channel } of schedule.sends.filter((send) => !isOwn(send))) left.set(channel, (left.get(channel) ?? 0) + 1);
  const { scopes, problems } = scopesOf(schedule, own);
  const ownWaves = new Set(own.map(waveOf));
  for (const send of own) for (const problem of problemsOf(send, schedule, options, ownWaves)) problems.push(`${send.id}: ${problem}`);
  if (problems.length > 0)
    throw new Refusal(`Nothing of this schedule was loaded.\n${[...new Set(problems)].map((one) => `- ${one}`).join('\n')}`);
  return {
    schedule,
    text,
    digest: createHash('sha256')
      .update(text)
      .update(JSON.stringify(options.channels ?? null))
      .digest('hex'),
    zone: createZone(schedule.store.timezone),
    sends: new Map(own.map((send) => [send.id, send])),
    leftChannels: left,
    leftTriggers: schedule.triggers.map(({ id }) => id),
    scopes,
    ownWaves,
  };
}

/** Until when a message of a send may start, exclusive. */
export function deadlineOf(send: Pick<ScheduleSend, 'utc' | 'notAfter'>, options: Pick<Options, 'latest'>): Instant {
  return send.notAfter === null ? instantOf(send.utc) + options.latest : instantOf(send.notAfter);
}

/** The audiences and conditions that decide whom a send addresses. */
export function needsOfSend(send: ScheduleSend, schedule: Schedule, scopes: ReadonlyMap<string, ClauseScope>): Needs {
  if (!send.audience) return needsOf(schedule.audiences, [], []);
  const { include, exclude, where, holdout } = send.audience;
  const campaign = schedule.campaigns.find(({ name }) => name === send.campaign);
  const names = [
    ...include,
    ...exclude,
    ...(holdout ? (holdout.of === null ? (campaign?.audience?.include ?? []) : [holdout.of]) : []),
    ...(holdout ? (campaign?.audience?.exclude ?? []).flatMap(({ audiences }) => audiences) : []),
    ...[...scopes.values()].flatMap(({ forAudience, clause }) =>
      forAudience !== undefined && clause.channels.includes(send.channel) ? [forAudience] : [],
    ),
  ];
  return needsOf(schedule.audiences, names, where ? [where] : []);
}

/** Clauses that sends have guards of must be countable; of the others those that are, because contacts are noted for all. */
function scopesOf(
  schedule: Schedule,
  sends: readonly ScheduleSend[],
): { readonly scopes: ReadonlyMap<string, ClauseScope>; readonly problems: string[] } {
  const guarded = new Set(sends.flatMap(({ guards }) => guards.map(({ clause }) => clause)));
  const scopes = new Map<string, ClauseScope>();
  const problems: string[] = [];
  const zone = createZone(schedule.store.timezone);
  for (const clause of schedule.policy.clauses) {
    if (clause.kind !== 'cap' && clause.kind !== 'gap' && clause.kind !== 'share') continue;
    try {
      const scope = scopeOf(clause);
      openWindow(scope.window, 0, zone);
      if (scope.forAudience !== undefined && !schedule.audiences[scope.forAudience])
        throw new Refusal(`${clause.id} counts for ${scope.forAudience}, an audience the schedule does not hold.`);
      if (scope.forAudience !== undefined) needsOf(schedule.audiences, [scope.forAudience], []);
      scopes.set(clause.id, scope);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (guarded.has(clause.id)) problems.push(error.message);
    }
  }
  for (const clause of guarded)
    if (clause !== 'size' && !schedule.policy.clauses.some(({ id }) => id === clause))
      problems.push(`This worker does not know the guard ${clause}.`);
  return { scopes, problems };
}

/** Why a send cannot be executed to the letter. */
function* problemsOf(send: ScheduleSend, schedule: Schedule, options: Options, ownWaves: ReadonlySet<string>): Iterable<string> {
  try {
    requireKnownFields(send);
    const { audiences, outcomes, waves } = needsOfSend(send, schedule, new Map());
    for (const name of audiences) {
      const audience = schedule.audiences[name];
      if (!audience) yield `the schedule does not hold the audience ${name}.`;
      else if (audience.from?.startsWith('?') || (audience.condition === null && audience.from === null))
        yield `nobody knows who belongs to the audience ${name}.`;
    }
    for (const wave of waves) if (!ownWaves.has(wave)) yield `it asks when ${wave} was sent, which another system does.`;
    for (const outcome of outcomes)
      if (!/^(received|opened|clicked|replied|joined) /.test(outcome)) yield `This worker does not know the outcome "${outcome}".`;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    yield error.message;
  }
  yield* problemsOfCopy(send, schedule, options);
  const channel = schedule.channels[send.channel];
  if (!channel) yield `the schedule does not hold the channel ${send.channel}.`;
  else if (channel.rate) readDuration(channel.rate.per);
  const campaign = schedule.campaigns.find(({ name }) => name === send.campaign);
  if (!campaign) yield `the schedule does not hold the campaign ${send.campaign}.`;
  else if (send.audience?.holdout?.of === null && (campaign.audience?.include ?? []).length === 0)
    yield `its holdout is a share of the campaign's audience, and the campaign names none.`;
  if (send.id !== `${occurrenceOf(send.id)}/${String(send.batch?.index ?? 1)}`) yield `its id does not end in the number of its batch.`;
}

function* problemsOfCopy(send: ScheduleSend, schedule: Schedule, options: Options): Iterable<string> {
  const names = send.test ? send.test.variants.map(({ message }) => message) : [send.message];
  for (const name of names) {
    if (name === null) yield `it has no message. Write one in the plan, or leave its channel to others with --channels.`;
    const message = name === null ? undefined : schedule.messages[name];
    if (name !== null && !message) yield `the schedule does not hold the message ${name}.`;
    if (!message) continue;
    if (message.bodyFile !== null && options.files === undefined) yield `the body of ${String(name)} is in a file. Say where with --files.`;
    const parts = [...(message.text ?? []), ...(message.subject ?? []), ...(message.body ?? [])];
    if (parts.some((part) => 'placeholder' in part && part.placeholder === 'link') && options.links === undefined)
      yield `${String(name)} holds {link}. Say what links look like with --links.`;
  }
  if (send.test?.winner) yield `This worker does not know tests with a winner.`;
  else if (send.test && send.test.variants.reduce((sum, { percent }) => sum + percent, 0) !== 100)
    yield `its variants do not make 100% together.`;
}
