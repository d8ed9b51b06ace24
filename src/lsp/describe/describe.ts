import type { Localized } from '../../diagnostics/diagnostic.js';
import { isoDay } from '../../model/calendar.js';
import { clockText } from '../../model/literal-text.js';
import type { Channel, Declared, PlanBudget, Policy, Products } from '../../model/types.js';
import { resolveDay } from '../../timeline/days.js';
import { declaredAt, KIND_WORDS, type Named } from '../../resolve/named.js';
import { spelled } from '../../rules/words.js';
import { grouped, plural } from '../../text/numbers.js';
import { audienceFacts } from './audiences.js';
import { benefitFacts } from './benefits.js';
import { attributeFacts, entityFacts, measureFacts, metricFacts, valueFacts } from './data.js';
import { messageFacts } from './messages.js';
import { materialFacts, partFacts, riskFacts } from './parts.js';
import type { Telling } from './telling.js';
import { nextDates, rangeWords } from './times.js';
import { campaignFacts, money } from './waves.js';

function channelFacts(
  telling: Telling,
  { channelKind, cost, rate, quiet, requires, confirm, groups, capacity }: Channel,
): readonly string[] {
  const { say } = telling;
  const price = cost && money(cost.value.amount, telling);
  const per = rate && spelled(rate.duration);
  const hours = quiet && `${clockText(quiet.from)}–${clockText(quiet.to)}`;
  const flags = requires.map(({ name }) => `\`${name}\``).join(', ');
  return [
    ...(channelKind ? [say({ en: `kind ${channelKind.value}`, zh: `类型 ${channelKind.value}` })] : []),
    ...(price ? [say({ en: `${price.en} each`, zh: `每条 ${price.zh}` })] : []),
    ...(rate && per
      ? [
          say({
            en: `${grouped(rate.count)} per ${per.en.replace(/^1 /, '')}`,
            zh: `每${per.zh.replace(/^1/, '')} ${grouped(rate.count)} 条`,
          }),
        ]
      : []),
    ...(hours === undefined ? [] : [say({ en: `quiet ${hours}`, zh: `${hours} 不发送` })]),
    ...(flags === '' ? [] : [say({ en: `only to members with ${flags}`, zh: `只发给 ${flags} 为是的会员` })]),
    ...(groups && capacity
      ? [
          say({
            en: `${plural(groups.value, 'group')} of ${grouped(capacity.value)}`,
            zh: `${groups.value} 个群，每群 ${capacity.value} 人`,
          }),
        ]
      : []),
    ...(confirm?.value ? [say({ en: 'a person confirms each send', zh: '每次发送需人工确认' })] : []),
  ];
}

function productsFacts(telling: Telling, { skus, categories, priceFrom }: Products): readonly string[] {
  const price = priceFrom && money(priceFrom.value.amount, telling);
  return [
    ...(skus.length > 0 ? [`SKU ${skus.map(({ value }) => value).join(', ')}`] : []),
    ...(categories.length > 0 ? [categories.map(({ value }) => value).join(', ')] : []),
    ...(price ? [telling.say({ en: `from ${price.en}`, zh: `${price.zh}起` })] : []),
  ];
}

function policyFacts({ analysis, say }: Telling, policy: Policy): readonly string[] {
  const { plan } = analysis;
  const parents = policy.extends.map((ref) => ref.name).join(', ');
  const inForce = plan.policy?.name === policy.name;
  return [
    say({ en: `${policy.clauses.length} clauses`, zh: `${policy.clauses.length} 条规定` }),
    ...(parents === '' ? [] : [say({ en: `extends ${parents}`, zh: `继承 ${parents}` })]),
    ...(inForce ? [say({ en: 'in force', zh: '当前生效' })] : []),
    ...(policy.asOf ? [say({ en: `as of ${isoDay(policy.asOf.value)}`, zh: `截至 ${isoDay(policy.asOf.value)}` })] : []),
    ...(policy.source ? [policy.source.value] : []),
  ];
}

