import type { FileModel } from '../../model/types.js';
import type { Telling } from '../describe/telling.js';
import { yearsOf } from './amounts.js';
import type { CampaignBeingWritten } from './campaign.js';
import { candidates, type Candidate } from './candidates.js';

/** Events as days: a campaign has one occurrence of each in sight, elsewhere the year must be said. */
export function events(telling: Telling, file: FileModel, campaign: CampaignBeingWritten | undefined): readonly Candidate[] {
  const { plan } = telling.analysis;
  const all = candidates(plan, file, 'event');
  if (campaign) return all;
  return all.flatMap((each) => {
    const event = plan.events.get(each.text);
    const years = event ? yearsOf(event, telling) : [];
    return years.length === 0 ? [each] : years.map((year) => ({ ...each, text: `${each.text} ${year}`, search: `${each.search} ${year}` }));
  });
}
