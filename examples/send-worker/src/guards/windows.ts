import { Refusal } from '../refusal.js';
import { isInDays, milliseconds, readDuration } from '../time/durations.js';
import { calendarUnit, windowStart, type CalendarUnit, type Day, type Instant, type Zone } from '../time/zone.js';

/** The window of a clause as it stands at one moment: what contacts it counts. Days are those of the store. */
export type OpenWindow =
  /** Whole local days, both included. */
  | { readonly kind: 'days'; readonly from: Day; readonly to: Day; readonly rolling: boolean }
  /** Instants later than this. */
  | { readonly kind: 'instants'; readonly after: Instant }
  | { readonly kind: 'campaign' };

const UNITS: ReadonlySet<string> = new Set<CalendarUnit>(['day', 'week', 'month', 'quarter', 'year']);

/**
 * The window that ends with a contact at `now`. Contacts come one after the other, so that of all windows that hold the new one
 * this is the fullest. `text`: `rolling 30d`, `rolling 12h`, `calendar month`, `campaign`.
 */
export function openWindow(text: string, now: Instant, zone: Zone): OpenWindow {
  const [kind, rest = ''] = text.split(' ');
  if (kind === 'campaign' && rest === '') return { kind: 'campaign' };
  const today = zone.dayOf(now);
  if (kind === 'calendar' && UNITS.has(rest)) return { kind: 'days', ...calendarUnit(today, rest as CalendarUnit), rolling: false };
  if (kind === 'rolling') {
    const length = readDuration(rest);
    if (!isInDays(length)) return { kind: 'instants', after: now - milliseconds(length) };
    return { kind: 'days', from: windowStart(today, length), to: today, rolling: true };
  }
  throw new Refusal(`This worker does not know the window "${text}".`);
}
