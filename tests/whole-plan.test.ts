import fs from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { analyse, type AnalyseOptions } from '../src/compiler.js';
import type { Diagnostic } from '../src/diagnostics/diagnostic.js';
import { readLedger } from '../src/ledger/read.js';
import { RULES } from '../src/rules/generated/index.js';
import type { Source } from '../src/text/source.js';
import { compileText, edited, folderOf, problems, readProject } from './support/projects.js';

/** The plan of the language's reference, one slip of the pen at a time. */
const PLAN = readProject('tests/whole-plan');

test('the plan has no error and no warning', () => {
  expect(problems(PLAN)).toEqual([]);
});

test('it compiles to its schedule', () => {
  const file = path.join(folderOf('tests/whole-plan'), 'schedule.json');
  const text = compileText(analyse(PLAN), PLAN);
  if (process.env.UPDATE !== undefined) fs.writeFileSync(file, text);
  expect(text).toBe(fs.readFileSync(file, 'utf8'));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(fs.readFileSync(folderOf('dist/schedule.schema.json'), 'utf8')) as object,
  );
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors, undefined, 2)).toBe(true);
});

interface Slip {
  /** What stands in the plan, and what stands there instead; what is only put is added at the end. */
  readonly edits: readonly (readonly [find: string, put: string] | readonly [add: string])[];
  readonly now?: string;
  /** What was sent before is not known; else nothing was. */
  readonly noLedger?: true;
}

const slip = (...edits: Slip['edits']): Slip => ({ edits });
const SCOPE = '  scope targeted\n';
const REVIEW = PLAN[0]?.text.slice(PLAN[0].text.indexOf('\n  review {'), -2) ?? '';
const MIDNIGHT_OFFER = '      offer gift_box\n      by crm_lead\n';
const offered = (benefit: string, name: string, ...more: Slip['edits']): Slip =>
  slip([benefit], [MIDNIGHT_OFFER, `      offer gift_box, ${name}\n      by crm_lead\n`], ...more);

const MIDNIGHT = '    activity midnight ';
const LIVE = '    activity show "直播" livestream { ';
const live = (rest: string): Slip => slip([MIDNIGHT, `${LIVE}at 2026-11-05 20:00 ${rest}  host crm_lead }\n${MIDNIGHT}`]);

