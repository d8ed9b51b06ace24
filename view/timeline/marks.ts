import type { FindingView, Place } from '../../src/timeline-view/types.js';
import type { Entry } from './entries.js';
import type { Placed } from './lanes.js';

/** What there is more to know of. */
export type Subject =
  | { readonly kind: 'wave'; readonly id: string }
  /** For members of an audience where one is named. */
  | { readonly kind: 'cap'; readonly id: string; readonly audience?: string }
  | { readonly kind: 'campaign'; readonly name: string };

export interface Mark extends Placed {
  /** Stays the same while the plan is edited. */
  readonly key: string;
  readonly kind: 'send' | 'bar' | 'many' | 'phase' | 'activity' | 'deadline' | 'runs' | 'load';
  readonly width: number;
  /** From the top of its row, in pixels. */
  readonly top: number;
  readonly text: string;
  /** All there is to know, for the pointer and for screen readers. */
  readonly title: string;
  /** Of findings, or how near a cap is. */
  readonly tone: string;
  readonly at?: Place;
  readonly subject?: Subject;
  /** What it stands for, where that is several. */
  readonly entries?: readonly Entry[];
}

export interface Row {
  readonly key: string;
  readonly section: 'channels' | 'caps' | 'campaigns';
  readonly label: string;
  readonly hint: string;
  readonly title: string;
  readonly height: number;
  /** Of its marks; see `timeline.css`. */
  readonly colour: string;
  /** Of findings. */
  readonly tone: string;
  readonly at?: Place;
  readonly subject?: Subject;
  readonly marks: readonly Mark[];
  /** Whether the rows below it that belong to it are shown, where it has some. */
  readonly isOpen?: boolean;
  /** It belongs to the one above. */
  readonly isPart?: true;
}

/** Of a row with its name and a hint, in pixels. */
export const LEAST_HEIGHT = 38;
/** Of a lane of marks. */
export const LANE = 22;
export const PAD = 5;
export const DOT = 12;
export const MOST_LANES = 6;
/** Of bands in rows of campaigns. */
export const BAND = 18;

export function toneOf(findings: readonly FindingView[]): '' | 'error' | 'warning' | 'waived' {
  if (findings.some(({ level, verdict }) => level === 'error' || (level !== 'waived' && verdict === 'violated'))) return 'error';
  if (findings.some(({ level, verdict }) => level === 'warning' || (level === 'info' && verdict !== undefined))) return 'warning';
  return findings.some(({ level }) => level === 'waived') ? 'waived' : '';
}
