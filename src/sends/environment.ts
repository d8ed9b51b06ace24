import type { Environment, ResolvedDay } from '../conditions/environment.js';
import type { Problem, Report } from '../diagnostics/problem.js';
import { nearest } from '../diagnostics/suggest.js';
import { isoDay } from '../model/calendar.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Ref } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { resolveDay, resolveRange } from '../timeline/days.js';
import type { CampaignTimeline, Timeline, WaveTimeline } from '../timeline/types.js';
import { unknownName } from '../timeline/unknown-name.js';

function partsOf(campaign: Campaign): { readonly waves: readonly string[]; readonly activities: readonly string[] } {
  return {
    waves: wavesOf(campaign).map((wave) => wave.name),
    activities: (campaign.method?.activities ?? []).map((activity) => activity.name),
  };
}

/** `w` of this campaign, or `campaign.w` of another one. */
function findTarget(target: Ref, plan: Plan, campaign: Campaign): { readonly campaign: Campaign | undefined; readonly name: string } {
  const dot = target.name.indexOf('.');
  if (dot < 0) return { campaign, name: target.name };
  return { campaign: plan.campaigns.get(target.name.slice(0, dot)), name: target.name.slice(dot + 1) };
}

/** What a wave or activity has done is not known to a send before it. Where one of them waits for members, nobody can say. */
function notYet(timeline: Timeline, asking: WaveTimeline, id: string, ref: Ref): Problem | undefined {
  const [campaign = '', name = ''] = id.split('/');
  const around = timeline.campaigns.get(campaign);
  const wave = around?.waves.get(name);
  const asked = wave ?? around?.activities.get(name);
  if (!asked || asking.trigger || wave?.trigger || asking.occurrences.length === 0 || asked.occurrences.length === 0) return undefined;
  const last = Math.max(...asking.occurrences.map((each) => each.latest?.instant ?? each.instant));
  const first = asked.occurrences.reduce((a, b) => (b.instant < a.instant ? b : a));
  if (first.instant < last) return undefined;
  const day = isoDay(first.day);
  return {
    rule: 'impossible-time',
    span: ref.span,
    message: {
      en: `\`${asking.wave.name}\` asks about \`${ref.name}\` before there is anything to know: that happens only on ${day}. Let \`${asking.wave.name}\` go out later, or ask about something earlier.`,
      zh: `“${asking.wave.name}”发送时“${ref.name}”还没有结果：后者在${day}才发生。请推迟“${asking.wave.name}”，或改用更早的波次。`,
    },
  };
}

/** What the conditions of a wave may refer to: besides what every condition may, days of the campaign and outcomes of waves. */
export function waveEnvironment(
  base: Environment,
  plan: Plan,
  timeline: Timeline,
  of: CampaignTimeline,
  asking: WaveTimeline,
): Environment {
  const { campaign } = of;
  const checkOrder = (id: string, ref: Ref, report: Report): void => {
    const problem = notYet(timeline, asking, id, ref);
    if (problem) report(problem);
  };
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
      if (candidates.includes(found.name)) {
        const id = `${found.campaign.name}/${found.name}`;
        checkOrder(id, target, report);
        return id;
      }
      const what = outcome === 'joined' ? { en: 'activity', zh: '活动环节' } : { en: 'wave', zh: '波次' };
      const near = nearest(found.name, candidates);
      report(unknownName(what, target, near === undefined ? undefined : target.name.replace(found.name, near)));
      return undefined;
    },
    resolveDay: (form, report): ResolvedDay | undefined => {
      const { anchor } = form;
      if (anchor.kind === 'name' && !form.offset && partsOf(campaign).waves.includes(anchor.ref.name)) {
        const id = `${campaign.name}/${anchor.ref.name}`;
        checkOrder(id, anchor.ref, report);
        return { kind: 'wave', wave: id };
      }
      const scope = { events: plan.events, timeline: timeline.campaigns.get(campaign.name) ?? of };
      const days = resolveRange(form, form, scope, report);
      if (days) return { kind: 'days', from: days.from, to: days.to };
      const day = resolveDay(form, scope, 'first', () => undefined);
      return day === undefined ? undefined : { kind: 'days', from: day, to: day };
    },
  };
}
