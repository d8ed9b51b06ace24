import type { Prover } from '../conditions/prove.js';
import type { Group } from '../model/conditions.js';
import { pieceOf } from './audiences.js';
import { placesOf, type Place } from './places.js';
import type { Analysis, Contact } from './types.js';

/** The members that one or more contacts address, with what is proven of them and other such groups. */
export interface Item {
  readonly index: number;
  readonly group: Group;
  /** What sizes are taken of: the group, and the audience the clause is limited to. */
  readonly sized: readonly Group[];
  /** Contacts with the same text are met at most once. */
  readonly once?: string;
  readonly triggered: boolean;
}

/** The members that items are drawn from. */
export interface Base {
  readonly group: Group;
  readonly place: Place;
}

export interface Items {
  /** All indexes are below it. */
  readonly size: number;
  /** Of an item that includes several audiences, what each of them contributes. */
  pieces(item: Item): readonly Item[];
  /** Nothing where the contact does not count for anybody. */
  of(contact: Contact): Item | undefined;
  /** No member is met by both. */
  apart(a: Item, b: Item): boolean;
  /** Every member of `a` is a member of `b`. */
  inside(a: Item, b: Item): boolean;
  /** What an item is drawn from, if that is not everybody; the same for all items drawn from the same members. */
  base(item: Item): Base | undefined;
  /** No member is in both, so that whatever is drawn from them is apart. */
  basesApart(a: Base | undefined, b: Base | undefined): boolean;
  /** Whether a member may be in all of them. */
  together(items: readonly Item[]): boolean;
  /** So many members surely belong to it, whatever audience the clause is limited to. */
  low(item: Item): number;
  /** Whether it may be related to items of other moments. */
  timeless(item: Item): boolean;
  place(item: Item): Place;
}

export function createItems(
  analysis: Pick<Analysis, 'contacts' | 'prover' | 'sizes' | 'forGroup'>,
  once?: (contact: Contact) => string,
): Items {
  const { prover, sizes } = analysis;
  const byIdentity = new Map<string, Item>();
  const ofContact = new Map<Contact, Item>();
  const piecesOf = new Map<Item, readonly Item[]>();
  const register = (item: Omit<Item, 'index'>): Item => {
    const key = `${prover.identity(item.group)} ${item.triggered ? 'each' : ''} ${item.once ?? ''}`;
    const known = byIdentity.get(key) ?? { ...item, index: byIdentity.size };
    byIdentity.set(key, known);
    return known;
  };
  for (const contact of analysis.contacts) {
    const item = itemOf(contact, analysis, once);
    if (!item) continue;
    const known = register(item);
    ofContact.set(contact, known);
    if (!piecesOf.has(known)) piecesOf.set(known, split(known).map(register));
  }
  const proven = placesOf(prover);
  const places = [...byIdentity.values()].map(({ group }) => proven.place(group));
  const lows = new Array<number | undefined>(places.length).fill(undefined);
  const timeless = new Array<boolean | undefined>(places.length).fill(undefined);

  const placeOf = ({ index }: Item): Place => places[index] as Place;
  const bases = basesOf([...byIdentity.values()], prover);
  const baseOf = ({ index }: Item): Base | undefined => bases[index];

  /** Bases are compared once for all that is drawn from them. */
  function basesApart(x: Base | undefined, y: Base | undefined): boolean {
    if (!x || !y || x.place.kind === y.place.kind) return false;
    return proven.apart(x.place, y.place, () => prover.disjoint(x.group, y.group));
  }

  return {
    size: places.length,
    pieces: (item) => piecesOf.get(item) ?? [],
    of: (contact) => ofContact.get(contact),
    apart: (a, b) =>
      (a.once !== undefined && a.once === b.once) ||
      basesApart(baseOf(a), baseOf(b)) ||
      proven.apart(placeOf(a), placeOf(b), () => prover.disjoint(a.group, b.group)),
    inside: (a, b) => proven.inside(placeOf(a), placeOf(b), () => prover.within(a.group, b.group)),
    base: baseOf,
    basesApart,
    together: (items) => prover.satisfiable(items.map(({ group }) => group)),
    low({ index, sized }) {
      return (lows[index] ??= sizes.overlapBounds(sized).low);
    },
    timeless: ({ index, group }) => (timeless[index] ??= prover.timeless(group)),
    place: placeOf,
  };
}

/** By the index of items. */
function basesOf(items: readonly Item[], prover: Prover): readonly (Base | undefined)[] {
  const places = placesOf(prover);
  const known = new Map<string, Base>();
  return items.map(({ group }) => {
    const base = prover.base(group);
    if (!base) return undefined;
    const identity = prover.identity(base);
    const found = known.get(identity) ?? { group: base, place: places.place(base) };
    known.set(identity, found);
    return found;
  });
}

function itemOf(
  contact: Contact,
  { prover, forGroup }: Pick<Analysis, 'prover' | 'forGroup'>,
  once?: (contact: Contact) => string,
): Omit<Item, 'index'> | undefined {
  const triggered = contact.trigger !== undefined;
  // Each send of a triggered wave looks at its member afresh: its moment is nobody else's.
  const own = triggered ? { ...contact.group, moment: `each ${contact.id}`, sendMoment: `each ${contact.id}` } : contact.group;
  const limitedTo = forGroup?.(contact);
  const audience = limitedTo && { ...limitedTo, moment: own.moment, momentDay: own.momentDay };
  const group = audience ? narrow(own, audience) : own;
  if (prover.empty(group)) return undefined;
  return { group, sized: audience ? [own, audience] : [own], triggered, ...(once && { once: once(contact) }) };
}

function split(item: Item): readonly Omit<Item, 'index'>[] {
  const { include } = item.group;
  if (include.length < 2 || item.triggered) return [];
  return include.map((name) => ({
    ...item,
    group: pieceOf(item.group, name),
    sized: item.sized.map((group, at) => (at === 0 ? pieceOf(group, name) : group)),
  }));
}

/** Those of a group that are also in an audience. */
function narrow(group: Group, audience: Group): Group {
  const member = { kind: 'or', parts: audience.include.map((name) => ({ kind: 'member-of', audience: name }) as const) } as const;
  const rest = audience.exclude.map((name) => ({ kind: 'not', part: { kind: 'member-of', audience: name } }) as const);
  const wheres = [group.where, audience.where].filter((where) => where !== undefined);
  return { ...group, where: { kind: 'and', parts: [member, ...rest, ...wheres] } };
}
