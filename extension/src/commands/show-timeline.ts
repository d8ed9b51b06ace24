import { chooseProject } from '../projects.js';
import type { TimelinePanel } from '../webviews/timeline-panel.js';

/** Shows when everything of a project is sent, and how near each cap it comes. */
export async function showTimeline(panel: TimelinePanel, given: unknown): Promise<void> {
  const project = await chooseProject(given);
  if (project) panel.show(project);
}
