import { DefinitionRequest, HoverRequest, type Hover, type Location } from 'vscode-languageserver';
import { localize, type Locale } from '../diagnostics/diagnostic.js';
import type { Plan } from '../model/plan.js';
import type { Declared } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { usesOfPlan, type Use } from '../resolve/references.js';
import { ruleById } from '../rules/run.js';
import { answer, type Feature } from './feature.js';
import { locationOf, offsetOf, rangeOf } from './places.js';
import type { Project } from './project.js';

/** Longer declarations are cut in a hover. */
const MOST_LINES = 8;

/** The name that stands at an offset, with what it must be the name of. */
function useAt(project: Project, file: string, offset: number): Use | undefined {
  let found: Use | undefined;
  usesOfPlan(project.analysis.plan, (use) => {
    const { span } = use.ref;
    if (span.file === file && span.start <= offset && offset <= span.end) found = use;
  });
  return found;
}

function declarationOf(plan: Plan, { kind, ref: { name }, campaign }: Use): Declared | undefined {
  switch (kind) {
    case 'audience':
      return plan.audiences.get(name)?.declaration;
    case 'channel':
      return plan.channels.get(name)?.declaration;
    case 'role':
      return plan.roles.get(name);
    case 'benefit':
      return plan.benefits.get(name);
    case 'message':
      return plan.messages.get(name);
    case 'metric':
      return plan.metrics.get(name);
    case 'products':
      return plan.products.get(name);
    case 'campaign':
      return plan.campaigns.get(name);
    case 'event':
      return plan.events.get(name);
    case 'phase':
      return campaign?.timing?.phases.find((phase) => phase.name === name);
    case 'happening':
      return [...(campaign ? wavesOf(campaign) : []), ...(campaign?.method?.activities ?? [])].find((part) => part.name === name);
    case 'rule':
      return undefined;
  }
}

/** Where the name at an offset is declared; undefined for what the library declares. */
function definition(project: Project, file: string, offset: number): Location | undefined {
  const use = useAt(project, file, offset);
  const declared = use && declarationOf(project.analysis.plan, use);
  return declared && locationOf(project, declared.nameSpan);
}

/** What the name at an offset stands for: its declaration with its documentation, or the rule. */
function hover(project: Project, file: string, offset: number, locale: Locale): Hover | undefined {
  const use = useAt(project, file, offset);
  if (!use) return undefined;
  const declared = declarationOf(project.analysis.plan, use);
  const rule = use.kind === 'rule' ? ruleById(use.ref.name) : undefined;
  const value = declared
    ? [codeOf(project, declared), declared.doc].filter((part) => part !== undefined).join('\n\n')
    : rule && `**${rule.id}** · ${localize(rule.title, locale)}\n\n${localize(rule.why, locale)}\n\n${localize(rule.configure, locale)}`;
  return value === undefined ? undefined : { contents: { kind: 'markdown', value }, range: rangeOf(project, use.ref.span) };
}

function codeOf(project: Project, { span }: Declared): string {
  const lines = (project.textOf(span.file) ?? '').slice(span.start, span.end).split('\n');
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '…'] : lines;
  return ['```crm', ...shown, '```'].join('\n');
}

export const definitionFeature: Feature = {
  name: { en: 'go to definition', zh: '转到定义' },
  capabilities: { definitionProvider: true },
  answers: [
    answer(DefinitionRequest.type, ({ project, path }, { position }) => definition(project, path, offsetOf(project, path, position))),
  ],
};

export const hoverFeature: Feature = {
  name: { en: 'hover', zh: '悬停提示' },
  capabilities: { hoverProvider: true },
  answers: [
    answer(HoverRequest.type, ({ project, path, session }, { position }) =>
      hover(project, path, offsetOf(project, path, position), session.locale),
    ),
  ],
};
