import { checkMeasure } from '../conditions/check.js';
import type { Environment, ResolvedDay } from '../conditions/environment.js';
import type { Fix } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/problem.js';
import type { Plan, ResolvedChannel } from '../model/plan.js';
import type { Campaign, Channel, ChannelKind, FileModel, Store } from '../model/types.js';
import { groupBy } from '../text/group-by.js';
import type { Span } from '../text/span.js';
import { resolveRange } from '../timeline/days.js';
import { isZone } from '../timeline/zone.js';
import { EVERYONE, resolveAudiences } from './audiences.js';
import { checkCampaigns, checkEarlyAccesses } from './check-campaigns.js';
import { collectDeclarations, type Declarations } from './declarations.js';
import { resolveEntities } from './entities.js';
import { checkFormulas, checkMetricCycles, checkMetricValues } from './metric-types.js';
import { checkMoney, currencyDigits } from './money.js';
import { resolvePolicy, type Loosened, type ReplacedPack } from './policy.js';
import { checkReferences } from './references.js';

/** Kinds whose sends do not count as contacting a member. */
const IMPERSONAL: ReadonlySet<ChannelKind> = new Set(['moments', 'group', 'weibo', 'social', 'parcel', 'live', 'shop', 'web']);

export interface ResolvedPlan extends Plan {
  readonly loosened: readonly Loosened[];
  readonly replaced: readonly ReplacedPack[];
  /** What conditions may refer to outside of waves. */
  readonly environment: Environment;
}

export function resolveChannel(channel: Channel): ResolvedChannel {
  // A kind that is missing or unknown is reported where the file is read.
  const kind = channel.channelKind?.value ?? 'web';
  return {
    name: channel.name,
    label: channel.label?.value ?? channel.name,
    kind,
    personal: channel.personal?.value ?? !IMPERSONAL.has(kind),
    requires: channel.requires.map((flag) => flag.name),
    declaration: channel,
  };
}

export function checkFlags(plan: Pick<Plan, 'entities' | 'channels'>, report: Report): void {
  const member = plan.entities.get('member');
  for (const channel of plan.channels.values()) {
    for (const flag of channel.declaration.requires) {
      const attribute = member?.attributes.get(flag.name);
      if (!attribute)
        report({
          rule: 'unknown-name',
          span: flag.span,
          message: {
            en: `\`member\` has no flag \`${flag.name}\`. Add it: \`extend entity member { ${flag.name} flag }\`.`,
            zh: `member 没有名为“${flag.name}”的是否值属性。请添加：extend entity member { ${flag.name} flag }。`,
          },
        });
      else if (attribute.type.kind !== 'flag')
        report({
          rule: 'type-mismatch',
          span: flag.span,
          message: {
            en: `\`requires\` takes flags of \`member\`; \`${flag.name}\` is no flag.`,
            zh: `requires 只能写 member 的是否值属性，“${flag.name}”不是。`,
          },
        });
    }
  }
}

export function chooseStore(declarations: Declarations, firstFile: string, report: Report): Store | undefined {
  const [store, ...others] = declarations.all('store');
  if (!store) {
    report({
      rule: 'missing-store',
      span: { file: firstFile, start: 0, end: 0 },
      message: {
        en: 'No `store` is declared in this project. Add one: `store my_store { timezone "Asia/Shanghai"  currency CNY  members 100_000 }`.',
        zh: '项目里没有声明店铺。请添加：store my_store { timezone "Asia/Shanghai"  currency CNY  members 100_000 }。',
      },
    });
    return undefined;
  }
  for (const other of others) {
    report({
      rule: 'missing-store',
      span: other.nameSpan,
      message: {
        en: `A project has exactly one store; \`${store.name}\` is already declared.`,
        zh: `一个项目只能有一个店铺，前面已声明“${store.name}”。`,
      },
      related: [{ span: store.nameSpan, message: { en: 'the first one', zh: '第一个店铺' } }],
    });
  }
  return store;
}

/** What planners call the zone of China; the IANA database knows no Beijing. */
const CHINA_TIME = /beijing|peking|china|\u5317\u4eac|\u4e2d\u56fd|^(?:utc|gmt)\s*\+0?8(?::?00)?$/i;

