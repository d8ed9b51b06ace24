import { analyseCap } from '../src/caps/cap.js';
import type { Contact } from '../src/caps/types.js';
import { createProver } from '../src/conditions/prove.js';
import { createSizes } from '../src/conditions/sizes.js';
import { analyse } from '../src/compiler.js';
import type { Window } from '../src/model/types.js';

// 300 campaigns, 5,000 waves, 200 audiences, 6 caps: how long the worst-case analysis takes.
let state = 20_271_111;
const random = (below: number): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};

function audiences(): string {
  const lines = ['store s { timezone "Asia/Shanghai" currency CNY members 2_000_000 }', 'segments tier { '];
  for (let i = 0; i < 40; i++) lines.push(`  t${i} where count(order in last 365d) <= ${i} size 20_000`);
  lines.push('  rest otherwise size 200_000', '}');
  for (let i = 0; i < 160; i++)
    lines.push(
      `audience a${i} of tier.t${i % 40} { where age(last(order.at)) in ${10 + (i % 7) * 30}d .. ${39 + (i % 7) * 30}d and device is ${i % 2 === 0 ? 'mobile' : 'pc'} size 2_000 }`,
    );
  return lines.join('\n');
}

const { plan } = analyse([{ path: 'a.crm', text: audiences() }]);
const names = [...plan.audiences.keys()].filter((name) => /^(a\d|tier\.t)/.test(name)).slice(0, 200);
const channels = ['sms', 'email', 'push', 'wechat'];
const contacts: Contact[] = [];
for (let campaign = 0; contacts.length < 5000; campaign = (campaign + 1) % 300) {
  const start = 20_800 + ((campaign * 37) % 350);
  const day = start + random(15);
  const name = names[(campaign * 17 + random(3)) % names.length] ?? '';
  const instant = day * 86_400_000 + (8 + random(10)) * 3_600_000;
  contacts.push({
    id: `c${campaign}/w${contacts.length}/${day}`,
    wave: `c${campaign}/w${contacts.length}`,
    campaign: `c${campaign}`,
    channel: channels[random(4)] ?? 'sms',
    group: { include: [name], exclude: [], moment: `day ${start}`, momentDay: start },
    firstDay: day,
    lastDay: day,
    start: instant,
    end: instant,
  });
}
const rolling = (count: number): Window => ({ kind: 'rolling', duration: { count, unit: 'd' } });
/** Channels with the most contacts allowed, where hardly a limit is broken and where many are. */
const CAPS: readonly (readonly [channels: readonly string[], near: number, tight: number, window: Window])[] = [
  [['sms'], 60, 30, rolling(30)],
  [['email'], 80, 40, rolling(30)],
  [['push'], 40, 15, rolling(7)],
  [['push'], 80, 40, rolling(30)],
  [['wechat'], 80, 40, { kind: 'calendar', unit: 'month' }],
  [channels, 250, 90, rolling(30)],
];

/** Milliseconds and incidents of one analysis of all caps, with nothing proven before. */
function run(tight: boolean): { readonly time: number; readonly incidents: number } {
  const prover = createProver({ audiences: plan.audiences, facts: plan.facts, entities: plan.entities });
  const sizes = createSizes({ audiences: plan.audiences, facts: plan.facts, members: 2_000_000, prover });
  const start = performance.now();
  let incidents = 0;
  for (const [on, near, low, window] of CAPS) {
    const counted = contacts.filter((contact) => on.includes(contact.channel));
    incidents += analyseCap({ contacts: counted, limit: tight ? low : near, window, prover, sizes }).length;
  }
  return { time: performance.now() - start, incidents };
}

for (const tight of [false, true]) {
  const rounds = Array.from({ length: 7 }, () => run(tight));
  const times = rounds.map(({ time }) => Math.round(time));
  process.stdout.write(
    `${String(rounds[0]?.incidents ?? 0).padStart(3)} incidents: first ${times[0] ?? 0} ms, best ${Math.min(...times)} ms\n`,
  );
}
