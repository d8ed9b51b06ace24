import { localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import { clausesOf } from '../model/clauses.js';
import { decimal, exact, ZERO } from '../model/exact.js';
import { dayOf, isoDay } from '../model/calendar.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { storeSkeleton } from './store.js';
import { quoted } from './quoted.js';
import { RESERVED } from '../syntax/vocabulary.js';
import { grouped } from '../text/numbers.js';
import { freeName } from '../text/free-name.js';
import { amountText } from '../model/literal-text.js';

/** What a planner says of a campaign that does not exist yet. */
export interface NewCampaign {
  /** As people call it: `Spring tea`, `春茶上新` */
  readonly title: string;
  /** `2026-11-22` */
  readonly today: string;
}

/** A new campaign begins in so many days, and runs for so many: time to fill in what stands in the skeleton. */
const DAYS_AHEAD = 14;
const DAYS_LONG = 14;
/** A day takes so many batches that are half an hour apart; more follow closer. */
const MOST_HALF_HOURS = 40;
const SMALLEST_BUDGET = 5_000;

const WORDS = {
  lead: { en: 'CRM lead', zh: 'CRM 主管' },
  purpose: { en: 'What is it for, and for whom?', zh: '为谁解决什么问题？' },
  announcement: { en: 'Announcement', zh: '活动通知' },
  noOffer: { en: 'No offer yet', zh: '暂不发优惠' },
  risk: { en: 'What may go wrong?', zh: '可能出什么问题？' },
  response: { en: 'What will you do then?', zh: '出了问题怎么办？' },
  noFollowup: { en: 'Not planned yet', zh: '暂无安排' },
  subject: { en: '{name}, what is it about?', zh: '{name}，一句话说清活动' },
  body: { en: 'What do members get, and what should they do?', zh: '会员能得到什么，需要做什么' },
} satisfies Record<string, Localized>;

/** A name of the language made of what people say; it differs from all names that are taken. */
export function nameFrom(title: string, isTaken: (name: string) => boolean): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return freeName(words === '' ? 'campaign_1' : /^\p{N}/u.test(words) || RESERVED.has(words) ? `c_${words}` : words, isTaken);
}

/** The largest group that the house sends to at once. */
function largestGroup(plan: ResolvedPlan): number {
  const limits = clausesOf(plan, 'segment').map(({ clause }) => clause.limit);
  return Math.min(...limits, Infinity);
}

/** Two groups that the project declares and may send to; everyone where there are none. */
function audiencesOf(plan: ResolvedPlan): readonly string[] {
  const largest = largestGroup(plan);
  const own = [...plan.audiences.values()].filter(
    ({ declaration, entries, size }) =>
      entries === undefined && !declaration.span.file.startsWith('crm:') && size !== undefined && size.high <= largest,
  );
  return own.length < 2 ? ['everyone'] : own.slice(0, 2).map(({ name }) => name);
}

/** Enough for an email to every member, in thousands. */
function budgetFor(plan: ResolvedPlan): string {
  const cost = plan.channels.get('email')?.declaration.cost?.value.amount ?? ZERO;
  const thousands = cost
    .mul(plan.members?.value ?? 0)
    .div(1_000)
    .ceil()
    .mul(1_000);
  return grouped(decimal(thousands.gt(SMALLEST_BUDGET) ? thousands : exact(SMALLEST_BUDGET)), '_');
}

function foundation(plan: ResolvedPlan, locale: Locale): string {
  const parts = [];
  if (!plan.store) parts.push(storeSkeleton({}, locale));
  if (plan.roles.size === 0) parts.push(`role lead ${quoted(localize(WORDS.lead, locale))}\n`);
  return parts.map((part) => `${part}\n`).join('');
}

/**
 * The eight steps of a campaign to fill in, with names that the project has; without a store also what every campaign needs.
 * It reads without an error and is formatted.
 */
export function campaignSkeleton(plan: ResolvedPlan, { title, today }: NewCampaign, locale: Locale): string {
  const say = (text: Localized): string => localize(text, locale);
  const taken = new Set([...plan.campaigns.keys(), ...plan.messages.keys()]);
  const name = nameFrom(title, (each) => ['', '_mail', '_mail_1', '_mail_2'].some((end) => taken.has(each + end)));
  const [year = 2000, month = 1, day = 1] = today.split('-').map(Number);
  const start = (dayOf(year, month, day) ?? 0) + DAYS_AHEAD;
  const audiences = audiencesOf(plan);
  const members = plan.members?.value ?? 0;
  const split =
    audiences.length === 1 && members > largestGroup(plan)
      ? `\n      split by ${grouped(largestGroup(plan), '_')} every ${members > MOST_HALF_HOURS * largestGroup(plan) ? '5min' : '30min'}`
      : '';
  const waves = audiences.map((audience, index) => {
    const number = audiences.length === 1 ? '' : `_${index + 1}`;
    const message = `${name}_mail${number}`;
    const text = `    wave announcement${number} ${quoted(say(WORDS.announcement))} via email to ${audience} {
      at start 10:00
      message ${message}${split}
    }`;
    return { text, message };
  });
  const [role = 'lead'] = plan.roles.keys();
  const money = amountText(budgetFor(plan), plan.store ? plan.currency : 'CNY');
  return `${foundation(plan, locale)}campaign ${name} ${quoted(title)} {
  scope ${audiences.length === 1 ? 'storewide' : 'targeted'}
  runs ${isoDay(start)} .. ${isoDay(start + DAYS_LONG - 1)}

  goal {
    purpose ${quoted(say(WORDS.purpose))}
    returning_share >= 40%
  }

  audience {
    to ${audiences.join(', ')}
    holdout 5%
  }

  timing {
${waves.map(({ text }) => text).join('\n\n')}
  }

  method none because ${quoted(say(WORDS.noOffer))}

  resources {
    budget ${money}
    people ${role} 1
  }

  risks {
    risk first_risk ${quoted(say(WORDS.risk))} {
      likelihood medium
      impact medium
      response ${quoted(say(WORDS.response))}
      owner ${role}
    }
  }

  followup none because ${quoted(say(WORDS.noFollowup))}

  review {
    on end + 7d by ${role}
    metrics returning_share, roi
    compare with holdout
  }
}

${waves
  .map(
    ({ message }) => `message ${message} for email {
  subject ${quoted(say(WORDS.subject))}
  body ${quoted(say(WORDS.body))}
}
`,
  )
  .join('\n')}`;
}
