import { quotedText } from '../model/literal-text.js';

/** What people say as a text of a plan: on one line. */
export const quoted = (text: string): string => quotedText(text.replace(/[\r\n]+/g, ' ').trim());
