import type { Schedule, ScheduleCampaign, ScheduleTask } from '../schedule/types.js';
import type { Aspects } from './aspects.js';
import { changesAmong, declarationChanges, redefinedIn } from './declarations.js';
import { sendChanges, triggerChanges } from './sends.js';
import { costChanges, loadChanges, priceChanges, sendTotals } from './totals.js';
import type { Change, Past, ScheduleDiff } from './types.js';

/** A schedule, with what the call names it. */
export interface Version {
  readonly name: string;
  readonly schedule: Schedule;
}

const CAMPAIGN: Aspects<ScheduleCampaign> = [
  ['dates', ({ runs }) => runs],
  ['snapshot', ({ asOf }) => asOf],
  ['goal', ({ goal }) => goal],
  ['audience', ({ audience }) => audience && { include: audience.include, exclude: audience.exclude }],
  ['size', ({ audience }) => audience?.size ?? null],
  ['holdout', ({ audience }) => audience?.holdout ?? null],
  ['scope', ({ scope }) => scope],
  ['phases', ({ phases }) => phases],
  ['offer', ({ offers }) => offers],
  ['activities', ({ activities }) => activities],
  ['budget', ({ resources }) => resources.estimate.budget],
  ['costs', ({ resources }) => resources.costs],
  ['people', ({ resources }) => ({ people: resources.people, data: resources.data })],
  ['risks', ({ risks }) => risks],
  ['review', ({ review }) => review],
  ['waivers', ({ waivers }) => waivers],
  ['steps left out', ({ without }) => without],
  ['label', ({ label }) => label],
];

const TASK: Aspects<ScheduleTask> = [
  ['time', ({ at, due, within }) => ({ at, due, within })],
  ['people', ({ by, host }) => ({ by, host })],
  ['rundown', ({ rundown }) => rundown],
  ['risk', ({ risk }) => risk],
  ['label', ({ label }) => label],
];

/** A task of which only the time differs is moved. */
function taskChanges(before: Schedule, after: Schedule): readonly Change[] {
  return changesAmong('task', before.tasks, after.tasks, TASK).map((change) =>
    change.action === 'changed' && change.reasons.every(({ aspect }) => aspect === 'time') ? { ...change, action: 'moved' } : change,
  );
}

/** The audiences of sends and triggers that differ, in either schedule. */
function addressedBy(before: Schedule, after: Schedule, changes: readonly Change[]): ReadonlySet<string> {
  const ids = new Set(changes.flatMap(({ address, to }) => (to === undefined ? [address] : [address, to])));
  const all = [before, after].flatMap(({ sends, triggers }) => [...sends, ...triggers]);
  return new Set(all.filter(({ id }) => ids.has(id)).flatMap(({ audience }) => audience?.include ?? []));
}

/**
 * How a schedule differs from the one before, in people and money, and what was added, removed, moved or changed.
 * With `past`, changes of what lies there are listed in `pastChanges`.
 */
export function diffSchedules(before: Version, after: Version, past: Past = {}): ScheduleDiff {
  const [was, is] = [before.schedule, after.schedule];
  const redefined = redefinedIn(was, is);
  const sends = sendChanges(was, is, redefined, past);
  const triggers = triggerChanges(was, is, redefined);
  const campaigns = ({ campaigns: all }: Schedule) => all.map((campaign) => ({ ...campaign, id: campaign.name }));
  const changes = [
    ...declarationChanges(was, is),
    ...changesAmong('campaign', campaigns(was), campaigns(is), CAMPAIGN),
    ...sends,
    ...triggers,
    ...taskChanges(was, is),
  ];
  const { cost, costs } = costChanges(was, is);
  const has = (part: 'loads' | 'prices'): boolean => [was, is].every((schedule) => Array.isArray(schedule[part]));
  const loads = has('loads') ? loadChanges(was, is, addressedBy(was, is, [...sends, ...triggers])) : null;
  const prices = has('prices') ? priceChanges(was, is) : null;
  return {
    format: 1,
    before: before.name,
    after: after.name,
    same: changes.length === 0 && [loads, prices, costs].every((list) => (list?.length ?? 0) === 0),
    currency: is.store.currency,
    sends: sendTotals(was, is, sends),
    loads,
    prices,
    cost,
    costs,
    changes,
    pastChanges: sends.filter((change) => change.past).map(({ address }) => address),
  };
}
