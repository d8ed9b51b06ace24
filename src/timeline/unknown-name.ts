import type { Localized } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import { differInNumbers, nearest } from '../diagnostics/suggest.js';
import { nameOfLabel, type NamedThings } from '../model/named.js';
import type { Ref } from '../model/types.js';

/** What was meant by a name that leads nowhere: the one that is labelled so, else the nearest name. */
export function meantBy(name: string, named: NamedThings): string | undefined {
  return nameOfLabel(name, named) ?? nearest(name, named.keys());
}

/** `unknown-name`, with the nearest name and a fix where there is one. */
export function unknownName(what: Localized, ref: Ref, suggestion: string | undefined): Problem {
  if (suggestion === undefined) {
    return {
      rule: 'unknown-name',
      span: ref.span,
      message: { en: `There is no ${what.en} \`${ref.name}\`.`, zh: `没有名为“${ref.name}”的${what.zh}。` },
    };
  }
  return {
    rule: 'unknown-name',
    span: ref.span,
    message: {
      en: `There is no ${what.en} \`${ref.name}\`. Did you mean \`${suggestion}\`?`,
      zh: `没有名为“${ref.name}”的${what.zh}。是否指“${suggestion}”？`,
    },
    fixes: [
      {
        title: { en: `Replace with \`${suggestion}\``, zh: `改为“${suggestion}”` },
        // A label need not be like its name.
        safe: nearest(ref.name, [suggestion]) === undefined || !differInNumbers(ref.name, suggestion),
        edits: [{ span: ref.span, text: suggestion }],
      },
    ],
  };
}
