import { createItems } from './items.js';
import { membersOver } from './over.js';
import type { Analysis, ShareFinding } from './types.js';
import type { Window } from '../model/types.js';
import { stretchesOf } from './windows.js';

export interface ShareAnalysis extends Analysis {
  /** Members with more contacts than this are counted. */
  readonly over: number;
  readonly window: Window;
}

/** In each window where any member may get more than `over` contacts: how many members do, at least and at most. The largest first. */
export function analyseShare(analysis: ShareAnalysis): readonly ShareFinding[] {
  const items = createItems(analysis);
  const findings: ShareFinding[] = [];
  for (const { from, to, entries } of stretchesOf(analysis, analysis.window, items)) {
    const { low, high } = membersOver(entries, analysis.over, analysis);
    if (high === 0) continue;
    const contacts = entries.map(({ contact }) => contact).sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
    findings.push({ windowFrom: from, windowTo: to, low, ...(high !== undefined && { high }), contacts });
  }
  return findings.sort((a, b) => (b.high ?? Infinity) - (a.high ?? Infinity) || b.low - a.low || a.windowFrom - b.windowFrom);
}
