import { RequestType } from 'vscode-languageserver';
import { timelineView } from '../timeline-view/data.js';
import type { TimelineView } from '../timeline-view/types.js';
import type { AboutFile } from './extension-requests.js';
import { answerShown, type Feature, type Here } from './feature.js';
import { uriOf } from './places.js';

export interface TimelineQuestion extends AboutFile {
  /** An audience whose loads are wanted; empty or missing for none. */
  readonly audience?: string;
}

/** The timeline of the project of a file. */
export interface TimelineAnswer {
  readonly view: TimelineView;
  /** The addresses of the files that its places name. */
  readonly uris: Readonly<Record<string, string>>;
}

const TIMELINE = new RequestType<TimelineQuestion, TimelineAnswer, unknown>('crm/timeline');

function timeline({ project, session: { locale, today } }: Here, { audience = '' }: TimelineQuestion): TimelineAnswer {
  const view = timelineView(project.analysis, {
    locale,
    textOf: (file) => project.textOf(file),
    ...(today !== undefined && { today }),
    ...(audience !== '' && { loadsOf: [audience] }),
  });
  const deadlines = view.campaigns.flatMap((campaign) => campaign.deadlines);
  const places = [...view.campaigns, ...view.waves, ...view.caps, ...view.budgets, ...view.findings, ...deadlines].map(({ at }) => at.file);
  return { view, uris: Object.fromEntries([...new Set(places)].map((file) => [file, uriOf(project, file)])) };
}

export const timelineFeature: Feature = {
  name: { en: 'the timeline', zh: '时间线' },
  capabilities: {},
  answers: [answerShown(TIMELINE, timeline)],
};
