import { commands, workspace, type ExtensionContext } from 'vscode';
import { checkProject } from './commands/check-project.js';
import { compileSchedule } from './commands/compile-schedule.js';
import { explainRule } from './commands/explain-rule.js';
import { newCampaign } from './commands/new-campaign.js';
import { showTimeline } from './commands/show-timeline.js';
import { Server, type Launch } from './server.js';
import { needsRestart } from './settings.js';
import { StatusBar } from './status-bar.js';
import { RulePanel } from './webviews/rule-panel.js';
import { TimelinePanel } from './webviews/timeline-panel.js';

/** Starts the extension over one way of running the server. */
export function start(context: ExtensionContext, launch: Launch): Server {
  const server = new Server(launch);
  const rulePanel = new RulePanel(server, context.extensionUri);
  const timelinePanel = new TimelinePanel(server, context.extensionUri);
  const status = new StatusBar(server);
  const restart = async (): Promise<void> => {
    await server.restart();
    status.later(0);
    await rulePanel.refresh();
  };
  context.subscriptions.push(
    status,
    rulePanel,
    timelinePanel,
    commands.registerCommand('crm.newCampaign', (given: unknown) => newCampaign(server, given)),
    commands.registerCommand('crm.checkProject', (given: unknown) => checkProject(server, given)),
    commands.registerCommand('crm.compileSchedule', (given: unknown) => compileSchedule(server, given)),
    commands.registerCommand('crm.explainRule', (given: unknown) => explainRule(server, rulePanel, given)),
    commands.registerCommand('crm.showTimeline', (given: unknown) => showTimeline(timelinePanel, given)),
    commands.registerCommand('crm.restartServer', restart),
    workspace.onDidChangeConfiguration((change) => {
      if (needsRestart(change)) void restart();
    }),
  );
  void restart();
  return server;
}
