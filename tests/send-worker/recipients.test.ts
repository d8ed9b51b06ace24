import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardedSizes } from '../../examples/send-worker/src/begin.js';
import type { World } from '../../examples/send-worker/src/conditions/world.js';
import type { Member } from '../../examples/send-worker/src/members/member.js';
import { hashOf, inOrder } from '../../examples/send-worker/src/select/order.js';
import { heldOut, placesOf, recipientsOf } from '../../examples/send-worker/src/select/recipients.js';
import { createZone } from '../../examples/send-worker/src/time/zone.js';
import type { AddressedMembers, ScheduleBatch, ScheduleCampaign, ScheduleSend } from '../../src/schedule/types.js';

/** Members whose lists say everything: an audience is a list of its own name. */
const NAMES = ['a', 'b', 'c', 'd'];
const AS_OF = '2027-03-20T00:00:00+08:00';

function worldOf(members: readonly Member[]): World {
  const all = new Map(members.map((one) => [one.id, one]));
  const audience = { label: '', size: [0, null], of: null, condition: null, asOf: null } as const;
  return {
    zone: createZone('Asia/Shanghai'),
    audiences: Object.fromEntries(NAMES.map((name) => [name, { ...audience, from: name }])),
    members: () => all,
    outcome: () => false,
    sentAt: () => undefined,
  };
}

const names = fc.subarray(NAMES);
const members = fc
  .uniqueArray(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), { maxLength: 60 })
  .chain((ids) => fc.tuple(...ids.map((id) => names.map((lists): Member => ({ id, attributes: {}, lists })))))
  .map((all): readonly Member[] => all);

function addressed(include: readonly string[], exclude: readonly string[], percent?: number, of: string | null = null): AddressedMembers {
  const holdout = percent === undefined ? null : { percent, of, salt: '双十一' };
  return { include, exclude, require: [], where: null, asOf: AS_OF, holdout };
}

function campaignOf(include: readonly string[], exclude: readonly string[]): Pick<ScheduleCampaign, 'name' | 'asOf' | 'audience'> {
  const audience = { include, exclude: [{ audiences: exclude, because: null }], holdout: null, size: [0, null] } as const;
  return { name: '双十一', asOf: AS_OF, audience };
}

describe('the order of holdouts and batches', () => {
  test('is that of SHA-256 over the UTF-8 bytes of salt, slash and member id', () => {
    expect(hashOf('双十一', 'm0001')).toBe(createHash('sha256').update(Buffer.from('双十一/m0001', 'utf8')).digest('hex'));
    // printf spring/m001 | sha256sum
    expect(hashOf('spring', 'm001')).toBe('41b972db683e131a23153fd338a6b81781827e5c0bfb48b74000993e6886bbcd');
    expect(inOrder('spring', ['m001', 'm002', 'm003', 'm004'])).toEqual(['m001', 'm003', 'm002', 'm004']);
  });
});

test('who is in one of the audiences and in none of the excluded is in exactly one batch or held out', () => {
  fc.assert(
    fc.property(
      members,
      names,
      names,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
      (all, include, exclude, percent, limit) => {
        const world = worldOf(all);
        const campaign = campaignOf(include, exclude);
        const batch = (index: number, of: number): ScheduleBatch => ({
          index,
          of,
          limit,
          salt: '双十一',
          order: 'sha256(salt, member id)',
        });
        const audience = addressed(include, exclude, percent);
        const meant = all.filter(
          ({ lists = [] }) => lists.some((one) => include.includes(one)) && !lists.some((one) => exclude.includes(one)),
        );
        const held = heldOut({ percent, of: null, salt: '双十一' }, campaign, world);
        expect(held.size).toBe(Math.floor((meant.length * percent) / 100));

        const recipients = recipientsOf(audience, batch(1, 1), campaign, world);
        const of = Math.max(1, Math.ceil(recipients.length / limit));
        const batches = Array.from({ length: of }, (_, index) => {
          const { from, to } = placesOf(batch(index + 1, of), recipients.length);
          return recipients.slice(from, to);
        });
        expect(batches.every((batch) => batch.length <= limit)).toBe(true);
        expect([...held, ...batches.flat()].sort()).toEqual(meant.map(({ id }) => id).sort());
        const lowest = [...meant].map(({ id }) => hashOf('双十一', id)).sort()[held.size - 1] ?? '';
        expect([...held].every((id) => hashOf('双十一', id) <= lowest)).toBe(true);
      },
    ),
  );
});

test('a holdout of a named audience takes its share of that audience, whoever is excluded', () => {
  fc.assert(
    fc.property(members, names, names, fc.constantFrom(...NAMES), (all, include, exclude, of) => {
      const world = worldOf(all);
      const held = heldOut({ percent: 12.5, of, salt: '双十一' }, campaignOf(include, exclude), world);
      const size = all.filter(({ lists = [] }) => lists.includes(of)).length;
      expect(held.size).toBe(Math.floor(size / 8));
      const recipients = recipientsOf(addressed(include, exclude, 12.5, of), null, campaignOf(include, exclude), world);
      expect(recipients.some((id) => held.has(id))).toBe(false);
    }),
  );
});

describe('the guard of the size', () => {
  const batch = (index: number, of: number, limit: number, max: number): ScheduleSend =>
    ({
      id: `c/w/2027-03-21/${index}`,
      batch: { index, of, limit, order: '' },
      guards: [{ clause: 'size', max }],
    }) as unknown as ScheduleSend;
  const batches = [batch(1, 3, 100, 120), batch(2, 3, 100, 120), batch(3, 3, 100, 60)];

  test('lets through what the plan expects, and a fifth more', () => {
    expect(guardedSizes(batches, 0)).toBeUndefined();
    expect(guardedSizes(batches, 250)).toBeUndefined();
    expect(guardedSizes(batches, 260)).toBeUndefined();
  });

  test('counts with the last batch all who are left', () => {
    expect(guardedSizes(batches, 261)).toBe('c/w/2027-03-21/3 has 61 recipients; more than 60 are a mistake.');
    expect(guardedSizes(batches, 1_000)).toBe('c/w/2027-03-21/3 has 800 recipients; more than 60 are a mistake.');
  });

  test('of a send without batches counts everybody', () => {
    const whole = { ...batch(1, 1, 1, 12), batch: null };
    expect(guardedSizes([whole], 12)).toBeUndefined();
    expect(guardedSizes([whole], 13)).toBe('c/w/2027-03-21/1 has 13 recipients; more than 12 are a mistake.');
  });
});
