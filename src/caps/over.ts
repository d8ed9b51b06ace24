import type { Bounds, Group } from '../model/conditions.js';
import { pieceOf } from './audiences.js';
import type { Analysis } from './types.js';
import type { Entry } from './windows.js';

/** One audience of one or more contacts, and the contacts that each of its members surely gets. */
interface Piece {
  readonly group: Group;
  readonly sized: readonly Group[];
  readonly entries: readonly Entry[];
  readonly bounds: Bounds;
}

/** Entries, each once, and how often they count together. */
class Met {
  private readonly entries: Set<Entry>;
  total: number;

  constructor(before?: Met) {
    this.entries = new Set(before?.entries);
    this.total = before?.total ?? 0;
  }

  has(entry: Entry): boolean {
    return this.entries.has(entry);
  }

  add(entries: readonly Entry[]): this {
    for (const entry of entries) {
      if (this.entries.has(entry)) continue;
      this.entries.add(entry);
      this.total += entry.count;
    }
    return this;
  }
}

/** Larger windows are only bounded by their sums. */
const MOST_PIECES = 30;
const MOST_ENTRIES = 40;
const MOST_STEPS = 200;

/** How many members get more than `over` of the contacts: at least the low, at most the high, where it is known. */
export function membersOver(entries: readonly Entry[], over: number, analysis: Pick<Analysis, 'prover' | 'sizes'>): Bounds {
  const { sizes } = analysis;
  const total = entries.reduce((sum, { count }) => sum + count, 0);
  if (total <= over) return { low: 0, high: 0 };
  const sums = [sizes.members, bySum(entries, over, analysis), total - 1 === over ? ofAll(entries, analysis) : undefined];
  const pieces = entries.length > MOST_ENTRIES ? undefined : piecesOf(entries, analysis);
  const low = pieces ? surelyOver(pieces, over, analysis) : 0;
  const cover = pieces && covering(pieces, over, analysis);
  const highs = [...sums, cover].filter((high) => high !== undefined);
  return highs.length === 0 ? { low } : { low, high: Math.max(low, Math.min(...highs)) };
}

/** Everybody above the limit uses up more contacts than it allows. */
function bySum(entries: readonly Entry[], over: number, { sizes }: Pick<Analysis, 'sizes'>): number | undefined {
  let sum = 0;
  for (const { item, count } of entries) {
    const high = sizes.overlapBounds(item.sized).high;
    if (high === undefined) return undefined;
    sum += high * count;
  }
  return Math.floor(sum / (over + 1));
}

/** Where every contact is needed, all must meet in one member. */
function ofAll(entries: readonly Entry[], { sizes }: Pick<Analysis, 'sizes'>): number | undefined {
  return sizes.overlapBounds(entries.flatMap(({ item }) => item.sized)).high;
}

function piecesOf(entries: readonly Entry[], { prover, sizes }: Pick<Analysis, 'prover' | 'sizes'>): readonly Piece[] | undefined {
  const groups = new Map<string, { readonly group: Group; readonly sized: readonly Group[] }>();
  for (const { item } of entries) {
    const { group, sized } = item;
    for (const name of group.include) {
      const piece = pieceOf(group, name);
      if (!prover.empty(piece))
        groups.set(prover.identity(piece), { group: piece, sized: sized.map((one, at) => (at === 0 ? pieceOf(one, name) : one)) });
    }
  }
  if (groups.size > MOST_PIECES) return undefined;
  const items = [...new Set(entries.map(({ item }) => item))];
  return [...groups.values()].map(({ group, sized }) => {
    const around = new Set(items.filter((item) => prover.within(group, item.group)));
    return { group, sized, entries: entries.filter(({ item }) => around.has(item)), bounds: sizes.overlapBounds(sized) };
  });
}

/** How often the entries that are sure to come count. */
function surelyMet(pieces: readonly Piece[]): number {
  const met = new Met();
  for (const { entries } of pieces) met.add(entries.filter(({ contact }) => !contact.trigger));
  return met.total;
}

