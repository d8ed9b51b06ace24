import type { Environment, ResolvedDay } from '../conditions/environment.js';
import { nearest } from '../diagnostics/suggest.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Ref } from '../model/types.js';
import { resolveDay, resolveRange } from '../timeline/days.js';
import type { CampaignTimeline, Timeline } from '../timeline/types.js';
import { unknownName } from '../timeline/unknown-name.js';

function partsOf(campaign: Campaign): { readonly waves: readonly string[]; readonly activities: readonly string[] } {
  return {
    waves: [...(campaign.timing?.waves ?? []), ...(campaign.followup?.waves ?? [])].map((wave) => wave.name),
    activities: (campaign.method?.activities ?? []).map((activity) => activity.name),
  };
}

/** `w` of this campaign, or `campaign.w` of another one. */
function findTarget(target: Ref, plan: Plan, campaign: Campaign): { readonly campaign: Campaign | undefined; readonly name: string } {
  const dot = target.name.indexOf('.');
  if (dot < 0) return { campaign, name: target.name };
  return { campaign: plan.campaigns.get(target.name.slice(0, dot)), name: target.name.slice(dot + 1) };
}

/** What the conditions of a wave may refer to: besides what every condition may, days of the campaign and outcomes of waves. */
export function waveEnvironment(base: Environment, plan: Plan, timeline: Timeline, of: CampaignTimeline): Environment {
  const { campaign } = of;
  return {
    ...base,
    outcomes: true,
    resolveOutcome: (target, outcome, report) => {
      const found = findTarget(target, plan, campaign);
      if (!found.campaign) {
        report(unknownName({ en: 'campaign', zh: '活动' }, target, undefined));
        return undefined;
      }
      const parts = partsOf(found.campaign);
      const candidates = outcome === 'joined' ? parts.activities : parts.waves;
      if (candidates.includes(found.name)) return `${found.campaign.name}/${found.name}`;
      const what = outcome === 'joined' ? { en: 'activity', zh: '活动环节' } : { en: 'wave', zh: '波次' };
      const near = nearest(found.name, candidates);
      report(unknownName(what, target, near === undefined ? undefined : target.name.replace(found.name, near)));
      return undefined;
    },
    resolveDay: (form, report): ResolvedDay | undefined => {
      const { anchor } = form;
      if (anchor.kind === 'name' && !form.offset && partsOf(campaign).waves.includes(anchor.ref.name)) {
        return { kind: 'wave', wave: `${campaign.name}/${anchor.ref.name}` };
      }
      const scope = { events: plan.events, timeline: timeline.campaigns.get(campaign.name) ?? of };
      const days = resolveRange(form, form, scope, report);
      if (days) return { kind: 'days', from: days.from, to: days.to };
      const day = resolveDay(form, scope, 'first', () => undefined);
      return day === undefined ? undefined : { kind: 'days', from: day, to: day };
    },
  };
}
