import type { Schedule, ScheduleAudience, ScheduleChannel, ScheduleClause, ScheduleMessage, ScheduleSend } from 'crm-lang/schedule';
import { Refusal } from '../refusal.js';

/** Every field of a send that this worker enforces, or that binds nobody. A new one is refused until somebody has read what it asks. */
const SEND = fields<ScheduleSend>()(
  ...([
    'id',
    'campaign',
    'wave',
    'step',
    'class',
    'channel',
    'at',
    'utc',
    'notAfter',
    'audience',
    'batch',
    'recipients',
    'message',
  ] as const),
  ...(['test', 'offers', 'link', 'confirm', 'gate', 'guards', 'cost', 'source'] as const),
);
const AUDIENCE = fields<NonNullable<ScheduleSend['audience']>>()('include', 'exclude', 'require', 'where', 'asOf', 'holdout');
const HOLDOUT = fields<NonNullable<NonNullable<ScheduleSend['audience']>['holdout']>>()('percent', 'of', 'salt');
const BATCH = fields<NonNullable<ScheduleSend['batch']>>()('index', 'of', 'limit', 'salt', 'order');
const CONFIRM = fields<Exclude<ScheduleSend['confirm'], false>>()('by', 'until');
const GATE = fields<NonNullable<ScheduleSend['gate']>>()('metric', 'operator', 'value', 'until', 'then');
const TEST = fields<NonNullable<ScheduleSend['test']>>()('variants', 'winner');
const DECLARED = {
  audiences: fields<ScheduleAudience>()('label', 'size', 'of', 'condition', 'from', 'asOf'),
  channels: fields<ScheduleChannel>()('label', 'kind', 'personal', 'cost', 'rate', 'requires', 'confirm', 'groups', 'capacity'),
  messages: fields<ScheduleMessage>()('label', 'channel', 'text', 'subject', 'body', 'bodyFile'),
};
const CLAUSE = fields<ScheduleClause>()('id', 'kind', 'policy', 'hard', 'channels', 'terms');
const SCHEDULE = fields<Schedule>()(
  ...(['format', 'compiler', 'filter', 'store', 'policy', 'audiences', 'messages', 'benefits', 'channels', 'metrics'] as const),
  ...(['campaigns', 'sends', 'waves', 'loads', 'prices', 'triggers', 'tasks'] as const),
);
const FILTER = fields<NonNullable<Schedule['filter']>>()('campaigns', 'from', 'until');
const GUARD: ReadonlySet<string> = new Set(['clause', 'verdict', 'max', 'least', 'members']);

/** The names of all fields of `T`; one left out or too many is an error of types. */
function fields<T>() {
  return <const N extends readonly (keyof T & string)[]>(
    ...names: N & ([keyof T & string] extends [N[number]] ? unknown : { readonly missing: Exclude<keyof T, N[number]> })
  ): ReadonlySet<string> => new Set<string>(names);
}

/** Of what sends name: the schedule itself, audiences, channels, messages and clauses. */
export function requireKnownDeclarations(schedule: Schedule): void {
  requireOnly('', schedule, SCHEDULE);
  if (schedule.filter) requireOnly('filter.', schedule.filter, FILTER);
  for (const kind of ['audiences', 'channels', 'messages'] as const)
    for (const [name, each] of Object.entries<object>(schedule[kind])) requireOnly(`${kind}.${name}.`, each, DECLARED[kind]);
  for (const clause of schedule.policy.clauses) requireOnly(`${clause.id}.`, clause, CLAUSE);
}

export function requireKnownFields(send: ScheduleSend): void {
  requireOnly('', send, SEND);
  if (send.audience) requireOnly('audience.', send.audience, AUDIENCE);
  if (send.audience?.holdout) requireOnly('audience.holdout.', send.audience.holdout, HOLDOUT);
  if (send.batch) requireOnly('batch.', send.batch, BATCH);
  if (send.confirm !== false) requireOnly('confirm.', send.confirm, CONFIRM);
  if (send.gate) requireOnly('gate.', send.gate, GATE);
  if (send.test) requireOnly('test.', send.test, TEST);
  for (const guard of send.guards) {
    requireOnly('guards.', guard, GUARD);
    if ('verdict' in guard && !['possible', 'skip'].includes(guard.verdict)) refuse(`the verdict "${guard.verdict}"`);
  }
  if (send.batch && (send.batch.order as string) !== 'sha256(salt, member id)') refuse(`the order "${send.batch.order}"`);
  if (send.gate && !['send', 'stop'].includes(send.gate.then)) refuse(`the end "${send.gate.then}" of a gate`);
  if (!['marketing', 'care', 'service', 'transactional'].includes(send.class)) refuse(`the class "${send.class}"`);
}

function requireOnly(where: string, value: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined) refuse(`"${where}${unknown}"`);
}

function refuse(what: string): never {
  throw new Refusal(`This worker does not know ${what}.`);
}
