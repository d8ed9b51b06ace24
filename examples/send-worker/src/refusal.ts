/** What this worker must not or cannot do. The text tells an operator what, why, and what to do about it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** For the `default` of a switch over what a schedule may hold: a kind that came after this worker was written. */
export function unknownKind(what: string, value: never): never {
  throw new Refusal(`This worker does not know the ${what} ${JSON.stringify(value)}. Update the worker before you load this schedule.`);
}
