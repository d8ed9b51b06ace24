import type { Place, TimelineView } from '../../src/timeline-view/types.js';

/** What the page in an editor tells the extension. */
export type ToExtension = { readonly kind: 'ready' } | { readonly kind: 'open'; readonly place: Place };

/** What the extension tells the page. */
export interface ToPage {
  readonly kind: 'show';
  readonly view: TimelineView;
}
