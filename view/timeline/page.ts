import type { TimelineView } from '../../src/timeline-view/types.js';
import { drawingStyle } from './drawing.js';
import { paletteStyle } from './palette.js';
import { wordsOf, type Language } from './words.js';

/** What a page is made of besides its data: built files, and what is of the machine. */
export interface PageParts {
  /** Of `in-page.ts` with all it imports. */
  readonly script: string;
  /** Of `timeline.css` and `page.css`. */
  readonly style: string;
  /** SHA-256 in Base64 of a text in UTF-8. */
  readonly sha256: (text: string) => string;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** JSON that may stand in a script element: no text in it ends the element or begins a comment. */
function dataText(view: TimelineView): string {
  return JSON.stringify(view).replace(/</g, '\\u003c');
}

/**
 * The timeline as one HTML page that asks for nothing: style, script and data stand in it, and its policy allows no other.
 * The same view gives the same bytes.
 */
export function timelinePage(view: TimelineView, language: Language, { script, style, sha256 }: PageParts): string {
  const words = wordsOf(language);
  const colours = `${style}\n${paletteStyle()}${drawingStyle('light')}`;
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${sha256(colours)}'; script-src 'sha256-${sha256(script)}'; base-uri 'none'; form-action 'none'`;
  const title = view.title === '' ? words.timeline : view.title;
  const notes = [
    ...(view.days ? [words.subtitle(view.days.from, view.days.to, view.timezone)] : []),
    ...(view.today === undefined ? [] : [words.asOf(view.today)]),
  ];
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escape(view.title === '' ? title : `${title} · ${words.timeline}`)}</title>
<style>${colours}</style>
</head>
<body>
<header>
<h1>${escape(title)}</h1>
${notes.map((note) => `<p>${escape(note)}</p>`).join('\n')}
</header>
<main id="timeline"><noscript>${escape(words.noScript)}</noscript></main>
<script type="application/json" id="data">${dataText(view)}</script>
<script>${script}</script>
</body>
</html>
`;
}
