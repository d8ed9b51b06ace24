import { clausesOf } from '../model/clauses.js';
import type { Exact } from '../model/exact.js';
import type { ActiveClause, Plan } from '../model/plan.js';
import type { Benefit, Clause, Products } from '../model/types.js';
import { effectOf, isLimited } from './effects.js';
import { lowestFactor, type LowestFactor, type Offered, type PricingInput } from './lowest-factor.js';
import { sameItems } from '../text/same-items.js';
import type { CampaignOffer } from './offers.js';

type FloorClause = Extract<Clause, { kind: 'floor' }>;

interface ActiveFloor {
  readonly clause: ActiveClause;
  readonly floor: FloorClause;
}

/** Products that are in the same sets, the floor that holds for them, and offers that can meet in one price. */
export interface FloorCase extends ActiveFloor {
  /** The sets the products are in; none for products that no set names. */
  readonly sets: readonly Products[];
  readonly input: PricingInput & { readonly benefits: readonly PooledOffer[] };
  /** The lowest price of all these benefits together. */
  readonly lowest: LowestFactor;
}

/** A benefit with all offers of it that can be used at the moment looked at. */
export interface PooledOffer extends Offered {
  readonly offers: ReadonlySet<CampaignOffer>;
}

/** What prices are held against: the kinds of products that have a floor. */
export interface FloorGround {
  readonly plan: Pick<Plan, 'products'>;
  readonly bySet: ReadonlyMap<string, readonly ProductKind[]>;
  readonly telling: readonly ProductKind[];
  /** The cases of groups of offers, by the first offer. */
  readonly known: WeakMap<CampaignOffer, { readonly offers: readonly CampaignOffer[]; readonly cases: readonly FloorCase[] }>;
}

export function floorGround(plan: Pick<Plan, 'clausesByKind' | 'products'>): FloorGround | undefined {
  const floors = clausesOf(plan, 'floor').map((clause): ActiveFloor => ({ clause, floor: clause.clause }));
  if (floors.length === 0) return undefined;
  const kinds = kindsOfProducts(plan.products).flatMap((kind): ProductKind[] => {
    const active = floorFor(kind.sets, floors);
    return active ? [{ ...kind, ...active }] : [];
  });
  const bySet = new Map<string, ProductKind[]>();
  for (const kind of kinds) for (const { name } of kind.sets) bySet.set(name, [...(bySet.get(name) ?? []), kind]);
  return { plan, bySet, telling: tellingKinds(kinds), known: new WeakMap() };
}

/**
 * Every price that has a floor to keep: for each kind of product (by the sets it is in) and each group of offers that stack, directly or through others.
 * A product uses the `floor … on` that names one of its sets, the highest of several, else the general one unless that excepts it.
 */
export function floorCases(ground: FloorGround | undefined, offers: readonly CampaignOffer[]): readonly FloorCase[] {
  return ground ? stackingGroups(offers).flatMap((group) => casesOf(ground, group)) : [];
}

function casesOf(ground: FloorGround, offers: readonly CampaignOffer[]): readonly FloorCase[] {
  const [first] = offers;
  const before = first && ground.known.get(first);
  if (before && sameItems(before.offers, offers)) return before.cases;
  const cases = pooled(offers).flatMap((group) => casesOfGroup(ground, group));
  if (first) ground.known.set(first, { offers, cases });
  return cases;
}

function casesOfGroup({ plan, bySet, telling }: FloorGround, group: readonly PooledOffer[]): readonly FloorCase[] {
  const everywhere = group.filter(({ benefit }) => !isLimited(benefit));
  const reached = new Set(group.flatMap(({ benefit }) => (benefit.on ?? []).flatMap(({ name }) => bySet.get(name) ?? [])));
  const cases = [...reached].map((kind) =>
    caseOf(
      kind,
      group.filter(({ benefit }) => !isLimited(benefit) || reaches(benefit, kind)),
      plan,
    ),
  );
  return everywhere.length > 0 ? [...telling.map((kind) => caseOf(kind, everywhere, plan)), ...cases] : cases;
}

/** Products that are in the same sets, by a sample of them, and the floor they have. */
interface ProductKind extends ActiveFloor {
  readonly sets: readonly Products[];
  readonly sample?: Products;
  readonly priceFrom?: Exact;
}

function caseOf(
  { clause, floor, sets, sample, priceFrom }: ProductKind,
  benefits: readonly PooledOffer[],
  plan: Pick<Plan, 'products'>,
): FloorCase {
  const input = { benefits, sets: plan.products, ...(sample && { products: sample }), ...(priceFrom && { priceFrom }) };
  let lowest: LowestFactor | undefined;
  return {
    clause,
    floor,
    sets,
    input,
    get lowest() {
      return (lowest ??= lowestFactor(input));
    },
  };
}

function reaches({ on }: Benefit, { sets }: ProductKind): boolean {
  return on?.some(({ name }) => sets.some((set) => set.name === name)) === true;
}

/** For benefits that hold for every product: of each floor the cheapest products, and some of unknown price. No others pay a lower share. */
function tellingKinds(kinds: readonly ProductKind[]): readonly ProductKind[] {
  const cheapest = new Map<string, ProductKind>();
  const unpriced = new Map<string, ProductKind>();
  for (const kind of kinds) {
    const { id } = kind.clause;
    const known = cheapest.get(id)?.priceFrom;
    if (!kind.priceFrom) unpriced.set(id, unpriced.get(id) ?? kind);
    else if (!known || kind.priceFrom.lt(known)) cheapest.set(id, kind);
  }
  return kinds.filter((kind) => cheapest.get(kind.clause.id) === kind || unpriced.get(kind.clause.id) === kind);
}

