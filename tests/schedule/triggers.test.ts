import { expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { scheduleOf } from '../../src/schedule.js';

const PLAN = `store s { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
event pause on 2027-03-10 .. 2027-03-12
policy house {
  require steps none
  level unknown-history off
  quiet sms 21:00 .. 08:00
  quiet sms 19:00 .. 10:00 during womens_day
  blackout sms during pause
}
channel sms { kind sms  cost 0.05元  rate 100 per 1s  requires sms_consent }
audience fans { from "tag:fans"  size 100 }
audience loyal { from "tag:loyal"  size 10 }
campaign spring {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave thanks via sms to fans { at 2h after each order where status is paid and in loyal  at most 1 per rolling 7d }
  }
}
`;

test('a trigger knows when its channel is quiet, on which days it is closed, and whom its condition names', () => {
  const sources = [{ path: 'plan.crm', text: PLAN }];
  const analysis = analyse(sources);
  expect(analysis.diagnostics.filter(({ level }) => level === 'error')).toEqual([]);
  const { triggers, audiences } = scheduleOf(analysis, sources, '0');
  expect(triggers[0]?.quiet).toEqual([
    { from: '21:00', to: '08:00', days: null },
    { from: '19:00', to: '10:00', days: [['2027-03-08', '2027-03-08']] },
  ]);
  expect(triggers[0]?.blackouts).toEqual([['2027-03-10', '2027-03-12']]);
  expect(Object.keys(audiences)).toEqual(['everyone', 'fans', 'loyal']);
});
