import { expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';
import { scheduleOf } from '../../src/schedule.js';

/** Two audiences of which nobody says whether they share members. */
const plan = (second: string, fact = ''): string => `store demo "示例店" { timezone "Asia/Shanghai"  currency CNY  members 100_000 }
policy house extends retail {
  require steps none
  cap sms 1 per calendar month
  share sms over 1 at most 5% per campaign
}
audience fans { from "tag:fans"  size 10_000 }
audience friends { from "tag:friends"  size 8_000 }
${fact}
campaign spring {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  audience { to fans, friends }
  timing {
    wave first via sms to fans { at 2027-03-02 10:00 }
    wave second via sms to friends { at ${second} 10:00 }
  }
}
`;

function guards(text: string): Readonly<Record<string, unknown>> {
  const sources = [{ path: 'plan.crm', text }];
  const { sends } = scheduleOf(analyse(sources), sources, '0');
  return Object.fromEntries(sends.map((send) => [send.wave, send.guards]));
}

const size = (max: number): unknown => ({ clause: 'size', max });
const cap = { clause: 'cap/sms/calendar-month', verdict: 'possible', max: 1 };
const share = { clause: 'share/sms/campaign', verdict: 'possible', max: 1, members: 5_000 };
const gap = { clause: 'gap/sms', verdict: 'possible', least: '3d' };

test('what is not proven goes with the sends: caps and shares with each, a gap with the later one', () => {
  expect(guards(plan('2027-03-04'))).toEqual({ first: [cap, share, size(12_000)], second: [cap, gap, share, size(9_600)] });
});

test('far enough apart no gap is guarded', () => {
  expect(guards(plan('2027-03-05'))).toEqual({ first: [cap, share, size(12_000)], second: [cap, share, size(9_600)] });
});

test('a share that so few members keep is not guarded', () => {
  const fact = 'fact overlap fans, friends at most 5_000 because "名单核对"';
  expect(guards(plan('2027-03-05', fact))).toEqual({ first: [cap, size(12_000)], second: [cap, size(9_600)] });
});

test('what is proven needs no guard but the size', () => {
  const fact = 'fact disjoint fans, friends because "标签互斥"';
  expect(guards(plan('2027-03-04', fact))).toEqual({ first: [size(12_000)], second: [size(9_600)] });
});
