import { audienceGroup } from '../../conditions/audience-sizes.js';
import { sentenceOf } from '../../conditions/sentences.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import { isoDay } from '../../model/calendar.js';
import type { ResolvedAudience } from '../../model/plan.js';
import { labelsOf, membersText, type Telling } from './telling.js';

/** How many members an audience has, as far as that is known. */
export function sizeText({ analysis }: Pick<Telling, 'analysis'>, audience: ResolvedAudience): Localized | undefined {
  const text = membersText(analysis.sizes.bounds(audienceGroup(audience.name)));
  const on = audience.size?.on;
  if (!text || on === undefined) return text;
  return { en: `${text.en} on ${isoDay(on)}`, zh: `${text.zh}（${isoDay(on)}）` };
}

/** Whether entries come before this one: who fits them does not belong to it. */
function isLater({ plan }: Telling['analysis'], { name, segments }: ResolvedAudience): boolean {
  return segments !== undefined && plan.audiences.get(segments)?.entries?.[0] !== name;
}

function whoText({ analysis }: Telling, audience: ResolvedAudience): Localized | undefined {
  const { declaration, from } = audience;
  if ('otherwise' in declaration && declaration.otherwise) return { en: 'everyone the entries before leave', zh: '前面各组以外的会员' };
  if ('entries' in declaration) return undefined;
  if (declaration.where) {
    const { en, zh } = sentenceOf(declaration.where, labelsOf(analysis));
    return isLater(analysis, audience) ? { en: `${en}, and in none of the entries before`, zh: `${zh}，且不属于前面各组` } : { en, zh };
  }
  if (from !== undefined && !from.startsWith('?'))
    return { en: `members listed in another system under “${from}”`, zh: `名单在其他系统：“${from}”` };
  return undefined;
}

/** Who belongs to an audience and how many they are. */
export function audienceFacts(telling: Telling, audience: ResolvedAudience): readonly string[] {
  const { say, analysis } = telling;
  const { plan } = analysis;
  const [size, who] = [sizeText(telling, audience), whoText(telling, audience)];
  const base = audience.of === undefined || audience.of === 'everyone' ? undefined : plan.audiences.get(audience.of);
  const entries = (audience.entries ?? []).flatMap((name) => {
    const entry = plan.audiences.get(name);
    const members = entry && sizeText(telling, entry);
    return entry ? [`  - ${entry.label} \`${name}\`${members ? ` · ${say(members)}` : ''}`] : [];
  });
  return [
    ...(size ? [say(size)] : [say({ en: 'size unknown', zh: '人数未知' })]),
    ...(who ? [say(who)] : []),
    ...(base ? [say({ en: `drawn from \`${base.name}\``, zh: `取自“${base.label}”` })] : []),
    ...(audience.asOf === undefined
      ? []
      : [say({ en: `as they were on ${isoDay(audience.asOf)}`, zh: `以 ${isoDay(audience.asOf)} 的情况为准` })]),
    ...(entries.length > 0 ? [say({ en: 'entries, the first that fits counts:', zh: '分组，以先符合的为准：' }), ...entries] : []),
  ];
}
