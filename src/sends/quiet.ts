import { clausesOf } from '../model/clauses.js';
import type { ActiveClause, Plan, ResolvedChannel } from '../model/plan.js';
import type { ClockRange } from '../model/types.js';
import type { Span } from '../text/span.js';
import { inQuiet, nextQuietStart } from '../timeline/quiet.js';
import { resolvePolicyEvents } from '../timeline/timeline.js';
import type { DayRange, Instant, ZonedMoment } from '../timeline/types.js';
import type { Zone } from '../timeline/zone.js';
import type { AddressedWave } from './types.js';

/** A time when a channel must not begin to send: some hours of each day, or whole days. */
export type Ban =
  | {
      readonly kind: 'quiet';
      readonly range: ClockRange;
      readonly days?: readonly DayRange[];
      readonly span: Span;
      readonly clause?: ActiveClause;
    }
  | {
      readonly kind: 'blackout';
      readonly event: string;
      /** What people call it. */
      readonly label: string;
      readonly days: readonly DayRange[];
      readonly span: Span;
      readonly clause: ActiveClause;
    };

/** Quiet hours bind marketing and care; service and transactional messages may go out at any time. */
export function isBound(wave: AddressedWave): boolean {
  return wave.class === 'marketing' || wave.class === 'care';
}

/** The bans of a channel on the days of a range: the policy's quiet hours and blackouts, and the channel's own quiet hours beside them. */
export function bansOf(plan: Plan, channel: ResolvedChannel, days: DayRange): readonly Ban[] {
  const bans: Ban[] = channel.declaration.quiet
    ? [{ kind: 'quiet', range: channel.declaration.quiet, span: channel.declaration.quiet.span }]
    : [];
  for (const active of [...clausesOf(plan, 'quiet'), ...clausesOf(plan, 'blackout')]) {
    const { clause } = active;
    if (!active.channels.includes(channel.name)) continue;
    const during = clause.during && resolvePolicyEvents(plan, clause.during, days, () => undefined);
    if (clause.kind === 'quiet' && clause.range)
      bans.push({ kind: 'quiet', range: clause.range, ...(during && { days: during }), span: clause.span, clause: active });
    if (clause.kind === 'blackout' && during)
      bans.push({
        kind: 'blackout',
        event: clause.during.ref.name,
        label: plan.events.get(clause.during.ref.name)?.label?.value ?? clause.during.ref.name,
        days: during,
        span: clause.span,
        clause: active,
      });
  }
  return bans;
}

const onDays = (day: number, days: readonly DayRange[] | undefined): boolean =>
  days === undefined || days.some((range) => day >= range.from && day <= range.to);

export function isBanned(moment: Pick<ZonedMoment, 'day' | 'clock'>, ban: Ban): boolean {
  return ban.kind === 'blackout' ? onDays(moment.day, ban.days) : onDays(moment.day, ban.days) && inQuiet(moment.clock, ban.range);
}

/** The first instant after a moment outside of the ban at which the ban begins; infinite where it never does. */
export function nextBan(moment: ZonedMoment, ban: Ban, zone: Zone): Instant {
  if (ban.kind === 'blackout') {
    const next = ban.days.filter((range) => range.from > moment.day).map((range) => range.from);
    return next.length > 0 ? zone.nearest(Math.min(...next), 0).instant : Infinity;
  }
  if (ban.days === undefined) {
    const start = nextQuietStart(moment.day, moment.clock, ban.range);
    return zone.nearest(start.day, start.clock).instant;
  }
  let best = Infinity;
  for (const days of ban.days) {
    for (const day of [moment.day, moment.day + 1, days.from]) {
      if (day < days.from || day > days.to || day < moment.day) continue;
      const clock = day === moment.day ? moment.clock : 0;
      const start = nextQuietStart(day, clock, ban.range);
      if (start.day <= days.to) best = Math.min(best, zone.nearest(start.day, start.clock).instant);
    }
  }
  return best;
}
