import type * as ast from '../../syntax/generated/ast.js';
import type { AstNode, Reference } from 'langium';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Problem } from '../../diagnostics/problem.js';
import { spanFrom, type Span } from '../../text/span.js';
import { lengthInDays } from '../calendar.js';
import { ZERO } from '../exact.js';
import type { Duration } from '../literals.js';
import { STEPS, type Clause, type ClauseBase, type Located, type Policy, type Ref } from '../types.js';
import {
  checkOnce,
  choiceOf,
  dateOf,
  declared,
  durationOf,
  factorOf,
  integerOf,
  moneyOf,
  percentOf,
  reasonOf,
  refOf,
  refsOf,
  spanOf,
  spanOfProperty,
  timeOf,
  wordOf,
  type Draft,
  type Lowering,
} from './context.js';
import { PLATFORMS, PURPOSES } from './activities.js';
import { lowerWindow } from './windows.js';

export const COPY_ITEMS = ['signature', 'unsubscribe'] as const;
const LEVELS = ['error', 'warning', 'info', 'off'] as const;

interface ScopedNode extends AstNode {
  readonly during?: Reference | undefined;
  readonly year?: string | undefined;
  readonly for?: Reference | undefined;
}

function scopeOf(c: Lowering, node: ScopedNode): Pick<ClauseBase, 'during' | 'for'> {
  const during = refOf(c, node.during);
  const year = integerOf(c, node, 'year', node.year, 1000);
  const audience = refOf(c, node.for);
  return { ...(during && { during: { ref: during, ...(year && { year }) } }), ...(audience && { for: audience }) };
}

/** A lead is a difference of dates: whole days or weeks. */
function daysOf(c: Lowering, node: AstNode, property: string, image: string | undefined): Located<Duration> | undefined {
  const duration = durationOf(c, node, property, image);
  if (!duration || duration.value.unit === 'd' || duration.value.unit === 'w') return duration;
  c.report({
    rule: 'invalid-literal',
    span: duration.span,
    message: {
      en: `\`${String(image)}\` cannot stand here: the distance is counted in days of the calendar. Write whole days, such as \`3d\`.`,
      zh: `这里不能写“${String(image)}”：间隔按日历天数计算。请写整天数，例如“3d”。`,
    },
  });
  return undefined;
}

function noHours(span: Span): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: 'Hours that end when they begin are none. For the whole day write `00:00 .. 24:00`, for none write `none`.',
      zh: '起止时间相同的时段没有意义。全天请写 00:00 .. 24:00，取消请写 none。',
    },
  };
}

function backwards(span: Span, from: string, to: string): Problem {
  return {
    rule: 'invalid-literal',
    span,
    message: {
      en: `The range runs backwards. Write \`${to} .. ${from}\`.`,
      zh: `范围前后颠倒，请写“${to} .. ${from}”。`,
    },
  };
}

function channelsOf(c: Lowering, references: readonly Reference[]): { channels: readonly Ref[]; any: boolean } {
  const refs = refsOf(c, references);
  return { channels: refs.filter((ref) => ref.name !== 'any'), any: refs.some((ref) => ref.name === 'any') };
}

