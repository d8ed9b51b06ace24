import type { Schedule, ScheduleAudience, ScheduleClause, ScheduleCondition } from '../schedule/types.js';
import { isSame, reasonsOf, type Aspects } from './aspects.js';
import { pairByKey } from './pairs.js';
import type { Change, ChangeKind } from './types.js';

type Named<T> = T & { readonly id: string };

function namedOf<T extends object>(all: Readonly<Record<string, T>>): readonly Named<T>[] {
  return Object.entries(all).map(([id, item]) => ({ ...item, id }));
}

/** All that was added, removed or changed among things with ids. */
export function changesAmong<T extends { readonly id: string }>(
  kind: ChangeKind,
  before: readonly T[],
  after: readonly T[],
  aspects: Aspects<T>,
): readonly Change[] {
  const { both, removed, added } = pairByKey(before, after, ({ id }) => id);
  const changed = both.flatMap(([was, is]): readonly Change[] => {
    const reasons = reasonsOf(aspects, was, is);
    return reasons.length === 0 ? [] : [{ kind, address: is.id, action: 'changed', reasons }];
  });
  const alone = (items: readonly T[], action: 'added' | 'removed'): readonly Change[] =>
    items.map(({ id }) => ({ kind, address: id, action, reasons: [{ aspect: kind }] }));
  return [...alone(removed, 'removed'), ...alone(added, 'added'), ...changed].sort((a, b) => (a.address < b.address ? -1 : 1));
}

const AUDIENCE: Aspects<ScheduleAudience> = [
  ['condition', ({ of, from, condition }) => ({ of, from, condition })],
  ['snapshot', ({ asOf }) => asOf],
  ['size', ({ size }) => size],
  ['label', ({ label }) => label],
];

/**
 * The clauses of a schedule, as far as they can be compared with those of another one.
 * How many occurrences of an event a clause lists follows from the days a schedule spans: only lists that share none tell of another event.
 */
function clausesOf({ policy }: Schedule, other: Schedule): readonly ScheduleClause[] {
  const listed = new Map(other.policy.clauses.map(({ id, terms }) => [id, terms.days ?? []]));
  return policy.clauses.map((clause) => {
    const { days = [], ...terms } = clause.terms;
    const others = listed.get(clause.id) ?? [];
    const isOther = days.length > 0 && others.length > 0 && !days.some((each) => others.some((one) => isSame(each, one)));
    return isOther ? clause : { ...clause, terms };
  });
}

/** Changes of what campaigns refer to, and of the rules they were held against. */
export function declarationChanges(before: Schedule, after: Schedule): readonly Change[] {
  const named = <T extends object>(kind: ChangeKind, of: (schedule: Schedule) => Readonly<Record<string, T>>, aspects: Aspects<T>) =>
    changesAmong(kind, namedOf(of(before)), namedOf(of(after)), aspects);
  const store = reasonsOf<Schedule['store']>(
    [
      ['time zone', ({ timezone }) => timezone],
      ['currency', ({ currency }) => currency],
      ['members', ({ members }) => members],
      ['label', ({ label }) => label],
    ],
    before.store,
    after.store,
  );
  return [
    ...(store.length > 0 ? [{ kind: 'store', address: after.store.name, action: 'changed', reasons: store } as const] : []),
    ...changesAmong('clause', clausesOf(before, after), clausesOf(after, before), [
      ['terms', ({ terms }) => terms],
      ['channel', ({ channels }) => channels],
      ['policy', ({ policy, hard }) => ({ policy, hard })],
    ]),
    ...named('audience', ({ audiences }) => audiences, AUDIENCE),
    ...named('benefit', ({ benefits }) => benefits, [
      ['terms', ({ kind, terms }) => ({ kind, ...terms })],
      ['validity', ({ valid }) => valid],
      ['limit', ({ limit, perMember }) => ({ limit, perMember })],
      ['products', ({ products }) => products],
      ['stacking', ({ stacksWith }) => stacksWith],
      ['label', ({ label }) => label],
    ]),
    ...named('message', ({ messages }) => messages, [
      ['copy', ({ text, subject, body, bodyFile }) => ({ text, subject, body, bodyFile })],
      ['channel', ({ channel }) => channel],
      ['label', ({ label }) => label],
    ]),
    ...named('channel', ({ channels }) => channels, [
      ['consent', ({ requires }) => requires],
      ['rate', ({ rate }) => rate],
      ['cost', ({ cost }) => cost],
      ['confirmation', ({ confirm }) => confirm],
      ['kind', ({ kind, personal, groups, capacity }) => ({ kind, personal, groups, capacity })],
      ['label', ({ label }) => label],
    ]),
    ...named('metric', ({ metrics }) => metrics, [
      ['formula', ({ formula, type }) => ({ formula, type })],
      ['better', ({ better }) => better],
      ['label', ({ label }) => label],
    ]),
  ];
}

/** The audiences a condition refers to. */
function membersIn(condition: ScheduleCondition | null): readonly string[] {
  switch (condition?.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(membersIn);
    case 'not':
      return membersIn(condition.part);
    case 'member-of':
      return [condition.audience];
    case 'top':
      return [condition.of];
    default:
      return [];
  }
}

/** Declarations whose meaning differs between two schedules. */
export interface Redefined {
  /** Audiences that the named ones, or a condition, are made of, as far as their members are chosen otherwise. */
  readonly audiences: (names: readonly string[], where: ScheduleCondition | null) => readonly string[];
  readonly messages: ReadonlySet<string>;
  readonly benefits: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
}

/** What is in both schedules under one name, and means something else. */
export function redefinedIn(before: Schedule, after: Schedule): Redefined {
  const differing = <T>(
    was: Readonly<Record<string, T>>,
    is: Readonly<Record<string, T>>,
    meaning: (item: T) => unknown,
  ): ReadonlySet<string> =>
    new Set(
      Object.entries(is).flatMap(([name, item]) => {
        const old = was[name];
        return old !== undefined && !isSame(meaning(old), meaning(item)) ? [name] : [];
      }),
    );
  const own = differing(before.audiences, after.audiences, ({ of, from, condition, asOf }) => ({ of, from, condition, asOf }));
  const known = new Map<string, readonly string[]>();
  const madeOf = (name: string): readonly string[] => {
    const found = known.get(name);
    if (found) return found;
    known.set(name, []);
    const { of, condition } = after.audiences[name] ?? { of: null, condition: null };
    const parts = [...(of === null ? [] : [of]), ...membersIn(condition)].flatMap(madeOf);
    const all = [...new Set([...(own.has(name) ? [name] : []), ...parts])].sort();
    known.set(name, all);
    return all;
  };
  return {
    audiences: (names, where) => [...new Set([...names, ...membersIn(where)].flatMap(madeOf))].sort(),
    messages: differing(before.messages, after.messages, ({ label: _label, ...rest }) => rest),
    benefits: differing(before.benefits, after.benefits, ({ label: _label, ...rest }) => rest),
    channels: differing(before.channels, after.channels, ({ requires, personal, kind }) => ({ requires, personal, kind })),
  };
}