/** For each rule the smallest slip that breaks it and nothing else. */
const SLIPS: Readonly<Record<string, Slip>> = {
  'ambiguous-policy': slip(['policy second "另一套规矩" extends retail { cap sms 2 per rolling 30d }']),
  'contradictory-fact': slip(['fact overlap loyal_d11, everyone at most 900 because "抄错了"']),
  'cyclic-reference': slip(['at 2026-11-03 10:30', 'at warm_mail + 2d 10:30']),
  'duplicate-name': slip(['role cs_lead "客服组长"']),
  'invalid-literal': slip(['due 2026-10-15', 'due 2026-10-5']),
  'missing-store': slip(['store second "分店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }']),
  'syntax-error': slip(['owner cs_lead', 'ownr cs_lead']),
  'type-mismatch': slip(['returning_share >= 50%', 'returning_share >= 50元']),
  'unknown-name': slip(['owner cs_lead', 'owner cs_led']),

  'impossible-time': slip(['event payday "发薪日" on every month day 31']),
  'missing-step': slip([REVIEW, '']),
  'outside-phase': slip(['      message d11_sms\n', '      message d11_sms\n      during finale\n']),
  'outside-run': slip(['"蓄水期" 2026-10-20', '"蓄水期" 2026-10-19']),
  'overlapping-phases': slip(['2026-11-01 .. 2026-11-08', '2026-11-01 .. 2026-11-09']),
  'unknown-history': { edits: [], noLedger: true },
  'outdated-pack': { edits: [['  level outdated-pack off\n', '']], now: '2026-10-12' },
  'past-send': { edits: [], now: '2026-10-16' },

  'audience-not-covered': slip(['via wecom to unpaid', 'via wecom to lifecycle.deep']),
  'community-too-large': slip(['channel vip_group "会员群" { kind group  groups 2  capacity 151 }']),
  'empty-audience': slip(['no(order since warm_sms)', 'not opened(warm_mail)']),
  'group-above-platform': slip(
    ['  cap sms 3 per rolling 30d\n', '  cap sms 3 per rolling 30d\n  capacity at most 100 for group\n'],
    ['channel vip_group "会员群" { kind group  groups 2  capacity 101 }'],
  ),
  'segment-too-large': slip(['      link short\n      split by 30_000', '      link short\n      split by 30_001']),
  'shadowed-segment': slip(['where recency <= 365d', 'where recency <= 180d']),
  'storewide-not-everyone': slip(['scope targeted', 'scope storewide'], ['to loyal_d11, unpaid, lifecycle.recent', 'to everyone']),
  'targeted-same-offer': slip(['to loyal_d11, unpaid, lifecycle.recent', 'to everyone']),
  'unknown-size': slip(['  size 40_000 .. 43_000\n', '']),
  'unreached-audience': slip(['to loyal_d11, unpaid, lifecycle.recent', 'to loyal_d11, unpaid, lifecycle.recent, lifecycle.never']),
  'unused-declaration': slip(['role intern "实习生"']),

  'cap-exceeded': slip(['  cap sms 3 per rolling 30d\n', '  cap sms 3 per rolling 30d\n  cap sms, email 1 per rolling 30d\n']),
  'discounts-too-often': slip(['  cap sms 3 per rolling 30d\n', '  cap sms 3 per rolling 30d\n  discounts 0 per calendar month\n']),
  'gap-too-short': slip(['at 2026-11-03 10:30', 'at 2026-11-03 10:30, 2026-11-05 10:30']),
  'share-exceeded': slip(['  cap sms 3 per rolling 30d\n', '  cap sms 3 per rolling 30d\n  share sms over 0 at most 10% per campaign\n']),
  'unlimited-trigger': slip(['      at most 1 per rolling 7d\n', '']),

  'dispatch-overrun': slip(['at 2026-11-03 10:30', 'at 2026-11-03 20:00']),
  'missing-lead': slip(['at warm_sms - 2d 10:00', 'at warm_sms - 1d 10:00']),
  'quiet-hours': slip(['at 2026-11-03 10:30', 'at 2026-11-03 08:59']),

  'benefit-not-valid': slip(['valid 2026-11-11', 'valid 2026-11-02']),
  'discount-below-floor': slip(['reduce 40元 over 300元', 'reduce 40元 over 250元']),
  'discount-scope': slip(
    ['benefit newcomer_price "新会员86折" discount { price 86折  valid 2026-11-11 }'],
    [
      '    wave pay_reminder ',
      '    wave low_level "普通会员" via wechat to lifecycle.recent { where level is v1  at 2026-11-04 10:00  offer newcomer_price }\n' +
        '    wave high_level "高级会员" via wechat to lifecycle.recent { where level is v4  at 2026-11-04 10:00 }\n\n    wave pay_reminder ',
    ],
  ),
  'price-ladder': offered('benefit ladder "阶梯价" tiered_price { from 1 95折  from 100 95折  on traffic_items }', 'ladder'),
  'prize-too-high': offered('benefit draw "开年抽奖" lottery { prize "旅行" 1 worth 50_001元 }', 'draw', [
    'budget 28万元',
    'budget 33万元',
  ]),
  'short-supply': offered('benefit badge "徽章" gift { worth 5元  limit 100 }', 'badge'),
  'unbounded-discount': slip(['reduce 40元 over 300元', 'reduce 1元']),
  'undelivered-benefit': slip(
    ['benefit postage "包邮" free_shipping'],
    ['    offer d11_coupon, gift_box\n', '    offer d11_coupon, gift_box, postage\n'],
  ),

  'live-length': live('for 3h  platform mini_mall'),
  'live-slot': slip([MIDNIGHT, `${LIVE}at 2026-11-05 14:00 for 2h  platform mini_mall  purpose sales  host crm_lead }\n${MIDNIGHT}`]),
  'long-rundown': live('for 2h  platform mini_mall  rundown { "讲解" 150min }'),

  'long-message': slip(['双十一满300减40券已到账,{link}', '您的双十一满300减40专属优惠券已经到账,请在十一月十一日零点后使用,{link}']),
  'message-for-other-channel': slip(['message recall_note for wecom', 'message recall_note for push']),
  'missing-consent': slip(['channel vip_sms "VIP 短信" { kind sms  cost 0.045元 }']),
  'missing-signature': slip(['"【伊米妮】{name}', '"{name}']),
  'missing-unsubscribe': slip(['{link} 拒收请回复R', '{link}']),
  'promotion-in-service': slip(['      as care\n', '      as service\n      link main\n'], ['需要帮忙吗?', '需要帮忙吗? {link}']),
  'silent-offer': slip(['body "满300减40,11 月', 'body "11 月']),
  'unknown-placeholder': slip(['subject "{name}', 'subject "{nmae}']),
  'wrong-link': slip(['      link short\n', '']),

  'late-material': slip(['due 2026-10-15', 'due 2026-11-02']),
  'over-budget': slip(['budget 28万元', 'budget 27万元']),
  'repeat-without-budget': slip(['    budget 28万元\n', ''], ['at 2026-11-03 10:30', 'at 2026-11-03 10:30, 2026-11-10 10:30']),
  'unknown-cost': slip(['  worth 12元\n', '']),

  'early-review': slip(['on end + 7d by crm_lead', 'on end + 2d by crm_lead']),
  'inconsistent-targets': slip(
    ['    sales >= 480万元\n', '    sales >= 480万元\n    orders >= 2万\n    average_order_value >= 200元\n'],
    ['metrics sales,', 'metrics sales, orders,'],
  ),
  'unmeasured-goal': slip(['metrics sales, returning_share', 'metrics returning_share']),
  'unowned-risk': slip(['      owner cs_lead\n', '']),

  'expired-waiver': {
    edits: [
      [REVIEW, ''],
      [SCOPE, `${SCOPE}  waive missing-step because "复盘另行安排" by crm_lead until 2026-10-11\n`],
    ],
    now: '2026-10-12',
  },
  'forbidden-waiver': slip([SCOPE, `${SCOPE}  waive prize-too-high because "奖品已采购" by crm_lead until 2026-11-12\n`]),
  'unused-waiver': slip([SCOPE, `${SCOPE}  waive cap-exceeded on sms because "老板批准" by crm_lead until 2026-11-12\n`]),
};

