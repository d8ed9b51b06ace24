import type { Sizes } from '../conditions/sizes.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import type { Sends } from '../sends/types.js';
import { lineStarts, positionAt, type Source } from '../text/source.js';
import type { Span } from '../text/span.js';
import type { Timeline } from '../timeline/types.js';
import type { Zone } from '../timeline/zone.js';
import type { FloorCase } from '../pricing/floors.js';
import type { AudienceLoad } from '../sends/audience-loads.js';
import type { CapLoad } from '../sends/caps.js';
import type { Unproven } from '../sends/possible.js';
import type { Estimate } from '../costs/estimate.js';
import type { SourcePlace } from './types.js';

/** What writing a schedule needs: the analysis, and the texts for lines. */
export interface ScheduleContext {
  readonly plan: ResolvedPlan;
  readonly timeline: Timeline;
  readonly sends: Sends;
  readonly sizes: Sizes;
  readonly zone: Zone;
  /** The worst load of each cap, by the id of the wave. */
  readonly loads: ReadonlyMap<string, readonly CapLoad[]>;
  /** How much a member of each audience may get. */
  readonly audienceLoads: readonly AudienceLoad[];
  /** The lowest prices that offers reach. */
  readonly prices: readonly FloorCase[];
  /** Gaps and shares that may be broken, by the id of the wave. */
  readonly unproven: ReadonlyMap<string, readonly Unproven[]>;
  /** By the name of the campaign. */
  readonly estimates: ReadonlyMap<string, Estimate>;
  readonly place: (span: Span) => SourcePlace;
}

/** Where spans stand, as file and line. */
export function sourcePlaces(sources: readonly Source[]): (span: Span) => SourcePlace {
  const texts = new Map(sources.map((source) => [source.path, source.text]));
  const starts = new Map<string, readonly number[]>();
  return ({ file, start }) => {
    let lines = starts.get(file);
    if (!lines) starts.set(file, (lines = lineStarts(texts.get(file) ?? '')));
    return { file, line: positionAt(lines, start).line };
  };
}
