import type { Schedule } from 'crm-lang/schedule';
import type { Member, Members } from '../members/member.js';
import type { Instant, Zone } from '../time/zone.js';

/** Everything conditions look at. Complete before they are asked, so that asking is plain computing. */
export interface World {
  readonly zone: Zone;
  readonly audiences: Schedule['audiences'];
  /** The members as they were at a moment. */
  readonly members: (asOf: Instant) => Members;
  /** Whether a member received, opened, … `target`, as far as is known at the send. */
  readonly outcome: (outcome: string, target: string, member: Member) => boolean;
  /** When the last send of a wave began; nothing while none has. */
  readonly sentAt: (wave: string) => Instant | undefined;
}
