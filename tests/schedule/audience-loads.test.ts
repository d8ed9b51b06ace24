import fc from 'fast-check';
import { expect, test } from 'vitest';
import { windowLoads } from '../../src/caps/loads.js';
import { analyse } from '../../src/compiler.js';
import { isoDay } from '../../src/model/calendar.js';
import { audienceLoads } from '../../src/sends/audience-loads.js';
import { countedBy } from '../../src/sends/caps.js';

const AUDIENCES = ['tier.low', 'tier.high', 'pc', 'phone', 'few', 'tagged'] as const;
const CAPS = ['2 per calendar month', '4 per rolling 10d', '9 per campaign', '1 per calendar day'] as const;

const base = (
  caps: readonly string[],
  clauses: readonly string[],
): string => `store s { timezone "Asia/Shanghai"  currency CNY  members 100_000 }
policy house {
${[...caps.map((cap) => `  cap sms ${cap}`), ...clauses].join('\n')}
}
channel sms { kind sms  cost 0.05元  rate 1_000 per 1s  requires sms_consent }
extend entity member { device one of pc, phone }
segments tier { low where count(order) < 3 size 50_000  high otherwise size 50_000 }
audience pc { where device is pc  size 40_000 }
audience phone { where device is phone  size 30_000 }
audience few of tier.low { where count(order) = 1  size 9_000 }
audience tagged { from "tag:x"  size 5_000 }
`;

interface WaveShape {
  readonly to: readonly string[];
  readonly except: string | undefined;
  readonly day: number;
}

const wave = fc.record({
  to: fc.uniqueArray(fc.constantFrom(...AUDIENCES), { minLength: 1, maxLength: 3 }),
  except: fc.option(fc.constantFrom(...AUDIENCES), { nil: undefined }),
  day: fc.integer({ min: 1, max: 56 }),
});

function campaigns(waves: readonly WaveShape[]): string {
  const lines = waves.map(({ to, except, day }, index) => {
    const names = to.filter((name) => name !== except);
    const date = isoDay(20_879 + day);
    return names.length === 0
      ? ''
      : `    wave w${index} via sms to ${names.join(', ')}${except === undefined ? '' : ` except ${except}`} { at ${date} 10:00 }`;
  });
  return `campaign c {\n  scope targeted\n  runs 2027-03-01 .. 2027-04-30\n  timing {\n${lines.join('\n')}\n  }\n}\n`;
}

/** What the same caps, limited to the audience by a clause of the policy, count at most in each month. */
function byClause(waves: readonly WaveShape[], audience: string): ReadonlyMap<string, number> {
  const text =
    base(
      [],
      CAPS.map((cap) => `  cap sms ${cap} for ${audience}`),
    ) + campaigns(waves);
  const { plan, contacts, prover, sizes } = analyse([{ path: 'p.crm', text }]);
  const found = new Map<string, number>();
  for (const active of plan.clauses) {
    const { clause } = active;
    if (clause.kind !== 'cap' || clause.for?.name !== audience) continue;
    for (const { most, windowTo } of windowLoads({ ...countedBy({ plan, contacts, prover, sizes }, active), window: clause.window })) {
      const key = `${active.id.replace(`/for-${audience}`, '')} ${isoDay(windowTo).slice(0, 7)}`;
      if (most > 0) found.set(key, Math.max(found.get(key) ?? 0, most));
    }
  }
  return found;
}

test('the load of an audience is what a cap for that audience would count', () => {
  fc.assert(
    fc.property(fc.array(wave, { minLength: 1, maxLength: 6 }), (waves) => {
      const { plan, contacts, prover, sizes } = analyse([{ path: 'p.crm', text: base(CAPS, []) + campaigns(waves) }]);
      const loads = audienceLoads({ plan, contacts, prover, sizes });
      const named = new Set(contacts.flatMap(({ group }) => group.include));
      for (const { audience } of loads) expect(named).toContain(audience);
      for (const audience of named) {
        const own = loads.filter((load) => load.audience === audience);
        expect(new Map(own.map(({ clause, month, most }) => [`${clause} ${month}`, most]))).toEqual(byClause(waves, audience));
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 60) },
  );
});
