import { views } from '../incremental/views.js';
import type { Campaign, Declaration, FileModel } from '../model/types.js';
import { keepOffers, type Offers } from '../pricing/offers.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import type { RuleContext } from '../rules/rule.js';
import { sortSends } from '../sends/sends.js';
import type { Send, Sends } from '../sends/types.js';
import { groupBy } from '../text/group-by.js';
import type { Timeline } from '../timeline/types.js';
import type { Reasoning } from './reasoning.js';

/** A map that lists some of its values; all names are known and can be looked up. */
class Focused<V> implements ReadonlyMap<string, V> {
  constructor(
    private readonly whole: ReadonlyMap<string, V>,
    private readonly own: ReadonlyMap<string, V>,
  ) {}

  get(key: string): V | undefined {
    return this.whole.get(key);
  }

  has(key: string): boolean {
    return this.whole.has(key);
  }

  get size(): number {
    return this.own.size;
  }

  keys(): MapIterator<string> {
    return this.whole.keys();
  }

  values(): MapIterator<V> {
    return this.own.values();
  }

  entries(): MapIterator<[string, V]> {
    return this.own.entries();
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.own[Symbol.iterator]();
  }

  forEach(visit: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    this.own.forEach(visit);
  }
}

function focused<V>(whole: ReadonlyMap<string, V>, names: Iterable<string>, isOwn: (value: V) => boolean): Focused<V> {
  const own = new Map<string, V>();
  for (const name of names) {
    const value = whole.get(name);
    if (value !== undefined && isOwn(value)) own.set(name, value);
  }
  return new Focused(whole, own);
}

function audienceNames(declaration: Declaration): readonly string[] {
  if (declaration.kind === 'audience') return [declaration.name];
  if (declaration.kind !== 'segments') return [];
  return [declaration.name, ...declaration.entries.map((entry) => `${declaration.name}.${entry.name}`)];
}

const KINDS_OF_MAPS = {
  campaigns: 'campaign',
  messages: 'message',
  benefits: 'benefit',
  metrics: 'metric',
  plans: 'plan',
  policies: 'policy',
  events: 'event',
} as const;

/** The plan as one file sees it: all of it can be looked up, only what the file declares is listed. */
export function planOfFile(plan: ResolvedPlan, file: FileModel, kinds: readonly (keyof typeof KINDS_OF_MAPS)[]): ResolvedPlan {
  const own = new Set<unknown>(file.declarations);
  const byKind = groupBy(file.declarations, ({ kind }) => kind);
  const segments = byKind.get('segments') ?? [];
  for (const each of segments) if (each.kind === 'segments') for (const entry of each.entries) own.add(entry);
  const sets = [...(byKind.get('audience') ?? []), ...segments];
  const listed: Record<string, PropertyDescriptor> = {
    audiences: { value: focused(plan.audiences, sets.flatMap(audienceNames), ({ declaration }) => own.has(declaration)) },
  };
  for (const key of kinds) {
    const names = (byKind.get(KINDS_OF_MAPS[key]) ?? []).map(({ name }) => name);
    listed[key] = { value: focused<unknown>(plan[key], names, (value) => own.has(value)) };
  }
  return Object.create(plan, listed) as ResolvedPlan;
}

/** The whole project, as rules may look at it. */
export interface Ground {
  readonly context: RuleContext;
  readonly offers: Offers;
  /** For what looks at a small part. */
  readonly asked: Reasoning;
}

/** What a rule about single files looks at: it lists campaigns, messages, benefits and audiences of one file only. */
export function contextOfFile({ context, offers, asked }: Ground, file: FileModel): RuleContext {
  const plan = planOfFile(context.plan, file, ['campaigns', 'messages', 'benefits']);
  const campaigns = [...plan.campaigns.values()];
  const timeline = views<Timeline>({
    zone: () => context.timeline.zone,
    campaigns: () =>
      focused(
        context.timeline.campaigns,
        campaigns.map(({ name }) => name),
        () => true,
      ),
  });
  keepOffers(timeline, { of: offers.of, all: campaigns.flatMap(offers.of) });
  const listed = views<Pick<Sends, 'waves' | 'sends' | 'triggered'>>({
    waves: () => campaigns.flatMap(context.sends.wavesOf),
    sends: () => sendsOf(campaigns, context.sends),
    triggered: () => campaigns.flatMap(context.sends.wavesOf).filter((wave) => wave.timeline.trigger),
  });
  const sends = Object.create(context.sends, Object.getOwnPropertyDescriptors(listed)) as Sends;
  return Object.create(context, {
    plan: { value: plan },
    timeline: { value: timeline },
    sends: { value: sends },
    prover: { get: asked.prover },
    sizes: { get: asked.sizes },
  }) as RuleContext;
}

function sendsOf(campaigns: readonly Campaign[], sends: Sends): readonly Send[] {
  const [only, ...more] = campaigns;
  return only && more.length === 0 ? sends.sendsOf(only) : sortSends(campaigns.flatMap(sends.sendsOf));
}

/** What a rule about the whole project looks at; what is remembered for it is remembered for it alone. */
export function contextOfProject({ context, offers }: Ground): RuleContext {
  const timeline = Object.create(context.timeline) as Timeline;
  let all: Offers['all'] | undefined;
  keepOffers(timeline, {
    of: offers.of,
    get all() {
      return (all ??= [...offers.all]);
    },
  });
  return Object.create(context, {
    timeline: { value: timeline },
    sends: { value: Object.create(context.sends) as Sends },
    plan: { value: Object.create(context.plan) as ResolvedPlan },
  }) as RuleContext;
}

/** What is looked at for one campaign: the whole project, with the questions that are asked of it remembered one by one. */
export function contextOfCampaign(ground: Ground): RuleContext {
  const { asked } = ground;
  return Object.create(contextOfProject(ground), { prover: { get: asked.prover }, sizes: { get: asked.sizes } }) as RuleContext;
}
