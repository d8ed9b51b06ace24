import type { Plan } from '../model/plan.js';
import type { CalendarUnit, Clause } from '../model/types.js';
import { milliseconds } from '../timeline/durations.js';
import type { DayRange } from '../timeline/types.js';
import type { ScheduleContext } from './context.js';

const DAY = 86_400_000;
const LONGEST: Readonly<Record<CalendarUnit, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };

/**
 * The days on which a contact may count together with one of the plan: those of campaigns and sends,
 * and the longest window before and after them. Nothing for a project that plans nothing.
 */
export function countedDays({ plan, timeline, sends, zone }: ScheduleContext): DayRange | undefined {
  const planned: DayRange[] = [
    ...[...timeline.campaigns.values()].flatMap(({ runs }) => runs ?? []),
    ...sends.sends.map(({ occurrence, end }) => ({ from: occurrence.day, to: zone.toLocal(end).day })),
    // Quiet hours hold back what is set off for up to a day.
    ...sends.triggered.flatMap(({ timeline: { trigger } }) => (trigger ? { from: trigger.from.day, to: trigger.until.day + 1 } : [])),
  ];
  const [first] = planned;
  if (!first) return undefined;
  const around = longestWindow(plan);
  return {
    from: planned.reduce((least, { from }) => Math.min(least, from), first.from) - around,
    to: planned.reduce((most, { to }) => Math.max(most, to), first.to) + around,
  };
}

/** In days. */
function longestWindow(plan: Plan): number {
  return Math.max(0, ...plan.clauses.map(({ clause }) => daysOf(clause)));
}

function daysOf(clause: Clause): number {
  if (clause.kind === 'gap') return Math.ceil(milliseconds(clause.duration) / DAY);
  if (clause.kind !== 'cap' && clause.kind !== 'share') return 0;
  const { window } = clause;
  switch (window.kind) {
    case 'rolling':
      return Math.ceil(milliseconds(window.duration) / DAY);
    case 'calendar':
      return LONGEST[window.unit];
    case 'campaign':
      return 0;
  }
}
