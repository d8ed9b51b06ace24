import { CompletionItemKind } from 'vscode-languageserver';
import type { FileModel } from '../../model/types.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { ExpectedValue } from '../../syntax/expected.js';
import { campaignAt, isInRuns, type CampaignBeingWritten } from './campaign.js';
import { candidateOf, candidates, type Candidate, type ListedKind } from './candidates.js';
import { conditionCandidates } from './conditions.js';
import { eventsAsked, eventsByYear, eventsEvery, eventsIn, eventsOfRuns } from './events.js';
import { lookedFor } from './looked-for.js';
import { formulaMetrics } from './formula.js';
import { fitsChannel } from '../../rules/message/message-for-other-channel.js';
import { isFixed } from '../../rules/fixed-levels.js';
import type { Rule } from '../../rules/rule.js';
import { ruleById } from '../../rules/run.js';
import type { Telling } from '../describe/telling.js';
import type { Typing } from './typing.js';

/** What names are looked for, by the property that takes them. */
const KIND_OF: Readonly<Record<string, ListedKind>> = {
  'Wave.channel': 'channel',
  'Message.channel': 'channel',
  'ActivityVia.channel': 'channel',
  'LeadClause.lead': 'channel',
  'LeadClause.before': 'channel',
  'Wave.to': 'audience',
  'Wave.except': 'audience',
  'AudienceTo.audiences': 'audience',
  'AudienceExcept.audiences': 'audience',
  'Holdout.of': 'audience',
  'Audience.of': 'audience',
  'Segments.of': 'audience',
  'MembershipExpression.audience': 'audience',
  'ReviewMetrics.metrics': 'metric',
  'TestWinner.metric': 'metric',
  'WaveGate.metric': 'metric',
  'ActivityProducts.products': 'products',
  'BenefitOn.products': 'products',
  'FloorClause.on': 'products',
  'FloorClause.except': 'products',
  'PlanCampaigns.campaigns': 'campaign',
  'PolicyExtends.policies': 'policy',
  'AfterEach.entity': 'entity',
  'Entity.of': 'entity',
};

/** No keyword, for a metric may be called so. */
const PURPOSE: Candidate = { text: 'purpose', kind: CompletionItemKind.Keyword, search: 'purpose', rank: 0, snippet: 'purpose "$1"' };

/** Of properties that several nodes share. */
const KIND_OF_PROPERTY: Readonly<Record<string, ListedKind>> = {
  channels: 'channel',
  left: 'audience',
  right: 'audience',
  for: 'audience',
  during: 'event',
  by: 'role',
  role: 'role',
  owner: 'role',
  host: 'role',
};

/** Names that stand already in the list being written: `to a, b, |`. */
function already({ tokens }: Typing): ReadonlySet<string> {
  const names = new Set<string>();
  let at = tokens.length - 1;
  while (tokens[at]?.tokenType.name === ',') {
    const dotted = tokens[at - 2]?.tokenType.name === '.';
    const image = tokens[at - 1]?.image ?? '';
    names.add(dotted ? `${tokens[at - 3]?.image ?? ''}.${image}` : image);
    at -= dotted ? 4 : 2;
  }
  return names;
}

/** Benefits of the campaign that no wave delivers come first, then those it does not have, then those that are delivered already. */
function benefits(all: readonly Candidate[], campaign: CampaignBeingWritten | undefined): readonly Candidate[] {
  if (!campaign) return all;
  const { delivered, offered } = campaign;
  return all.map((each) => ({ ...each, rank: delivered.has(each.text) ? 2 : offered.has(each.text) ? 0 : 1 }));
}

/** Days: parts of the campaign before events. What a campaign runs cannot be told by its own parts. */
function days(typing: Typing, telling: Telling, file: FileModel, campaign: CampaignBeingWritten | undefined): readonly Candidate[] {
  if (isInRuns(typing)) return eventsOfRuns(typing, telling, file);
  if (!campaign) return eventsByYear(telling, file);
  const isAsked = lookedFor(typing, telling.analysis.plan) !== undefined;
  const own = campaign.dated(isAsked).map((each) => ({ ...each, rank: 0 }));
  return [...own, ...(isAsked ? eventsAsked(campaign, telling, file) : eventsIn(campaign.runs, telling, file))];
}

