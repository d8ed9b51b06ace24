import type { TimelineView } from '../../src/timeline-view/types.js';
import { element } from './elements.js';
import { paperOf } from './paper.js';
import { Timeline } from './timeline.js';
import { wordsOf } from './words.js';

// The page that `crm timeline` writes: its data stand in it, and it asks for nothing.

const data = document.getElementById('data')?.textContent;
const root = document.getElementById('timeline');
if (data !== undefined && root) {
  const view = JSON.parse(data) as TimelineView;
  const language = document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en';
  const timeline = new Timeline(root, language, { saved: () => ({}), save: () => undefined });
  timeline.show(view);
  const paper = element('div', 'paper');
  document.body.append(paper);
  const unfold = (): void => {
    if (!paper.hasChildNodes()) paper.append(...paperOf(view, timeline.chosen, wordsOf(language)));
  };
  const fold = (): void => paper.replaceChildren();
  window.addEventListener('beforeprint', unfold);
  window.addEventListener('afterprint', fold);
  // Where a page is only looked at as on paper.
  window.matchMedia('print').addEventListener('change', ({ matches }) => (matches ? unfold() : fold()));
}