function slipped({ edits }: Slip): readonly Source[] {
  const replaced = edited(
    PLAN,
    edits.flatMap(([find, put]) => (put === undefined ? [] : [{ file: 'plan.crm', find, put }])),
  );
  const added = edits.flatMap(([text, put]) => (put === undefined ? [text] : []));
  return replaced.map((source) => ({ ...source, text: [source.text, ...added.map((text) => `${text}\n`)].join('\n') }));
}

/** What tells findings apart however the plan is edited around them. */
function keysOf(sources: readonly Source[], diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ rule, span }) => `${rule} ${sources[0]?.text.slice(span.start, span.end) ?? ''}`);
}

const NOTHING_SENT = readLedger({ path: 'ledger.csv', text: '' });
const before = keysOf(PLAN, analyse(PLAN, { ledger: NOTHING_SENT }).diagnostics);

/** What the slip adds to what is said of the plan as it stands. */
function found(each: Slip): readonly Diagnostic[] {
  const sources = slipped(each);
  const options: AnalyseOptions = { ...(!each.noLedger && { ledger: NOTHING_SENT }), ...(each.now !== undefined && { now: each.now }) };
  const { diagnostics } = analyse(sources, options);
  const keys = keysOf(sources, diagnostics);
  return diagnostics.filter((_, index) => !before.includes(keys[index] ?? ''));
}

describe('one slip of the pen', () => {
  test('every rule has one', () => {
    const ids = RULES.map(({ id }) => id);
    expect(Object.keys(SLIPS).sort()).toEqual([...ids].sort());
  });

  test.each(Object.entries(SLIPS))('%s', (rule, each) => {
    expect(found(each).map((diagnostic) => `${diagnostic.rule}: ${diagnostic.message.en}`)).toEqual([expect.stringMatching(`^${rule}: `)]);
  });

  test('in both languages', async () => {
    const told = Object.entries(SLIPS).map(([rule, each]) => {
      const edits = each.edits.map(([find, put]) => (put === undefined ? `+ ${find}` : `- ${find.trim()}\n+ ${put.trim()}`));
      const lines = found(each).map(
        ({ level, verdict, message }) => `${level}${verdict ? ` (${verdict})` : ''}\n${message.en}\n${message.zh}`,
      );
      return [
        `# ${rule}`,
        ...(each.now === undefined ? [] : [`now ${each.now}`]),
        ...(each.noLedger ? ['no ledger'] : []),
        ...edits,
        ...lines,
      ].join('\n');
    });
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot('whole-plan/findings.txt');
  });
});
