import { env, l10n } from 'vscode';
import CHINESE from '../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { isChinese } from './settings.js';

export type Message = keyof typeof CHINESE;

/** Whether VS Code's own words are in the language of the server's: `crm.locale` may say otherwise. */
const followsEditor = (): boolean => (isChinese() ? env.language.toLowerCase() === 'zh-cn' : !env.language.toLowerCase().startsWith('zh'));

/** What `l10n.t` says, but in the language of the server's messages: they stand in one sentence with it. */
export function t(message: Message, ...args: readonly string[]): string {
  if (followsEditor()) return l10n.t(message, ...args);
  const text = isChinese() ? CHINESE[message] : message;
  return text.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
}
