import { decimal, exact, ZERO, type Exact } from '../model/exact.js';
import type { BoundsText, Decimal, Schedule, ScheduleLoad, SchedulePrice } from '../schedule/types.js';
import { groupBy } from '../text/group-by.js';
import type { BeforeAfter, Change, CostChange, LoadChange, PriceChange, PricePoint, ScheduleDiff, SendTotals } from './types.js';

/** The sum of bounds; unbounded where one of them is. */
function messagesOf({ sends }: Schedule): BoundsText {
  let [low, high]: [number, number | null] = [0, 0];
  for (const { recipients } of sends) {
    if (!recipients) continue;
    low += recipients[0];
    high = high === null || recipients[1] === null ? null : high + recipients[1];
  }
  return [low, high];
}

export function sendTotals(before: Schedule, after: Schedule, changes: readonly Change[]): SendTotals {
  const count = (action: Change['action']): number => changes.filter((change) => change.action === action).length;
  return {
    before: before.sends.length,
    after: after.sends.length,
    added: count('added'),
    removed: count('removed'),
    moved: count('moved'),
    changed: count('changed'),
    messages: { before: messagesOf(before), after: messagesOf(after) },
  };
}

const loadKey = ({ clause, audience, month }: ScheduleLoad): string => `${clause}\0${audience}\0${month}`;

/**
 * What caps count for members of audiences; a cap that is in one schedule alone is told as a clause. Whoever gets more or less is
 * addressed by a send that differs: `addressed` names the audiences of those.
 */
export function loadChanges(before: Schedule, after: Schedule, addressed: ReadonlySet<string>): readonly LoadChange[] {
  const was = new Map(before.loads.map((load) => [loadKey(load), load]));
  const is = new Map(after.loads.map((load) => [loadKey(load), load]));
  const clauses = new Map([...before.policy.clauses, ...after.policy.clauses].map((clause) => [clause.id, clause]));
  const inBoth = new Set(
    after.policy.clauses.filter(({ id }) => before.policy.clauses.some((clause) => clause.id === id)).map(({ id }) => id),
  );
  const differing = [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)];
    const load = now ?? old;
    if (!load || !inBoth.has(load.clause) || old?.most === now?.most) return [];
    return [{ load, before: old?.most ?? 0, after: now?.most ?? 0 }];
  });
  const together = groupBy(differing, (each) => [each.load.clause, each.load.month, each.before, each.after].join('\0'));
  const channelOf = (name: string) => {
    const channel = after.channels[name] ?? before.channels[name];
    return { name, label: channel?.label ?? name, kind: channel?.kind ?? '' };
  };
  const sizeOf = ({ audience }: ScheduleLoad) => {
    const of = after.audiences[audience] ?? before.audiences[audience];
    return { name: audience, label: of?.label ?? audience, size: of?.size ?? ([0, null] as const) };
  };
  return [...together.values()]
    .flatMap((group): readonly LoadChange[] => {
      const [first] = group;
      const clause = first && clauses.get(first.load.clause);
      if (!first || !clause) return [];
      const fullest = group.reduce((most, each) => (each.load.most > most.load.most ? each : most), first);
      const sizes = group
        .map(({ load }) => sizeOf(load))
        .sort((a, b) => (b.size[1] ?? Infinity) - (a.size[1] ?? Infinity) || compare(a.name, b.name));
      const direct = sizes.filter(({ name }) => addressed.has(name));
      const used = clause.channels.filter((name) => after.channels[name] ?? before.channels[name]);
      return [
        {
          clause: clause.id,
          channels: (used.length > 0 ? used : clause.channels).map(channelOf),
          window: typeof clause.terms.window === 'string' ? clause.terms.window : '',
          month: first.load.month,
          days: fullest.load.window,
          before: first.before,
          after: first.after,
          limit: first.load.limit,
          audiences: direct.length > 0 ? direct : sizes,
          overlapping: direct.length > 0 ? sizes.filter(({ name }) => !addressed.has(name)) : [],
        },
      ];
    })
    .sort(inOrder);
}

/** What comes nearest to its limit first, then by clause, month, and change. */
function inOrder(a: LoadChange, b: LoadChange): number {
  return (
    b.after / b.limit - a.after / a.limit ||
    b.after - b.before - (a.after - a.before) ||
    compare(a.clause, b.clause) ||
    compare(a.month, b.month) ||
    a.before - b.before
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function priceChanges(before: Schedule, after: Schedule): readonly PriceChange[] {
  const byProducts = ({ prices }: Schedule) => new Map(prices.map((price) => [price.products.join('\0'), price]));
  const [was, is] = [byProducts(before), byProducts(after)];
  const pointOf = (price: SchedulePrice | undefined): PricePoint | null =>
    price ? { factor: price.factor, floor: price.floor, offers: price.offers } : null;
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key): readonly PriceChange[] => {
    const [old, now] = [was.get(key), is.get(key)];
    if (old?.exact === now?.exact) return [];
    return [{ products: (now ?? old)?.products ?? [], before: pointOf(old), after: pointOf(now) }];
  });
}

type Campaign = Schedule['campaigns'][number];

const totalOf = (campaign: Campaign | undefined): Exact => (campaign ? exact(campaign.resources.estimate.total) : ZERO);
const isComplete = (campaign: Campaign | undefined): boolean => campaign?.resources.estimate.complete ?? true;

export function costChanges(before: Schedule, after: Schedule): Pick<ScheduleDiff, 'cost' | 'costs'> {
  const byName = ({ campaigns }: Schedule) => new Map(campaigns.map((campaign) => [campaign.name, campaign]));
  const [was, is] = [byName(before), byName(after)];
  const digits = Math.max(
    0,
    ...[...was.values(), ...is.values()].map(({ resources }) => resources.estimate.total.split('.')[1]?.length ?? 0),
  );
  const text = (amount: Exact): Decimal => decimal(amount, digits);
  const costOf = (old: readonly Campaign[], now: readonly Campaign[]): CostChange => {
    const sum = (all: readonly Campaign[]): Exact => all.reduce((total, each) => total.add(totalOf(each)), ZERO);
    return {
      before: text(sum(old)),
      after: text(sum(now)),
      change: text(sum(now).sub(sum(old))),
      complete: [...old, ...now].every(isComplete),
    };
  };
  const costs = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((campaign) => {
    const [old, now] = [was.get(campaign), is.get(campaign)];
    const budget: BeforeAfter<Decimal> = { before: old?.resources.estimate.budget ?? null, after: now?.resources.estimate.budget ?? null };
    const cost = costOf(old ? [old] : [], now ? [now] : []);
    if (old && now && cost.before === cost.after && budget.before === budget.after) return [];
    return [
      {
        campaign,
        label: (now ?? old)?.label ?? campaign,
        ...cost,
        before: old ? cost.before : null,
        after: now ? cost.after : null,
        budget,
      },
    ];
  });
  return { cost: costOf([...was.values()], [...is.values()]), costs };
}
