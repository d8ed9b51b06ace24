import type * as ast from '../../syntax/generated/ast.js';
import type { Activity, ActivityKind, LivePlatform, LivePurpose } from '../types.js';
import {
  checkOnce,
  choiceOf,
  declared,
  durationOf,
  integerOf,
  refOf,
  refsOf,
  spanOf,
  textOf,
  type Draft,
  type Lowering,
  reportLacking,
} from './context.js';
import { lowerWhens } from './days.js';

export const ACTIVITY_KINDS: readonly ActivityKind[] = [
  'flash_sale',
  'group_buy',
  'lottery',
  'livestream',
  'presale',
  'tiered_price',
  'ugc',
  'salon',
  'game',
  'community',
  'new_arrival',
  'referral',
];
export const PLATFORMS: readonly LivePlatform[] = ['ecommerce', 'social', 'mini_mall'];
export const PURPOSES: readonly LivePurpose[] = ['brand', 'new_product', 'vip', 'sales', 'stock'];

export function lowerActivity(c: Lowering, node: ast.Activity): Activity | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.properties);
  const kind = choiceOf(c, node, 'kind', node.kind, ACTIVITY_KINDS, { en: 'kind of activity', zh: '活动环节类型' });
  const activity: Draft<Activity> = {
    ...base,
    kind: 'activity',
    ...(kind && { activityKind: kind }),
    at: [],
    products: [],
    offers: [],
    purposes: [],
    rundown: [],
  };
  const set = <K extends keyof Activity>(key: K, value: Activity[K] | undefined): void => {
    if (value !== undefined) activity[key] = value;
  };
  for (const property of node.properties) {
    switch (property.$type) {
      case 'ActivityAt':
        activity.at = lowerWhens(c, property.when);
        break;
      case 'ActivityFor':
        set('for', durationOf(c, property, 'duration', property.duration));
        break;
      case 'ActivityProducts':
        activity.products = refsOf(c, property.products);
        break;
      case 'Offer':
        activity.offers = refsOf(c, property.benefits);
        break;
      case 'ActivityReply': {
        const within = durationOf(c, property, 'duration', property.duration);
        const by = refOf(c, property.by);
        if (within) activity.reply = { within: within.value, ...(by && { by }), span: spanOf(c, property) };
        break;
      }
      case 'ActivityVia':
        set('via', refOf(c, property.channel));
        break;
      case 'ActivityBy':
        set('by', refOf(c, property.by));
        break;
      case 'ActivityPlatform':
        set('platform', choiceOf(c, property, 'value', property.value, PLATFORMS, { en: 'platform', zh: '直播平台' }));
        break;
      case 'ActivityPurpose':
        activity.purposes = property.values.flatMap(
          (value, index) =>
            choiceOf(c, property, 'values', value, PURPOSES, { en: 'purpose of a livestream', zh: '直播目的' }, index) ?? [],
        );
        break;
      case 'ActivityHost':
        set('host', refOf(c, property.host));
        break;
      case 'ActivityRundown':
        activity.rundown = property.beats.flatMap((beat) => {
          const label = textOf(c, beat, 'label', beat.label);
          const duration = durationOf(c, beat, 'duration', beat.duration);
          return label && duration ? [{ label, duration: duration.value, span: spanOf(c, beat) }] : [];
        });
        break;
      case 'ActivitySeries': {
        const waves = integerOf(c, property, 'waves', property.waves, 1);
        const every = durationOf(c, property, 'every', property.every);
        const products = integerOf(c, property, 'productsEach', property.productsEach, 1);
        if (waves && every && products)
          activity.series = { waves: waves.value, every: every.value, productsEach: products.value, span: spanOf(c, property) };
        break;
      }
    }
  }
  if (!node.properties.some((property) => property.$type === 'ActivityAt')) {
    reportLacking(c, base, {
      en: `When does \`${base.name}\` take place? Add for example \`at start 20:00 for 2h\`.`,
      zh: `“${base.name}”什么时候举行？请加上例如 at start 20:00 for 2h。`,
    });
  }
  return activity;
}
