import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import { grouped } from '../text/numbers.js';
import { quoted } from './quoted.js';
import { amountText } from '../model/literal-text.js';

/** How often a new house may message a member: as the built-in policy has it, or less. */
export type Strictness = 'retail' | 'strict';

/** What is known of a store that has no plan yet. */
export interface NewStore {
  /** What people call it. */
  readonly label?: string;
  /** IANA zone. */
  readonly timezone?: string;
  /** ISO 4217. */
  readonly currency?: string;
  readonly members?: number;
  readonly policy?: Strictness;
}

const WORDS = {
  shop: { en: 'My shop', zh: '我的店铺' },
  house: { en: 'House rules', zh: '店铺的规矩' },
  email: { en: 'Email', zh: '邮件' },
  history: {
    en: 'No history yet. Once there is one, give it with `crm check --ledger FILE` and take the next line out.',
    zh: '暂无发送记录。有了记录后，用 crm check --ledger 文件 提供，并删去下一行。',
  },
  strict: { en: 'Fewer messages than the built-in policy allows.', zh: '比内置规矩更少打扰会员。' },
} satisfies Record<string, Localized>;

/** Store, house rules and a channel: what a plan needs before its first campaign. Formatted, and without an error. */
export function storeSkeleton({ label, timezone, currency, members, policy }: NewStore, locale: Locale): string {
  const say = (text: Localized): string => localize(text, locale);
  const money = amountText('0.01', currency ?? 'CNY');
  const strict = policy === 'strict';
  const rules = `\n  cap sms 2 per calendar month\n  cap any 3 per rolling 7d\n  // ${say(WORDS.history)}\n  level unknown-history off\n`;
  return `store my_shop ${quoted(label ?? say(WORDS.shop))} {
  timezone "${timezone ?? 'Asia/Shanghai'}"
  currency ${currency ?? 'CNY'}
  members ${grouped(members ?? 10_000, '_')}
}

${strict ? `/** ${say(WORDS.strict)} */\n` : ''}policy house ${quoted(say(WORDS.house))} extends retail {${strict ? rules : ''}}

channel email ${quoted(say(WORDS.email))} { kind email  cost ${money}  rate 200 per 1s  requires email_consent }
`;
}
