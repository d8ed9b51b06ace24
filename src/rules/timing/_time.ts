import type { ClockTime } from '../../model/literals.js';
import type { Located, Wave } from '../../model/types.js';

/** The time of the day at which a wave sends, where it names just one: another can be put in its place. */
export function onlyTime({ at }: Wave): Located<ClockTime> | undefined {
  const [when] = at;
  return at.length === 1 && when && when.kind !== 'after-each' ? when.time : undefined;
}