function planFacts(telling: Telling, { runs, budget, campaigns }: PlanBudget): readonly string[] {
  const { plan, timeline } = telling.analysis;
  const days = runs && [runs.from, runs.to].map((form) => resolveDay(form, { events: plan.events }, 'first', () => undefined));
  const [from, to] = days ?? [];
  const most = budget && money(budget.value.amount, telling);
  const names = campaigns.map(({ name }) => ({ en: name, zh: timeline.campaigns.get(name)?.campaign.label?.value ?? name }));
  return [
    ...(from === undefined || to === undefined ? [] : [telling.say(rangeWords({ from, to }))]),
    ...(most ? [telling.say({ en: `budget ${most.en}`, zh: `预算 ${most.zh}` })] : []),
    ...(names.length === 0 ? [] : [telling.say({ en: names.map(({ en }) => en).join(', '), zh: names.map(({ zh }) => zh).join('、') })]),
  ];
}

/** What there is to know of something, one fact an item. */
export function factsOf(telling: Telling, named: Named): readonly string[] {
  const { analysis, say } = telling;
  const { plan } = analysis;
  const { kind, name, owner = '' } = named;
  const told = <T>(found: T | undefined, facts: (telling: Telling, found: T) => readonly string[]): readonly string[] =>
    found === undefined ? [] : facts(telling, found);
  switch (kind) {
    case 'audience':
      return told(plan.audiences.get(name), audienceFacts);
    case 'segment':
      return told(plan.audiences.get(`${owner}.${name}`), audienceFacts);
    case 'channel':
      return told(plan.channels.get(name)?.declaration, channelFacts);
    case 'benefit':
      return told(plan.benefits.get(name), benefitFacts);
    case 'message':
      return told(plan.messages.get(name), messageFacts);
    case 'metric':
      return told(plan.metrics.get(name), metricFacts);
    case 'measure':
      return told(plan.measures.get(name), measureFacts);
    case 'products':
      return told(plan.products.get(name), productsFacts);
    case 'policy':
      return told(plan.policies.get(name), policyFacts);
    case 'campaign':
      return told(plan.campaigns.get(name), campaignFacts);
    case 'entity':
      return told(plan.entities.get(name), entityFacts);
    case 'attribute':
      return told(plan.entities.get(owner)?.attributes.get(name), (of, attribute) => attributeFacts(of, owner, attribute));
    case 'value': {
      const [entity = '', attribute = ''] = owner.split('.');
      return told(plan.entities.get(entity)?.attributes.get(attribute), (of, found) => valueFacts(of, owner, name, found));
    }
    case 'event': {
      const event = plan.events.get(name);
      return event ? nextDates(event, telling).map((range) => say(rangeWords(range))) : [];
    }
    case 'store': {
      const { store } = plan;
      const members = store?.members && grouped(store.members.value);
      return members === undefined ? [] : [`${plan.zone} · ${plan.currency}`, say({ en: `${members} members`, zh: `会员 ${members} 人` })];
    }
    case 'phase':
    case 'wave':
    case 'activity':
      return partFacts(telling, named);
    case 'material':
      return materialFacts(telling, named);
    case 'risk':
      return riskFacts(telling, named);
    case 'plan':
      return told(plan.plans.get(name), planFacts);
    case 'role':
    case 'rule':
      return [];
  }
}

/** What something is called and what kind of thing it is: `**粉丝** `fans` — audience`. */
export function titleOf({ say }: Pick<Telling, 'say'>, { kind, name }: Named, declared: Declared | undefined): string {
  const label = declared?.label?.value;
  const called: Localized = KIND_WORDS[kind];
  return `${label === undefined ? '' : `**${label}** `}\`${name}\` — ${say(called)}`;
}

/** The documentation of a declaration; that of the library is in English, and in Chinese behind a blank line. */
function docOf({ say }: Pick<Telling, 'say'>, { doc, nameSpan }: Declared): string | undefined {
  if (doc === undefined || !nameSpan.file.startsWith('crm:')) return doc;
  const [en = '', zh = en] = doc.split('\n\n');
  return say({ en, zh });
}

/** All there is to know of something, as Markdown: its title, its documentation, its facts. */
export function describe(telling: Telling, named: Named): string {
  const declared = declaredAt(named, telling.analysis.plan);
  const facts = factsOf(telling, named).map((fact) => (fact.startsWith('  - ') ? fact : `- ${fact}`));
  return [titleOf(telling, named, declared), declared && docOf(telling, declared), facts.join('\n')]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
}
