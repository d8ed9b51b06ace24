import { CompletionItemKind, CompletionRequest, type CompletionItem } from 'vscode-languageserver';
import type { ResolvedPlan } from '../resolve/plan.js';
import type { Declared } from '../model/types.js';
import { wavesOf } from '../model/waves.js';
import { RULES } from '../rules/generated/index.js';
import { localize, type Locale } from '../diagnostics/diagnostic.js';
import { expectedAfter } from '../syntax/expected.js';
import { answer, type Feature } from './feature.js';
import { offsetOf } from './places.js';
import type { Project } from './project.js';

/** The word that is being written at the end of a text. */
const UNFINISHED = /[A-Za-z_\u3400-\u9FFF][A-Za-z0-9_\-\u3400-\u9FFF]*$/;

/** What may be written at an offset: words of the language that fit there, and names of what is asked for. */
function completions(project: Project, file: string, offset: number, locale: Locale): readonly CompletionItem[] {
  const before = (project.textOf(file) ?? '').slice(0, offset).replace(UNFINISHED, '');
  const { keywords, name } = expectedAfter(before);
  const names = name?.property === undefined ? [] : namesFor(name.property, name.type, project, locale);
  return [
    ...names.map((item) => ({ ...item, sortText: `0 ${item.label}` })),
    ...keywords.map((label) => ({ label, kind: CompletionItemKind.Keyword, sortText: `1 ${label}` })),
  ];
}

function namesFor(property: string, type: string | undefined, project: Project, locale: Locale): readonly CompletionItem[] {
  const { plan } = project.analysis;
  if (property === 'rule') {
    return RULES.map(({ id, title }) => ({ label: id, kind: CompletionItemKind.Constant, detail: localize(title, locale) }));
  }
  return itemsOf(declaredFor(property, type, plan));
}

/** What a property may name. */
function declaredFor(property: string, type: string | undefined, plan: ResolvedPlan): ReadonlyMap<string, Declared> {
  switch (property) {
    case 'channel':
    case 'channels':
    case 'lead':
    case 'before':
      return new Map([...plan.channels].map(([name, { declaration }]) => [name, declaration]));
    case 'to':
    case 'audiences':
    case 'audience':
    case 'of':
    case 'left':
    case 'right':
    case 'segments':
      return audiencesOf(plan);
    case 'except':
      return type === 'FloorClause' ? plan.products : audiencesOf(plan);
    case 'for':
      return type === 'ForPart' ? happeningsOf(plan) : audiencesOf(plan);
    case 'benefits':
      return plan.benefits;
    case 'message':
      return plan.messages;
    case 'metric':
    case 'metrics':
      return plan.metrics;
    case 'products':
    case 'on':
      return plan.products;
    case 'by':
    case 'role':
    case 'owner':
    case 'host':
      return plan.roles;
    case 'event':
      return plan.events;
    case 'during':
      return type?.endsWith('Clause') === true ? plan.events : phasesOf(plan);
    case 'phase':
      return phasesOf(plan);
    case 'campaigns':
      return plan.campaigns;
    case 'extends':
      return plan.policies;
    default:
      return new Map();
  }
}

function audiencesOf(plan: ResolvedPlan): ReadonlyMap<string, Declared> {
  return new Map([...plan.audiences].map(([name, { declaration }]) => [name, declaration]));
}

function phasesOf(plan: ResolvedPlan): ReadonlyMap<string, Declared> {
  return byName([...plan.campaigns.values()].flatMap(({ timing }) => timing?.phases ?? []));
}

function happeningsOf(plan: ResolvedPlan): ReadonlyMap<string, Declared> {
  return byName([...plan.campaigns.values()].flatMap((campaign) => [...wavesOf(campaign), ...(campaign.method?.activities ?? [])]));
}

function byName(declared: readonly Declared[]): ReadonlyMap<string, Declared> {
  return new Map(declared.map((each) => [each.name, each]));
}

function itemsOf(declared: ReadonlyMap<string, Declared>): readonly CompletionItem[] {
  return [...declared].map(([label, { label: shown, doc }]) => ({
    label,
    kind: CompletionItemKind.Reference,
    ...(shown && { detail: shown.value }),
    ...(doc !== undefined && { documentation: doc }),
  }));
}

export const completionFeature: Feature = {
  name: { en: 'completion', zh: '补全' },
  capabilities: { completionProvider: { triggerCharacters: [' ', '.'] } },
  answers: [
    answer(CompletionRequest.type, ({ project, path, session }, { position }) => [
      ...completions(project, path, offsetOf(project, path, position), session.locale),
    ]),
  ],
};