/** A currency by another of its names. */
function currencyMeant(word: string): string | undefined {
  if (/^(?:RMB|\u5143|\u4eba\u6c11\u5e01)$/i.test(word)) return 'CNY';
  return currencyDigits(word.toUpperCase()) === undefined ? undefined : word.toUpperCase();
}

const writing = (span: Span, text: string): Fix => ({
  title: { en: `Write ${text}`, zh: `改为 ${text}` },
  safe: true,
  edits: [{ span, text }],
});

export function checkStore(store: Store, report: Report): void {
  const lacking = (['timezone', 'currency', 'members'] as const).filter(
    (property) => store[property] === undefined && !store.unread.includes(property),
  );
  if (lacking.length > 0) {
    report({
      rule: 'missing-store',
      span: store.nameSpan,
      message: { en: `The store lacks ${lacking.map((word) => `\`${word}\``).join(', ')}.`, zh: `店铺缺少${lacking.join('、')}。` },
    });
  }
  if (store.timezone && !isZone(store.timezone.value)) {
    report({
      rule: 'invalid-literal',
      span: store.timezone.span,
      message: {
        en: `"${store.timezone.value}" is no time zone of the IANA database. Write a place, such as "Asia/Shanghai"; fixed offsets do not follow daylight saving.`,
        zh: `“${store.timezone.value}”不是 IANA 时区。请写地点，例如“Asia/Shanghai”；固定偏移不随夏令时变化。`,
      },
      fixes: CHINA_TIME.test(store.timezone.value) ? [writing(store.timezone.span, '"Asia/Shanghai"')] : [],
    });
  }
  const currency = store.currency && currencyMeant(store.currency.value);
  if (store.currency && currencyDigits(store.currency.value) === undefined) {
    report({
      rule: 'invalid-literal',
      span: store.currency.span,
      message: {
        en: `\`${store.currency.value}\` is no currency of ISO 4217, such as CNY, USD or EUR.`,
        zh: `“${store.currency.value}”不是 ISO 4217 货币代码，例如 CNY、USD、EUR。`,
      },
      fixes: currency === undefined ? [] : [writing(store.currency.span, currency)],
    });
  }
}

/** Waves, phases, activities, materials and risks of a campaign share one namespace. */
function checkParts(campaign: Campaign, report: Report): void {
  const seen = new Map<string, { readonly nameSpan: Store['nameSpan'] }>();
  const parts = [
    ...(campaign.timing?.phases ?? []),
    ...(campaign.timing?.waves ?? []),
    ...(campaign.method?.activities ?? []),
    ...(campaign.resources?.materials ?? []),
    ...(campaign.risks?.risks ?? []),
    ...(campaign.followup?.waves ?? []),
  ].sort((a, b) => a.nameSpan.start - b.nameSpan.start);
  for (const part of parts) {
    const first = seen.get(part.name);
    if (!first) seen.set(part.name, part);
    else {
      report({
        rule: 'duplicate-name',
        span: part.nameSpan,
        message: {
          en: `\`${campaign.name}\` already has something called \`${part.name}\`. Waves, phases, activities, materials and risks share their names.`,
          zh: `“${campaign.name}”里已有“${part.name}”。波次、阶段、活动环节、物料和风险不能重名。`,
        },
        related: [{ span: first.nameSpan, message: { en: 'the first one', zh: '第一次出现' } }],
      });
    }
  }
}

