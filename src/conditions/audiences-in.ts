import type { Condition } from '../model/conditions.js';

/** The audiences a condition refers to. */
export function* audiencesIn(condition: Condition | undefined): Iterable<string> {
  switch (condition?.kind) {
    case 'and':
    case 'or':
      for (const part of condition.parts) yield* audiencesIn(part);
      break;
    case 'not':
      yield* audiencesIn(condition.part);
      break;
    case 'member-of':
      yield condition.audience;
      break;
    case 'top':
      yield condition.of;
      break;
    default:
  }
}
