import { commands, workspace, type ExtensionContext } from 'vscode';
import { checkProject } from './commands/check-project.js';
import { compileSchedule } from './commands/compile-schedule.js';
import { explainRule } from './commands/explain-rule.js';
import { newCampaign } from './commands/new-campaign.js';
import { Server, type Launch } from './server.js';
import { needsRestart } from './settings.js';
import { StatusBar } from './status-bar.js';
import { Panel } from './webviews/panels.js';

/** Starts the extension over one way of running the server. */
export function start(context: ExtensionContext, launch: Launch): Server {
  const server = new Server(launch);
  const rulePanel = new Panel('crm.rule', context.extensionUri, ['crm.explainRule']);
  const status = new StatusBar(server);
  const restart = async (): Promise<void> => {
    await server.restart();
    status.later(0);
  };
  context.subscriptions.push(
    status,
    rulePanel,
    commands.registerCommand('crm.newCampaign', (given: unknown) => newCampaign(server, given)),
    commands.registerCommand('crm.checkProject', (given: unknown) => checkProject(server, given)),
    commands.registerCommand('crm.compileSchedule', (given: unknown) => compileSchedule(server, given)),
    commands.registerCommand('crm.explainRule', (given: unknown) => explainRule(server, rulePanel, given)),
    commands.registerCommand('crm.restartServer', restart),
    workspace.onDidChangeConfiguration((change) => {
      if (needsRestart(change)) void restart();
    }),
  );
  void restart();
  return server;
}