function lowerClause(c: Lowering, node: ast.Clause): Clause | undefined {
  const body = node.body;
  const span = spanOf(c, node);
  if (!body) return undefined;
  const base: ClauseBase = { hard: node.hard, removed: 'removed' in body && body.removed, span };
  switch (body.$type) {
    case 'CapClause': {
      const limit = base.removed ? { value: 0 } : integerOf(c, body, 'limit', body.limit);
      const window = lowerWindow(c, body.window);
      return limit && window && { ...base, ...scopeOf(c, body), kind: 'cap', ...channelsOf(c, body.channels), limit: limit.value, window };
    }
    case 'GapClause': {
      const duration = base.removed ? { value: { count: 1, unit: 'd' as const } } : durationOf(c, body, 'duration', body.duration);
      return duration && { ...base, ...scopeOf(c, body), kind: 'gap', ...channelsOf(c, body.channels), duration: duration.value };
    }
    case 'ShareClause': {
      const over = body.over === undefined ? { value: 1 } : integerOf(c, body, 'over', body.over);
      const share = base.removed ? { value: ZERO } : percentOf(c, body, 'share', body.share);
      const members = integerOf(c, body, 'members', body.members);
      const window = body.window ? lowerWindow(c, body.window) : { kind: 'campaign' as const };
      return (
        over &&
        share &&
        window && {
          ...base,
          ...scopeOf(c, body),
          kind: 'share',
          ...channelsOf(c, body.channels),
          over: over.value,
          share: share.value,
          window,
          ...(members && { whenMembersOver: members.value }),
        }
      );
    }
    case 'QuietClause': {
      const from = timeOf(c, body, 'from', body.from);
      const to = timeOf(c, body, 'to', body.to, true);
      if (!base.removed && (!from || !to)) return undefined;
      if (from && to && from.value === to.value) {
        c.report(noHours(spanFrom(from.span, { end: to.span.end })));
        return undefined;
      }
      return {
        ...base,
        ...scopeOf(c, body),
        kind: 'quiet',
        ...channelsOf(c, body.channels),
        ...(from && to && { range: { from: from.value, to: to.value, span } }),
      };
    }
    case 'BlackoutClause': {
      const scope = scopeOf(c, body);
      if (!base.removed && !scope.during) {
        c.report({
          rule: 'syntax-error',
          span,
          message: {
            en: 'A blackout needs its days: add `during EVENT`, or `none` to remove it.',
            zh: '禁发期要写明日期：请加 during 事件，或写 none 取消。',
          },
        });
        return undefined;
      }
      return { ...base, ...scope, kind: 'blackout', ...channelsOf(c, body.channels) };
    }
    case 'FloorClause': {
      const factor = base.removed ? { value: ZERO } : factorOf(c, body, 'factor', body.factor);
      return factor && { ...base, kind: 'floor', factor: factor.value, on: refsOf(c, body.on), exceptProducts: refsOf(c, body.except) };
    }
    case 'DiscountsClause': {
      const limit = base.removed ? { value: 0 } : integerOf(c, body, 'limit', body.limit);
      const window = lowerWindow(c, body.window);
      return limit && window && { ...base, kind: 'discounts', limit: limit.value, window };
    }
    case 'SegmentClause':
    case 'CommunityClause': {
      const limit = base.removed ? { value: 0 } : integerOf(c, body, 'limit', body.limit);
      return limit && { ...base, kind: body.$type === 'SegmentClause' ? 'segment' : 'community', limit: limit.value };
    }
    case 'CapacityClause': {
      const limit = base.removed ? { value: 0 } : integerOf(c, body, 'limit', body.limit, 1);
      return limit && { ...base, kind: 'capacity', limit: limit.value, channels: refsOf(c, body.channels) };
    }
    case 'PrizeClause': {
      const limit = moneyOf(c, body, 'limit', body.limit);
      if (!limit && !base.removed) return undefined;
      return { ...base, kind: 'prize', ...(limit && { limit: limit.value }) };
    }
    case 'LeadClause': {
      const lead = refOf(c, body.lead);
      const before = refOf(c, body.before);
      const from = base.removed ? { value: { count: 1, unit: 'd' as const } } : daysOf(c, body, 'from', body.from);
      const to = base.removed ? from : daysOf(c, body, 'to', body.to);
      if (!base.removed && from && to && lengthInDays(from.value) > lengthInDays(to.value)) {
        const span = { ...spanOfProperty(c, body, 'from'), end: spanOfProperty(c, body, 'to').end };
        c.report(backwards(span, String(body.from), String(body.to)));
        return undefined;
      }
      return lead && before && from && to && { ...base, kind: 'lead', lead, before, from: from.value, to: to.value };
    }
    case 'LiveClause': {
      const live = lowerLive(c, body, base);
      return live && live.subjects.length > 0 ? live : undefined;
    }
    case 'RequireClause':
      return lowerRequire(c, body, base);
    case 'LevelClause': {
      const rule = wordOf(c, body, 'rule', body.rule);
      const level = choiceOf(c, body, 'level', body.level, LEVELS, { en: 'level', zh: '级别' });
      return rule && level && { ...base, kind: 'level', rule, level: level.value };
    }
  }
}

const SECONDS = { s: 1, min: 60, h: 3600, d: 86_400, w: 604_800, mo: 2_678_400, y: 31_622_400 };
const secondsOf = ({ count, unit }: Duration): number => count * SECONDS[unit];

const LIVE_WORDS = {
  any: { en: 'platform or purpose of a livestream', zh: '直播平台或目的' },
  platform: { en: 'platform of a livestream', zh: '直播平台' },
  purpose: { en: 'purpose of a livestream', zh: '直播目的' },
};

