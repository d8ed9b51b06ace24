import { env, workspace, type ConfigurationChangeEvent } from 'vscode';

/** What the server is told when it starts. */
export interface ServerSettings {
  readonly locale: string;
  readonly policyHints: boolean;
}

/** The settings as they are now; `auto` is the language of the editor. */
export function serverSettings(): ServerSettings {
  const settings = workspace.getConfiguration('crm');
  const locale = settings.get<string>('locale', 'auto');
  return { locale: locale === 'auto' ? env.language : locale, policyHints: settings.get<boolean>('policyHints', true) };
}

/** Whether messages are in Chinese. */
export function isChinese(): boolean {
  return serverSettings().locale.toLowerCase().startsWith('zh');
}

/** Whether a change concerns what the server is told only when it starts. */
export function needsRestart(change: ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration('crm.locale') || change.affectsConfiguration('crm.policyHints');
}
