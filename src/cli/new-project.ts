import type { Locale, Localized } from '../diagnostics/diagnostic.js';
import { currencyDigits } from '../resolve/money.js';
import type { NewStore } from '../skeleton/store.js';
import { zoneId } from '../timeline/zone.js';

/** What a new project is to be like. */
export interface NewProject extends Required<NewStore> {
  readonly locale: Locale;
  /** Whether a GitHub workflow checks it. */
  readonly github: boolean;
}

/** More cannot be reached by one email each within the weeks of a first campaign. */
const MOST_MEMBERS = 100_000_000;

/** What is wrong with an answer; nothing where it can be used. */
export const PROBLEMS = {
  store: (text: string): Localized | undefined =>
    /\S/.test(text.replace(/["\\]/g, '')) ? undefined : { en: 'A store needs a name that people call it by.', zh: '请填写店铺的名称。' },
  timezone: (text: string): Localized | undefined =>
    zoneId(text) === undefined
      ? {
          en: `There is no time zone "${text}". Write one such as Asia/Shanghai or America/New_York.`,
          zh: `没有时区“${text}”，请写例如 Asia/Shanghai 或 America/New_York。`,
        }
      : undefined,
  currency: (text: string): Localized | undefined =>
    currencyDigits(text) === undefined
      ? {
          en: `There is no currency "${text}". Write its three letters, such as CNY or USD.`,
          zh: `没有货币“${text}”，请写三个字母的代码，例如 CNY 或 USD。`,
        }
      : undefined,
  members: (text: string): Localized | undefined =>
    /^[1-9]\d*$/.test(text.replaceAll('_', '')) && Number(text.replaceAll('_', '')) <= MOST_MEMBERS
      ? undefined
      : {
          en: 'The number of members is a whole number up to 100,000,000, such as 10000.',
          zh: '会员人数应为不超过1亿的整数，例如 10000。',
        },
};