/** Platforms have a length, purposes their hours. */
function lowerLive(c: Lowering, node: ast.LiveClause, base: ClauseBase): Extract<Clause, { kind: 'live' }> | undefined {
  const subjectsOf = <T extends string>(of: readonly T[], what: Localized): readonly T[] =>
    node.subjects.flatMap((word, index) => choiceOf(c, node, 'subjects', word, of, what, index)?.value ?? []);
  if (base.removed) return { ...base, kind: 'live', subjects: subjectsOf([...PLATFORMS, ...PURPOSES], LIVE_WORDS.any) };
  const least = durationOf(c, node, 'least', node.least);
  if (node.opens !== undefined) {
    const subjects = subjectsOf(PURPOSES, LIVE_WORDS.purpose);
    const [from, to] = [timeOf(c, node, 'opens', node.opens), timeOf(c, node, 'closes', node.closes, true)];
    if (!from || !to) return undefined;
    if (from.value === to.value) {
      c.report(noHours(spanFrom(from.span, { end: to.span.end })));
      return undefined;
    }
    const range = { from: from.value, to: to.value, span: spanFrom(from.span, { end: to.span.end }) };
    return { ...base, kind: 'live', subjects, slot: { range, ...(least && { least: least.value }) } };
  }
  const subjects = subjectsOf(PLATFORMS, LIVE_WORDS.platform);
  const [from, to] = [least ?? durationOf(c, node, 'from', node.from), durationOf(c, node, 'to', node.to)];
  if (from && to && secondsOf(from.value) > secondsOf(to.value)) {
    c.report(backwards(spanFrom(from.span, { end: to.span.end }), String(node.from), String(node.to)));
    return undefined;
  }
  return from && { ...base, kind: 'live', subjects, length: { from: from.value, ...(to && { to: to.value }) } };
}

function lowerRequire(c: Lowering, node: ast.RequireClause, base: ClauseBase): Clause | undefined {
  const removed = node.items.length === 1 && node.items[0] === 'none';
  if (removed)
    return node.steps
      ? { ...base, removed, kind: 'require-steps', steps: [] }
      : {
          ...base,
          removed,
          kind: 'require-copy',
          items: COPY_ITEMS.map((value) => ({ value, span: base.span })),
          channels: refsOf(c, node.channels),
        };
  if (node.steps) {
    const steps = node.items.flatMap(
      (item, index) => choiceOf(c, node, 'items', item, STEPS, { en: 'step of a plan', zh: '策划步骤' }, index) ?? [],
    );
    return { ...base, kind: 'require-steps', steps };
  }
  const [step] = node.items;
  if (step !== undefined && (STEPS as readonly string[]).includes(step)) {
    const span = spanOfProperty(c, node, 'items');
    const place = spanFrom(span, { end: span.start });
    c.report({
      rule: 'syntax-error',
      span,
      message: {
        en: `\`${step}\` is a step of a plan: write \`require steps ${step}\`.`,
        zh: `“${step}”是策划步骤：请写“require steps ${step}”。`,
      },
      fixes: [{ title: { en: 'Write `require steps`', zh: '改为“require steps”' }, safe: true, edits: [{ span: place, text: 'steps ' }] }],
    });
    return undefined;
  }
  const items = node.items.flatMap(
    (item, index) => choiceOf(c, node, 'items', item, COPY_ITEMS, { en: 'part of a message', zh: '消息要素' }, index) ?? [],
  );
  return { ...base, kind: 'require-copy', items, channels: refsOf(c, node.channels) };
}

export function lowerPolicy(c: Lowering, node: ast.Policy): Policy | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.parts);
  const policy: Draft<Policy> = {
    ...base,
    kind: 'policy',
    extends: [],
    clauses: node.clauses.flatMap((clause) => lowerClause(c, clause) ?? []),
  };
  if (policy.clauses.length < node.clauses.length || c.isBroken(base.span)) policy.isUnread = true;
  for (const part of node.parts) {
    if (part.$type === 'PolicyExtends') policy.extends = refsOf(c, part.policies);
    else if (part.$type === 'PolicyAsOf') {
      const asOf = dateOf(c, part, 'date', part.date);
      if (asOf) policy.asOf = asOf;
    } else {
      const source = reasonOf(c, part, 'value', part.value);
      if (source) policy.source = source;
    }
  }
  return policy;
}
