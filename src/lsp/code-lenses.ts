import { CodeLensRequest, type CodeLens } from 'vscode-languageserver';
import type { Localized } from '../diagnostics/diagnostic.js';
import type { Campaign, Policy } from '../model/types.js';
import type { Span } from '../text/span.js';
import { bindingText } from './describe/binding.js';
import { loadsOfCampaign, loadText } from './describe/loads.js';
import { membersText, tellingOf, type Telling } from './describe/telling.js';
import { budgetText, reachOf, sendsText } from './describe/waves.js';
import { answer, type Feature, type Here } from './feature.js';
import { rangeOf } from './places.js';

interface Lens {
  readonly span: Span;
  readonly text: Localized;
}

/** How many a campaign reaches, how often it sends, what it costs of its budget, and the cap it comes nearest. */
function campaignLenses(telling: Telling, campaign: Campaign): readonly Lens[] {
  const { analysis } = telling;
  // A campaign whose name another one has is not in the plan.
  if (analysis.plan.campaigns.get(campaign.name) !== campaign) return [];
  const reach = reachOf(telling, campaign);
  const members = reach && membersText(reach);
  const [tightest] = loadsOfCampaign(analysis, campaign.name);
  const texts = [
    members && { en: `reaches ${members.en}`, zh: `触达 ${members.zh}` },
    sendsText(telling, campaign),
    budgetText(telling, campaign),
    tightest && loadText(analysis, tightest),
  ];
  return texts.flatMap((text) => (text ? [{ span: campaign.nameSpan, text }] : []));
}

/** Where each clause of a policy binds; clauses that nothing is counted for have none. */
function policyLenses(telling: Telling, policy: Policy): readonly Lens[] {
  return policy.clauses.flatMap((clause) => {
    const text = bindingText(telling, clause);
    return text ? [{ span: clause.span, text }] : [];
  });
}

function codeLenses(here: Here): CodeLens[] {
  const { project, path, session } = here;
  const telling = tellingOf(here);
  const lenses = project.fileModel(path).declarations.flatMap((declaration) => {
    if (declaration.kind === 'campaign') return campaignLenses(telling, declaration);
    return declaration.kind === 'policy' && session.policyHints ? policyLenses(telling, declaration) : [];
  });
  return lenses.map(({ span, text }) => ({ range: rangeOf(project, span), command: { title: telling.say(text), command: '' } }));
}

export const codeLensFeature: Feature = {
  name: { en: 'figures above campaigns', zh: '活动上方的数字' },
  capabilities: { codeLensProvider: {} },
  answers: [answer(CodeLensRequest.type, codeLenses)],
};
