import { createProver } from '../../src/conditions/prove.js';
import { createSizes } from '../../src/conditions/sizes.js';
import type { Contact } from '../../src/caps/types.js';
import type { Group } from '../../src/model/conditions.js';
import type { ResolvedAudience } from '../../src/model/plan.js';
import type { Fact } from '../../src/model/types.js';
import { audience, byName, ENTITIES } from '../conditions/plan.js';

/** Small plans for the tests of this folder. */

const DAY = 86_400_000;

export const day = (text: string): number => Date.parse(`${text}T00:00Z`) / DAY;

export const list = (name: string, size?: number | readonly [number, number], of = 'everyone'): ResolvedAudience =>
  audience(name, { from: name, of, ...(size !== undefined && { size }) });

export function ground(audiences: readonly ResolvedAudience[], facts: readonly Fact[] = [], members = 1000) {
  const input = { audiences: byName(audiences), facts };
  const prover = createProver({ ...input, entities: ENTITIES });
  return { prover, sizes: createSizes({ ...input, members, prover }) };
}

export function groupOf(include: readonly string[], campaign: string, options: Partial<Group> = {}): Group {
  return { include, exclude: [], moment: campaign, momentDay: 20_000, ...options };
}

/** A send of `campaign/wave` to audiences, on a day or from one to another, at an hour of UTC. */
export function send(
  id: string,
  to: readonly string[],
  from: string | number,
  options: Partial<Contact> & { readonly hour?: number; readonly until?: string | number } = {},
): Contact {
  const [campaign, name] = id.includes('/') ? (id.split('/') as [string, string]) : ['c', id];
  const number = (one: string | number): number => (typeof one === 'number' ? one : day(one));
  const { hour = 10, until = from, ...rest } = options;
  return {
    id: `${campaign}/${name}/${from}`,
    wave: `${campaign}/${name}`,
    campaign,
    channel: 'sms',
    group: groupOf(to, campaign),
    firstDay: number(from),
    lastDay: number(until),
    start: number(from) * DAY + hour * 3_600_000,
    end: number(until) * DAY + hour * 3_600_000,
    ...rest,
  };
}
