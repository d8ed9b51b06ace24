import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { analyse } from '../../../src/compiler.js';
import type { Schedule } from '../../../src/schedule/types.js';
import { compileText } from '../../support/projects.js';

/** A small store for the tests: its members, its plans, and whom they mean, said a second time and as plainly as can be. */

export interface Person {
  readonly id: string;
  readonly level: 'v1' | 'v2' | 'v3' | 'v4';
  readonly isNew: boolean;
  readonly isStaff: boolean;
  readonly consents: boolean;
}

/** Always the same members. */
export function people(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => {
    const dice = createHash('sha256').update(`person ${index}`).digest();
    return {
      id: `m${String(index + 1).padStart(4, '0')}`,
      level: (['v1', 'v2', 'v3', 'v4'] as const)[(dice[0] ?? 0) % 4] ?? 'v1',
      isNew: (dice[1] ?? 0) % 5 === 0,
      isStaff: (dice[2] ?? 0) % 20 === 0,
      consents: (dice[3] ?? 0) % 10 !== 0,
    };
  });
}

export function writeMembers(file: string, all: readonly Person[]): void {
  const rows = all.map(({ id, level, isNew, isStaff, consents }) =>
    [id, `Name ${id}`, `${id}@example.com`, level, isNew ? '2027-02-01' : '2024-05-01', String(consents), isStaff ? 'tag:staff' : ''].join(
      ',',
    ),
  );
  fs.writeFileSync(file, `id,name,email,level,registered,email_consent,lists\n${rows.join('\n')}\n`);
}

/** The text of the schedule of a plan with these waves, as the compiler writes it. */
export function scheduleText(members: number, waves: string, clauses = ''): string {
  const text = `
    store tea_house "Leaf Tea" { timezone "Asia/Shanghai"  currency CNY  members ${members} }
    policy house extends retail { require steps none  cap email 3 per calendar day  ${clauses} }
    channel email "Email" { kind email  rate 30 per 1min  requires email_consent }
    channel flash "Flash" { kind email  rate 8 per 1min  requires email_consent  quiet 11:00 .. 12:00 }
    role lead "Lead"
    event fair "Tea fair" on 2027-03-21 .. 2027-03-23
    audience regulars { where level in v2 .. v4  size 1 .. ${members} }
    audience newcomers { where registered >= 2027-01-01  size 1 .. ${members} }
    audience staff { from "tag:staff"  size 1 .. ${members} }
    message mail for email { subject "Tea for {name}"  body "It is here." }
    message other_mail for email { subject "Other tea for {name}"  body "It is here, too." }
    message flash_mail for flash { subject "Quick, {name}"  body "Until eleven." }
    campaign spring {
      scope targeted
      runs 2027-03-20 .. 2027-04-05
      audience { to regulars, newcomers  except staff because "They know"  holdout 10% }
      timing { ${waves} }
    }`;
  const sources = [{ path: 'plan.crm', text }];
  return compileText(analyse(sources), sources);
}

export function schedule(members: number, waves: string): Schedule {
  return JSON.parse(scheduleText(members, waves)) as Schedule;
}

const hash = (id: string): string => createHash('sha256').update(`spring/${id}`).digest('hex');

/** In the order of batches. */
export function ordered(all: readonly Person[]): readonly Person[] {
  return [...all].sort((a, b) => (hash(a.id) < hash(b.id) ? -1 : 1));
}

/** Whom the campaign never contacts: a tenth of its audience. */
export function heldOut(all: readonly Person[]): ReadonlySet<string> {
  const base = ordered(all.filter((one) => (isRegular(one) || one.isNew) && !one.isStaff));
  return new Set(base.slice(0, Math.floor(base.length / 10)).map(({ id }) => id));
}

export const isRegular = ({ level }: Person): boolean => level !== 'v1';

/** Whom a wave of the campaign addresses, in the order of batches, before consent. */
export function addressed(all: readonly Person[], to: (one: Person) => boolean): readonly Person[] {
  const held = heldOut(all);
  return ordered(all.filter((one) => to(one) && !one.isStaff && !held.has(one.id)));
}