/** What conditions outside of waves may refer to. Nothing is looked up before a condition asks for it. */
export function environmentOf(declarations: Declarations, entities: Plan['entities'], currencyOf: () => string): Environment {
  const [audiences, segments, events] = [declarations.of('audience'), declarations.of('segments'), declarations.of('event')];
  const audienceNames = {
    *[Symbol.iterator]() {
      yield* audiences.keys();
      for (const { name, entries } of segments.values()) yield* [name, ...entries.map((entry) => `${name}.${entry.name}`)];
    },
  };
  return {
    entities,
    measures: declarations.of('measure'),
    isAudience: (name) => {
      if (audiences.has(name) || segments.has(name)) return true;
      const dot = name.indexOf('.');
      return dot > 0 && segments.get(name.slice(0, dot))?.entries.some((entry) => entry.name === name.slice(dot + 1)) === true;
    },
    audienceNames,
    get currency() {
      return currencyOf();
    },
    base: EVERYONE,
    outcomes: false,
    resolveOutcome: () => undefined,
    resolveDay: (form, report): ResolvedDay | undefined => {
      const days = resolveRange(form, form, { events, eventNeedsYear: true }, report);
      return days && { kind: 'days', from: days.from, to: days.to };
    },
  };
}

/** Zone and currency of the store; where it names none that is valid (that is reported), those of the first market. */
export function localeOf(store: Store | undefined): Pick<Plan, 'zone' | 'currency' | 'currencyDigits'> {
  const zone = store?.timezone?.value;
  const currency = store?.currency?.value;
  const digits = currency === undefined ? undefined : currencyDigits(currency);
  return {
    zone: zone !== undefined && isZone(zone) ? zone : 'Asia/Shanghai',
    ...(currency !== undefined && digits !== undefined ? { currency, currencyDigits: digits } : { currency: 'CNY', currencyDigits: 2 }),
  };
}

/** What is wrong with the declarations that a plan lists, each by itself; `files` are those that they stand in. */
export function checkListed(files: readonly FileModel[], plan: Plan, rules: readonly string[], report: Report): void {
  checkReferences(plan, rules, report);
  checkMoney(files, plan, report);
  checkFormulas(plan.metrics, report);
  checkMetricValues(plan, report);
  for (const campaign of plan.campaigns.values()) checkParts(campaign, report);
  checkCampaigns(plan, report);
}

/**
 * The project as one plan: names lead to declarations, conditions are typed, the policy in force is chosen.
 * What does not hold together is reported; the plan has everything else.
 */
export function resolvePlan(
  files: readonly FileModel[],
  library: readonly FileModel[],
  rules: readonly string[],
  report: Report,
): ResolvedPlan {
  const declarations = collectDeclarations(files, library, report);
  const store = chooseStore(declarations, files[0]?.path ?? '', report);
  if (store) checkStore(store, report);
  const { zone, currency, currencyDigits: digits } = localeOf(store);
  const measures = declarations.of('measure');
  const entities = resolveEntities(declarations, measures, report);
  const environment = environmentOf(declarations, entities, () => currency);
  for (const measure of measures.values()) checkMeasure(measure, environment, report);
  const channels = new Map([...declarations.of('channel')].map(([name, channel]) => [name, resolveChannel(channel)]));
  const policies = declarations.of('policy');
  const ofLibrary = new Set(library.flatMap((file) => file.declarations.filter((declaration) => declaration.kind === 'policy')));
  const inForce = resolvePolicy({ policies, library: ofLibrary, channels, currency }, report);
  const plan: ResolvedPlan = {
    ...(store && { store }),
    zone,
    currency,
    currencyDigits: digits,
    ...(store?.members && { members: store.members }),
    roles: declarations.of('role'),
    events: declarations.of('event'),
    channels,
    entities,
    measures,
    audiences: resolveAudiences(declarations, environment, report),
    facts: [...files, ...library].flatMap((file) => file.facts),
    products: declarations.of('products'),
    benefits: declarations.of('benefit'),
    messages: declarations.of('message'),
    metrics: declarations.of('metric'),
    plans: declarations.of('plan'),
    policies,
    ...(inForce.policy && { policy: inForce.policy }),
    clauses: inForce.clauses,
    clausesByKind: groupBy(inForce.clauses, ({ clause }) => clause.kind),
    packs: inForce.packs,
    campaigns: declarations.of('campaign'),
    loosened: inForce.loosened,
    replaced: inForce.replaced,
    environment,
  };
  checkListed(files, plan, rules, report);
  checkFlags(plan, report);
  checkMetricCycles(plan.metrics, report);
  checkEarlyAccesses(plan, report);
  return plan;
}
