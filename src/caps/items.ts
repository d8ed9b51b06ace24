import type { Prover } from '../conditions/prove.js';
import type { Group } from '../model/conditions.js';
import { pieceOf } from './audiences.js';
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
  /** Whether a member may be in all of them. */
  together(items: readonly Item[]): boolean;
  /** So many members surely belong to it, whatever audience the clause is limited to. */
  low(item: Item): number;
  /** Whether it may be related to items of other moments. */
  timeless(item: Item): boolean;
  place(item: Item): Place;
}

/** Equal numbers are equal kinds, moments and sends. */
export interface Place {
  readonly kind: number;
  readonly moment: number;
  readonly send: number;
}

/** Kinds beyond this are not kept in tables. */
const LARGEST_KIND = 1_500;

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
  const places = [...byIdentity.values()].map(({ group }) => placeOf(group, prover));
  const tables = tablesOf(prover);
  const lows = new Array<number | undefined>(places.length).fill(undefined);
  const timeless = new Array<boolean | undefined>(places.length).fill(undefined);

  const bases = [...byIdentity.values()].map(({ group }) => {
    const base = prover.base(group);
    return base && { group: base, place: placeOf(base, prover) };
  });

  function proven(table: (Int8Array | undefined)[], a: Item, b: Item, prove: () => boolean): boolean {
    return known(table, places[a.index] as Place, places[b.index] as Place, prove);
  }

  /** What is drawn from audiences that are apart is apart: those are compared once for all that is drawn from them. */
  function basesApart(a: Item, b: Item): boolean {
    const [x, y] = [bases[a.index], bases[b.index]];
    if (!x || !y || x.place.kind === y.place.kind) return false;
    return known(tables.apart, x.place, y.place, () => prover.disjoint(x.group, y.group));
  }

  function known(table: (Int8Array | undefined)[], x: Place, y: Place, prove: () => boolean): boolean {
    if (x.kind >= LARGEST_KIND || y.kind >= LARGEST_KIND) return prove();
    const row = (table[x.kind] ??= new Int8Array(LARGEST_KIND * 4));
    const at = y.kind * 4 + (x.moment === y.moment ? 1 : 0) + (x.send === y.send ? 2 : 0);
    if (row[at] === 0) row[at] = prove() ? 1 : -1;
    return row[at] === 1;
  }

  return {
    size: places.length,
    pieces: (item) => piecesOf.get(item) ?? [],
    of: (contact) => ofContact.get(contact),
    apart: (a, b) =>
      (a.once !== undefined && a.once === b.once) ||
      basesApart(a, b) ||
      proven(tables.apart, a, b, () => prover.disjoint(a.group, b.group)),
    inside: (a, b) => proven(tables.inside, a, b, () => prover.within(a.group, b.group)),
    together: (items) => prover.satisfiable(items.map(({ group }) => group)),
    low({ index, sized }) {
      return (lows[index] ??= sizes.overlapBounds(sized).low);
    },
    timeless: ({ index, group }) => (timeless[index] ??= prover.timeless(group)),
    place: ({ index }) => places[index] as Place,
  };
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

interface Tables {
  /** By kind, then kind and which moments are equal: 1 proven, -1 not. */
  readonly apart: (Int8Array | undefined)[];
  readonly inside: (Int8Array | undefined)[];
  readonly texts: Map<string, number>;
}

const tablesOfProver = new WeakMap<Prover, Tables>();

/** What was proven of kinds of groups, for all analyses with one prover. */
function tablesOf(prover: Prover): Tables {
  const known = tablesOfProver.get(prover);
  if (known) return known;
  const tables: Tables = { apart: [], inside: [], texts: new Map() };
  tablesOfProver.set(prover, tables);
  return tables;
}

function placeOf(group: Group, prover: Prover): Place {
  const { texts } = tablesOf(prover);
  const number = (text: string): number => {
    const known = texts.get(text) ?? texts.size;
    texts.set(text, known);
    return known;
  };
  return { kind: prover.kind(group), moment: number(group.moment), send: number(group.sendMoment ?? group.moment) };
}
