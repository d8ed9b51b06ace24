import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { timelineView, type Asked, type Planned } from '../timeline-view/data.js';
import type { TimelineView } from '../timeline-view/types.js';
import { timelinePage } from '../../view/timeline/page.js';
import { timelinePicture } from '../../view/timeline/picture.js';

// This file is a bundle of its own, with all that only pages need; script and style of the page stand beside it.

export interface Rendered {
  readonly view: TimelineView;
  /** HTML or SVG. */
  readonly text: string;
}

const asset = (name: string): string => fs.readFileSync(path.join(__dirname, name), 'utf8');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The timeline of an analysis as a page or a picture; a page holds the loads of every audience. */
export function renderTimeline(format: 'html' | 'svg', planned: Planned, asked: Omit<Asked, 'loadsOf'>): Rendered {
  if (format === 'svg') {
    const view = timelineView(planned, asked);
    return { view, text: timelinePicture(view, asked.locale) };
  }
  const view = timelineView(planned, { ...asked, loadsOf: 'all' });
  const parts = { script: asset('timeline-page.js'), style: asset('timeline-page.css'), sha256 };
  return { view, text: timelinePage(view, asked.locale, parts) };
}
