import type { Group } from './conditions.js';

/** Everybody in an audience, whatever the moment. */
export function wholeAudience(name: string): Group {
  return { include: [name], exclude: [], moment: 'any', momentDay: 0 };
}
