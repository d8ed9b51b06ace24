import type { Place, TimelineView } from '../../src/timeline-view/types.js';

/** What the page in an editor tells the extension. */
export type ToExtension =
  /** The page is there, or an audience has been chosen; empty is none. */
  { readonly kind: 'ready' | 'audience'; readonly audience: string } | { readonly kind: 'open'; readonly place: Place };

/** What the extension tells the page. */
export interface ToPage {
  readonly kind: 'show';
  /** With the loads of the audience that was chosen. */
  readonly view: TimelineView;
}