/** Pieces that share nobody and surely get more than the limit add up. */
function surelyOver(pieces: readonly Piece[], over: number, { prover, sizes }: Pick<Analysis, 'prover' | 'sizes'>): number {
  const certain = pieces.filter((piece) => surelyMet([piece]) > over);
  const chosen: Piece[] = [];
  for (const piece of [...certain].sort((a, b) => b.bounds.low - a.bounds.low)) {
    if (piece.bounds.low > 0 && chosen.every((other) => prover.disjoint(piece.group, other.group))) chosen.push(piece);
  }
  const apart = chosen.reduce((total, { bounds }) => total + bounds.low, 0);
  return Math.max(apart, largestShared(pieces, over, sizes));
}

/** Two pieces too large to be apart, that together get more than the limit. */
function largestShared(pieces: readonly Piece[], over: number, sizes: Analysis['sizes']): number {
  let most = 0;
  pieces.forEach((a, index) => {
    for (const b of pieces.slice(index + 1)) {
      if (a.bounds.low + b.bounds.low <= most) continue;
      if (surelyMet([a, b]) > over) most = Math.max(most, sizes.overlapBounds([...a.sized, ...b.sized]).low);
    }
  });
  return most;
}

/** The size of a set of pieces of which everybody above the limit is in one: from the largest on, those are left out without which nobody can be. */
function covering(pieces: readonly Piece[], over: number, { prover, sizes }: Pick<Analysis, 'prover' | 'sizes'>): number | undefined {
  const left: Piece[] = [];
  const cover: Piece[] = [];
  const bySize = [...pieces].sort((a, b) => (b.bounds.high ?? Infinity) - (a.bounds.high ?? Infinity));
  for (const piece of bySize) (mayExceed(piece, left, over, prover) ? cover : left).push(piece);
  let total = 0;
  for (const { bounds } of outermost(cover, prover)) {
    if (bounds.high === undefined) return undefined;
    total += bounds.high;
  }
  return sizes.members === undefined ? total : Math.min(total, sizes.members);
}

/** Without the pieces that lie within others, alone or several of one kind together. */
function outermost(pieces: readonly Piece[], prover: Analysis['prover']): readonly Piece[] {
  let kept = pieces;
  for (const piece of pieces.toReversed()) {
    const others = kept.filter((other) => other !== piece);
    const unions = new Map<string, Group>();
    for (const { group } of others) {
      const { moment, sendMoment = moment, exclude, where } = group;
      const key = `${moment} ${sendMoment} ${exclude.join(',')} ${where ? group.include[0] : ''}`;
      unions.set(key, { ...group, include: [...(unions.get(key)?.include ?? []), ...group.include] });
    }
    if ([...unions.values()].some((union) => prover.within(piece.group, union))) kept = others;
  }
  return kept;
}

/** Whether a member of the piece and of others that are left may get more than the limit through them. */
function mayExceed(piece: Piece, left: readonly Piece[], over: number, prover: Analysis['prover']): boolean {
  let steps = 0;
  const extend = (chosen: readonly Piece[], met: Met, others: readonly Piece[]): boolean => {
    steps += 1;
    if (steps > MOST_STEPS) return true;
    if (met.total > over) return chosen.length < 3 || prover.satisfiable(chosen.map(({ group }) => group));
    const adding = others.filter(({ entries }) => entries.some((entry) => !met.has(entry)));
    const reach = new Met(met);
    for (const { entries } of adding) reach.add(entries);
    if (reach.total <= over) return false;
    return adding.some((next, index) => {
      const following = adding.slice(index + 1).filter((other) => !prover.disjoint(other.group, next.group));
      return extend([...chosen, next], new Met(met).add(next.entries), following);
    });
  };
  const others = left.filter((other) => !prover.disjoint(other.group, piece.group));
  return extend([piece], new Met().add(piece.entries), others);
}