/** Messages for the channel of the wave that is being written; where there are none, all. */
function messages({ tokens }: Typing, plan: ResolvedPlan, file: FileModel): readonly Candidate[] {
  const all = candidates(plan, file, 'message');
  const via = tokens[tokens.findLastIndex(({ image }) => image === 'via') + 1]?.image ?? '';
  const channel = plan.channels.get(via);
  const written = new Map([...plan.messages.values(), ...file.declarations].map((each) => [each.name, each]));
  const fitting = all.filter(({ text }) => {
    const message = written.get(text);
    return message?.kind === 'message' && message.channel !== undefined && channel && fitsChannel(message.channel.name, channel, plan);
  });
  return fitting.length > 0 ? fitting : all;
}

const LEVELS = ['error', 'warning', 'info', 'off'] as const;

/** Rules that can be waived, or given another level. */
function rules(plan: ResolvedPlan, file: FileModel, isMeant: (rule: Rule) => boolean): readonly Candidate[] {
  return candidates(plan, file, 'rule').filter(({ text }) => {
    const rule = ruleById(text);
    return rule !== undefined && isMeant(rule);
  });
}

const canBeWaived = (rule: Rule): boolean => rule.locked !== true && rule.group !== 'language';
const hasOtherLevels = (rule: Rule): boolean => LEVELS.some((level) => level !== rule.level && !isFixed(rule, level));

function phasesOf(plan: ResolvedPlan): readonly Candidate[] {
  return [...plan.campaigns.values()].flatMap((campaign) =>
    (campaign.timing?.phases ?? []).map((phase) =>
      candidateOf({ kind: 'phase', owner: campaign.name, name: phase.name }, phase.name, phase),
    ),
  );
}

/** What may be named where a property takes a name. */
export function nameCandidates(typing: Typing, { property, type }: ExpectedValue, telling: Telling, file: FileModel): readonly Candidate[] {
  const { plan } = telling.analysis;
  const campaign = campaignAt(typing, file, plan);
  const taken = already(typing);
  const free = (list: readonly Candidate[]): readonly Candidate[] =>
    taken.size === 0 ? list : list.filter(({ text }) => !taken.has(text));
  const flagged = (kind: 'flag' | 'date'): readonly Candidate[] =>
    [...(plan.entities.get('member')?.attributes.values() ?? [])]
      .filter((attribute) => attribute.type.kind === kind)
      .map(({ name }) => candidateOf({ kind: 'attribute', owner: 'member', name }, name, undefined));
  switch (`${type}.${property}`) {
    case 'NameExpression.name':
      return conditionCandidates(typing, telling, file, campaign);
    case 'NameAnchor.ref':
      return days(typing, telling, file, campaign);
    case 'EventRecurrence.event':
      return eventsEvery(campaign?.runs, telling, file);
    case 'WaveDuring.phase':
      return campaign?.parts(['phase']) ?? [];
    case 'BenefitOpens.phase':
      return phasesOf(plan);
    case 'ForPart.wave':
      return campaign?.parts(['wave', 'activity']) ?? [];
    case 'Offer.benefits':
      return free(benefits(candidates(plan, file, 'benefit'), campaign));
    case 'BenefitStacks.benefits':
      return free(candidates(plan, file, 'benefit')).filter(({ text }) => text !== typing.around.tokens[1]?.image);
    case 'WaveMessage.message':
    case 'TestVariant.message':
      return messages(typing, plan, file);
    case 'MetricFormula.metric':
      return formulaMetrics(typing, plan, file);
    case 'ReviewMetrics.segments':
      return candidates(plan, file, 'audience').filter(({ text }) => plan.audiences.get(text)?.entries !== undefined);
    case 'Waive.rule':
      return rules(plan, file, canBeWaived);
    case 'LevelClause.rule':
      return rules(plan, file, hasOtherLevels);
    case 'GoalItem.metric':
      return [PURPOSE, ...candidates(plan, file, 'metric')];
    case 'Entity.name':
      return typing.tokens.at(-2)?.tokenType.name === 'extend' ? candidates(plan, file, 'entity') : [];
    case 'ChannelRequires.flags':
      return free(flagged('flag'));
    case 'EachDate.attribute':
      return flagged('date');
    case 'AfterEach.entity':
      return candidates(plan, file, 'entity').filter(({ text }) => plan.entities.get(text)?.of !== undefined);
    default: {
      const kind = KIND_OF[`${type}.${property}`] ?? KIND_OF_PROPERTY[property];
      const [keyword, own] = typing.around.tokens;
      // Nothing is defined by itself.
      const isItself = (text: string): boolean => keyword?.image === kind && text === own?.image;
      return kind === undefined ? [] : free(candidates(plan, file, kind)).filter(({ text }) => !isItself(text));
    }
  }
}
