import type { Fix, Localized } from '../../diagnostics/diagnostic.js';
import type { Problem } from '../../diagnostics/problem.js';
import type { Span } from '../../text/span.js';

/** A broken literal: what is wrong, and the text to write instead where it is known. */
export function invalid(span: Span, message: Localized, instead?: string): Problem {
  if (instead === undefined) return { rule: 'invalid-literal', span, message };
  const fix: Fix = { title: { en: `Write \`${instead}\``, zh: `改为“${instead}”` }, safe: true, edits: [{ span, text: instead }] };
  return { rule: 'invalid-literal', span, message, fixes: [fix] };
}

/** A literal that may have been meant so; which way, its author says. */
export function oneOf(span: Span, message: Localized, ways: readonly string[]): Problem {
  const fixes = ways.map((text) => ({ title: { en: `Write \`${text}\``, zh: `改为“${text}”` }, safe: false, edits: [{ span, text }] }));
  return { rule: 'invalid-literal', span, message, fixes };
}

export function writeInstead(span: Span, image: string, instead: string): Problem {
  return invalid(
    span,
    { en: `\`${image}\` is not how it is written: write \`${instead}\`.`, zh: `“${image}”写法不对，请写“${instead}”。` },
    instead,
  );
}
