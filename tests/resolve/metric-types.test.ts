import { expect, test } from 'vitest';
import { analyse } from '../../src/compiler.js';

const plan = (target: string): string => `store demo "示例店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
policy house extends retail { require steps none }
metric share_of_cost = cost / sales
metric spent_each = (cost + 100 * cost) / orders
campaign spring {
  scope storewide
  runs 2027-03-01 .. 2027-03-31
  goal { ${target} }
}
`;

function told(target: string): readonly string[] {
  const { diagnostics } = analyse([{ path: 'plan.crm', text: plan(target) }]);
  return diagnostics.filter(({ rule }) => rule === 'type-mismatch').map(({ message }) => `${message.en}\n${message.zh}`);
}

test.each([
  'sales >= 5_000元',
  'orders >= 300',
  'watch_time >= 12min',
  'returning_share >= 50%',
  'units_per_order >= 1.8',
  'roi >= 8',
  'average_order_value >= 700元',
  'share_of_cost <= 5%',
  'spent_each <= 3元',
])('%s', (target) => {
  expect(told(target)).toEqual([]);
});

test.each(['sales >= 50%', 'orders >= 1.5', 'watch_time >= 12', 'returning_share >= 50元', 'spent_each <= 3', 'share_of_cost <= 85折'])(
  'not %s',
  (target) => {
    expect(told(target)).toHaveLength(1);
  },
);

test('both languages say what the metric is', () => {
  expect(told('average_order_value >= 700')).toMatchInlineSnapshot(`
    [
      "\`average_order_value\` is an amount of money, such as \`5_000元\`; this is a whole number.
    “average_order_value”是金额，例如“5_000元”；这里写的是整数。",
    ]
  `);
});
