import type { Bounds } from '../model/conditions.js';
import { audiencesOf } from './audiences.js';
import { askClasses, askEachClass } from './classes.js';
import { createItems, type Item, type Items } from './items.js';
import type { Heaviest, Weighted } from './heaviest.js';
import { finished, type Steps } from '../text/steps.js';
import { neighboursInSteps } from './neighbours.js';
import { membersOver } from './over.js';
import { createSure, type Sure } from './sure.js';
import type { CapAnalysis, CapFinding, Contact } from './types.js';
import { stretchesOf, type Entry, type Stretch } from './windows.js';
import { createWorst } from './worst.js';
import { weightOf, worstFirst } from './worst-first.js';

/**
 * Where members get, or may get, more than a limit allows in a window, the worst first.
 * One finding per incident: none shares a wave with one before it. What is violated comes before what is possible.
 */
export function analyseCap(analysis: CapAnalysis): readonly CapFinding[] {
  const [first = [], ...more] = askClasses(analysis, questionOf(analysis), (each) => finished(analyseTogether(each)));
  return more.length === 0 ? first : [first, ...more].flat().sort(byWeight);
}

/** Does the work of `analyseCap` in small steps, where it remembers what was found. */
export function prepareCap(analysis: CapAnalysis): Iterable<void> {
  return askEachClass(analysis, questionOf(analysis), analyseTogether);
}

const questionOf = ({ limit, window }: CapAnalysis): readonly unknown[] => ['cap', limit, window];

/** What is violated comes first, then the heaviest, then the earliest. */
function byWeight(a: CapFinding, b: CapFinding): number {
  if (a.verdict !== b.verdict) return a.verdict === 'violated' ? -1 : 1;
  return b.count - a.count || a.windowFrom - b.windowFrom || (firstId(a) < firstId(b) ? -1 : 1);
}

const firstId = ({ contacts }: CapFinding): string => contacts[0]?.id ?? '';

function* analyseTogether(analysis: CapAnalysis): Steps<readonly CapFinding[]> {
  const items = createItems(analysis, analysis.once);
  yield;
  const stretches = stretchesOf(analysis, analysis.window, items).filter((stretch) => weightOf(stretch.entries) > analysis.limit);
  if (stretches.length === 0) return [];
  const neighbours = yield* neighboursInSteps(items, stretches, analysis.sizes);
  yield;
  const weigh = createWeigher(items);
  const taken = new Set<string>();
  const { limit } = analysis;
  const findings: CapFinding[] = [];

  const sure = createSure(items, neighbours, analysis.sizes);
  const findSure = (entries: readonly Entry[]): Sure | undefined => sure(weigh(entries), limit, requiredOf(entries, analysis));
  for (const { stretch, entries, found } of worstFirst(stretches, limit, taken, findSure, (found) => found)) {
    const { atLeast, ...rest } = described(stretch, entries, found.items, found.weight);
    add({ verdict: 'violated', ...rest, audiences: found.audiences, atLeast: Math.max(atLeast, found.low) });
  }

  yield;
  const worst = createWorst(items, neighbours);
  const estimate = (entries: readonly Entry[]): Heaviest | undefined => {
    const parts = worst.split(weigh(entries));
    return worst.bound(parts) > limit ? worst.estimate(parts, requiredOf(entries, analysis)) : undefined;
  };
  const confirm = (found: Heaviest, entries: readonly Entry[]): Heaviest =>
    worst.confirm(found, weigh(entries), requiredOf(entries, analysis));
  for (const { stretch, entries, found } of worstFirst(stretches, limit, taken, estimate, confirm)) {
    add({ verdict: 'possible', ...described(stretch, entries, found.items, found.weight), atLeast: 0 });
  }
  return findings;

  function add(finding: CapFinding): void {
    findings.push(finding);
    for (const { wave } of finding.contacts) taken.add(wave);
  }

  function described(stretch: Stretch, entries: readonly Entry[], chosen: readonly Weighted[], count: number): Omit<CapFinding, 'verdict'> {
    const contacts = contactsOf(entries, chosen);
    const { low, high } = concerned(membersOver(stretch.entries, limit, analysis), stretch.entries, analysis);
    return {
      count,
      limit,
      windowFrom: stretch.from,
      windowTo: stretch.to,
      contacts,
      audiences: audiencesOf(contacts, analysis.prover),
      atLeast: low,
      ...(high !== undefined && { atMost: high }),
    };
  }
}

/** Where only some contacts are asked about: those above the limit who get one of them. */
function concerned(over: Bounds, entries: readonly Entry[], analysis: CapAnalysis): Bounds {
  const required = requiredOf(entries, analysis);
  if (!required) return over;
  const highs = [...required].map(({ sized }) => analysis.sizes.overlapBounds(sized).high ?? Infinity);
  const high = Math.min(
    over.high ?? Infinity,
    highs.reduce((total, one) => total + one, 0),
  );
  return high === Infinity ? { low: 0 } : { low: 0, high };
}

/** Turns entries into weighted items: the same members meet all entries of an item. */
function createWeigher(items: Items): (entries: readonly Entry[]) => readonly Weighted[] {
  const counts = new Float64Array(items.size);
  /** An item mostly has the weight it had before. */
  const latest = new Array<Weighted | undefined>(items.size).fill(undefined);
  const weightedOf = (item: Item, weight: number): Weighted => {
    const known = latest[item.index];
    return known?.weight === weight ? known : (latest[item.index] = { item, weight });
  };
  return (entries) => {
    const found: Item[] = [];
    for (const { item, count } of entries) {
      const before = counts[item.index] as number;
      if (before === 0) found.push(item);
      counts[item.index] = item.once === undefined ? before + count : 1;
    }
    const weighted = found.map((item) => weightedOf(item, counts[item.index] as number));
    for (const { index } of found) counts[index] = 0;
    return weighted;
  };
}

function requiredOf(entries: readonly Entry[], { mustInclude }: CapAnalysis): ReadonlySet<Item> | undefined {
  return mustInclude && new Set(entries.filter(({ contact }) => mustInclude(contact)).map(({ item }) => item));
}

function contactsOf(entries: readonly Entry[], chosen: readonly Weighted[]): readonly Contact[] {
  const wanted = new Set(chosen.map(({ item }) => item));
  const contacts: Contact[] = [];
  for (const { contact, item } of entries) {
    if (!wanted.has(item)) continue;
    contacts.push(contact);
    if (item.once !== undefined) wanted.delete(item);
  }
  // A search that gave up may know a bound, but no set that reaches it.
  if (contacts.length === 0) contacts.push(...entries.map(({ contact }) => contact));
  return contacts.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
}