function floorFor(sets: readonly Products[], floors: readonly ActiveFloor[]): ActiveFloor | undefined {
  const isIn = (names: readonly { readonly name: string }[]): boolean => names.some(({ name }) => sets.some((set) => set.name === name));
  const named = floors.filter(({ floor }) => isIn(floor.on));
  const [first] = named;
  if (first) return named.reduce((highest, each) => (each.floor.factor.gt(highest.floor.factor) ? each : highest), first);
  return floors.find(({ floor }) => floor.on.length === 0 && !isIn(floor.exceptProducts));
}

/** One sample of each kind of products: a SKU, category or whole set, told apart by the sets that hold it; and what no set holds. */
function kindsOfProducts(all: ReadonlyMap<string, Products>): readonly Omit<ProductKind, keyof ActiveFloor>[] {
  const places = new Map<string, { readonly sets: Products[]; readonly sample: Products }>();
  const put = (place: string, set: Products, sample: Products): void => {
    const known = places.get(place);
    if (!known) places.set(place, { sets: [set], sample });
    else if (!known.sets.includes(set)) known.sets.push(set);
  };
  for (const set of all.values()) {
    for (const sku of set.skus) put(`sku ${sku.value}`, set, { ...set, skus: [sku], categories: [] });
    for (const category of set.categories) put(`category ${category.value}`, set, { ...set, skus: [], categories: [category] });
    if (set.skus.length + set.categories.length === 0) put(`set ${set.name}`, set, set);
  }
  const kinds = new Map([...places.values()].map((kind) => [kind.sets.map(({ name }) => name).join(), kind]));
  return [{ sets: [] }, ...[...kinds.values()].map((kind) => ({ ...kind, ...priceOf(kind.sets) }))];
}

/** A product in several sets costs at least what each of them says. */
function priceOf(sets: readonly Products[]): { readonly priceFrom?: Exact } {
  const prices = sets.flatMap(({ priceFrom }) => (priceFrom?.value.amount.gt(0) ? [priceFrom.value.amount] : []));
  const [first] = prices;
  return first ? { priceFrom: prices.reduce((most, price) => (price.gt(most) ? price : most), first) } : {};
}

/** Offers that stack with each other, directly or through others, come together; all others cannot meet in one price. */
function stackingGroups(offers: readonly CampaignOffer[]): readonly (readonly CampaignOffer[])[] {
  const byName = new Map<string, CampaignOffer[]>();
  for (const offer of offers) {
    if (!effectOf(offer.benefit)) continue;
    const known = byName.get(offer.benefit.name);
    if (known) known.push(offer);
    else byName.set(offer.benefit.name, [offer]);
  }
  const friends = friendsOf(byName);
  const left = new Set(byName.keys());
  const groups: CampaignOffer[][] = [];
  for (const start of byName.keys()) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const name of group) for (const other of friends.get(name) ?? []) if (left.delete(other)) group.push(other);
    groups.push(group.flatMap((name) => byName.get(name) ?? []));
  }
  return groups;
}

/** Offers that stack, as benefits that can be used at one moment. */
function pooled(offers: readonly CampaignOffer[]): readonly (readonly PooledOffer[])[] {
  const [first] = offers;
  const isOne = first && offers.every(({ benefit }) => benefit === first.benefit);
  return isOne ? [[{ benefit: first.benefit, offers: new Set(offers) }]] : atOneMoment(offers);
}

/** Which benefits say that they stack, whichever of the two says so. */
function friendsOf(byName: ReadonlyMap<string, readonly CampaignOffer[]>): ReadonlyMap<string, readonly string[]> {
  const friends = new Map<string, string[]>([...byName.keys()].map((name) => [name, []]));
  for (const [name, [offer]] of byName) {
    for (const other of offer?.benefit.stacksWith ?? []) {
      friends.get(name)?.push(other.name);
      friends.get(other.name)?.push(name);
    }
  }
  return friends;
}

/** What can be used on one day, for each day on which something begins; days with the same benefits once. Where offers share a day, the last one to begin begins on it. */
function atOneMoment(offers: readonly CampaignOffer[]): readonly PooledOffer[][] {
  const days = new Set(offers.map(({ valid }) => valid?.from));
  type Pool = PooledOffer & { readonly offers: Set<CampaignOffer> };
  const moments = new Map<string, Map<string, Pool>>();
  for (const day of days) {
    const usable = offers.filter(({ valid }) => !valid || (day !== undefined && valid.from <= day && day <= valid.to));
    const names = [...new Set(usable.map(({ benefit }) => benefit.name))].join();
    const moment = moments.get(names) ?? new Map<string, Pool>();
    moments.set(names, moment);
    for (const offer of usable) {
      const known = moment.get(offer.benefit.name);
      if (known) known.offers.add(offer);
      else moment.set(offer.benefit.name, { benefit: offer.benefit, offers: new Set([offer]) });
    }
  }
  return [...moments.values()].map((moment) => [...moment.values()]);
}
