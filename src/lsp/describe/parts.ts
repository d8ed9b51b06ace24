import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Named } from '../../resolve/named.js';
import { spelled } from '../../rules/words.js';
import { resolveDay } from '../../timeline/days.js';
import { labelsOf, type Telling } from './telling.js';
import { dayWords, momentsWords, rangeWords } from './times.js';
import { waveFacts } from './waves.js';

/** What there is to know of something in a campaign that has days. */
export function partFacts(telling: Telling, { kind, owner = '', name }: Named): readonly string[] {
  const { analysis, say } = telling;
  const timeline = analysis.timeline.campaigns.get(owner);
  if (kind === 'phase') {
    const days = timeline?.phases.get(name);
    return days ? [say(rangeWords(days))] : [];
  }
  if (kind === 'activity') {
    const activity = timeline?.activities.get(name);
    const length = activity?.activity.for && spelled(activity.activity.for.value);
    return [
      ...(activity && activity.occurrences.length > 0 ? [say(momentsWords(activity.occurrences))] : []),
      ...(length ? [say({ en: `for ${length.en}`, zh: `持续${length.zh}` })] : []),
    ];
  }
  const wave = analysis.sends.wave(`${owner}/${name}`);
  return wave ? waveFacts(telling, wave) : [];
}

/** Who makes a material, until when, and what for. */
export function materialFacts(telling: Telling, { owner = '', name }: Named): readonly string[] {
  const { analysis, say } = telling;
  const campaign = analysis.plan.campaigns.get(owner);
  const material = campaign?.resources?.materials.find((each) => each.name === name);
  const timeline = analysis.timeline.campaigns.get(owner);
  const due =
    material?.due && resolveDay(material.due, { events: analysis.plan.events, ...(timeline && { timeline }) }, 'first', () => undefined);
  const role = material?.by?.name;
  const label = role === undefined ? undefined : (analysis.plan.roles.get(role)?.label?.value ?? role);
  const part = material?.for?.name;
  return [
    ...(role === undefined || label === undefined ? [] : [say({ en: `made by ${role}`, zh: `由${label}负责` })]),
    ...(due === undefined ? [] : [say({ en: `due ${dayWords(due).en}`, zh: `${dayWords(due).zh} 前完成` })]),
    ...(part === undefined ? [] : [say({ en: `for ${part}`, zh: `用于${labelsOf(analysis, campaign)('part', part) ?? part}` })]),
  ];
}

const DEGREES: Readonly<Record<string, Localized>> = {
  low: { en: 'low', zh: '低' },
  medium: { en: 'medium', zh: '中' },
  high: { en: 'high', zh: '高' },
};

/** How likely a risk is, what it would mean, and what is done then. */
export function riskFacts({ analysis, say }: Telling, { owner = '', name }: Named): readonly string[] {
  const risk = analysis.plan.campaigns.get(owner)?.risks?.risks.find((each) => each.name === name);
  const [likelihood, impact] = [DEGREES[risk?.likelihood?.value ?? ''], DEGREES[risk?.impact?.value ?? '']];
  return [
    ...(likelihood && impact
      ? [say({ en: `likelihood ${likelihood.en}, impact ${impact.en}`, zh: `可能性${likelihood.zh}，影响${impact.zh}` })]
      : []),
    ...(risk?.response ? [risk.response.value] : []),
  ];
}
