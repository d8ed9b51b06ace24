import { RequestType } from 'vscode-languageserver';
import { countLevels } from '../diagnostics/json.js';
import { LEVEL_WORDS, localize, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import { renderSummary } from '../diagnostics/pretty.js';
import { GROUP_WORDS } from '../rules/groups.js';
import { RULES } from '../rules/generated/index.js';
import { ruleById } from '../rules/run.js';
import type { Rule } from '../rules/rule.js';
import { json } from '../schedule/ndjson.js';
import type { Schedule } from '../schedule/types.js';
import { scheduleOf } from '../schedule.js';
import { plural } from '../text/numbers.js';
import type { Analysis } from '../compiler.js';
import { codePieces, type Piece } from './code-pieces.js';
import { loadsOfCampaign, loadText, tightness, type Load } from './describe/loads.js';
import { answer, answerAll, answerShown, type Feature, type Here } from './feature.js';
import { uriOf } from './places.js';
import { campaignSkeleton, type NewCampaign } from '../skeleton/campaign.js';

/** Requests beyond the protocol, for the VS Code extension. Texts are in the language of the session. */

declare const CRM_VERSION: string;

export interface AboutFile {
  /** A file of the project, or any file in its folder. */
  readonly textDocument: { readonly uri: string };
}

/** What is wrong with a project, in numbers and in a sentence. */
export interface Totals {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** `4 files, 1 campaign: 1 error` */
  readonly summary: string;
}

export interface Status extends Totals {
  /** How far caps are used in their worst window by the campaigns of the file and all beside them, the tightest first. */
  readonly caps: readonly CapStatus[];
}

export interface CapStatus {
  /** How much of it is used, and when: `短信 3/3 · 2027-11` */
  readonly use: string;
  /** As the policy says it: `cap sms 3 per calendar month` */
  readonly clause: string;
}

export interface Compiled extends Totals {
  /** The address of the project's folder. */
  readonly folder: string;
  /** The schedule as a file; missing while there are errors. */
  readonly schedule?: string;
  /** What the schedule holds: `1 campaign, 7 sends` */
  readonly contents?: string;
}

export interface ListedRule {
  readonly id: string;
  /** In words. */
  readonly group: string;
  readonly title: string;
}

/** The page of a rule. Its texts are plain, with names in backquotes. */
export interface RulePage extends ListedRule {
  /** `error`, or `error, locked` */
  readonly level: string;
  readonly why: string;
  readonly configure: string;
  /** Plans, without texts where the rule shows none. */
  readonly examples: readonly { readonly title: string; readonly isGood: boolean; readonly code: readonly Piece[] }[];
}

export interface Explained {
  readonly rules: readonly ListedRule[];
  /** Missing where there is no rule of that id. */
  readonly page?: RulePage;
}

const STATUS = new RequestType<AboutFile, Status, unknown>('crm/status');
const CHECK = new RequestType<AboutFile, Totals, unknown>('crm/check');
/** The addresses of the files of a project. */
const FILES = new RequestType<AboutFile, readonly string[], unknown>('crm/files');
const COMPILE = new RequestType<AboutFile, Compiled, unknown>('crm/compile');
const EXPLAIN = new RequestType<{ readonly rule?: string }, Explained, unknown>('crm/explain');
const NEW_CAMPAIGN = new RequestType<AboutFile & NewCampaign, { readonly text: string }, unknown>('crm/newCampaign');

function totals({ project, session: { locale } }: Here): Totals {
  const { diagnostics, plan } = project.analysis;
  return { ...countLevels(diagnostics), summary: renderSummary(diagnostics, project.paths.length, plan.campaigns.size, locale) };
}

/** Of larger projects the caps are told only in files that hold campaigns: counting all of them would take seconds. */
const MOST_CAMPAIGNS = 30;

/** The campaigns of a file; in a file without any, those of the whole project. */
function campaignsMeant({ project, path }: Here): readonly string[] {
  const own = project.fileModel(path).declarations.flatMap(({ kind, name }) => (kind === 'campaign' ? [name] : []));
  if (own.length > 0) return own;
  const all = [...project.analysis.plan.campaigns.keys()];
  return all.length > MOST_CAMPAIGNS ? [] : all;
}

/** For each cap that is used at all, the worst of some campaigns, with everything that counts beside them; the tightest first. */
function worstLoads(analysis: Analysis, campaigns: readonly string[]): readonly Load[] {
  const loads = campaigns
    .flatMap((campaign) => loadsOfCampaign(analysis, campaign))
    .filter(({ most }) => most > 0)
    .sort((a, b) => tightness(b) - tightness(a) || (a.cap.id < b.cap.id ? -1 : 1));
  return [...new Map([...loads].reverse().map((load) => [load.cap.id, load])).values()].reverse();
}

function status(here: Here): Status {
  const { project, session } = here;
  const caps = worstLoads(project.analysis, campaignsMeant(here)).map((load): CapStatus => {
    const { file, start, end } = load.cap.clause.span;
    return {
      use: localize(loadText(project.analysis, load), session.locale),
      clause: (project.textOf(file) ?? '').slice(start, end).replace(/\s+/g, ' '),
    };
  });
  return { ...totals(here), caps };
}

function contentsOf({ campaigns, sends, triggers, tasks }: Schedule): Localized {
  const [c, s, t, k] = [campaigns.length, sends.length, triggers.length, tasks.length];
  return {
    en: [plural(c, 'campaign'), plural(s, 'send'), plural(t, 'trigger'), plural(k, 'task')].join(', '),
    zh: `${c}个活动，${s}次发送，${t}个触发，${k}项任务`,
  };
}

function compile(here: Here): Compiled {
  const { project, session } = here;
  const found = { ...totals(here), folder: uriOf(project, '') };
  if (found.errors > 0) return found;
  const sources = project.paths.map((path) => ({ path, text: project.textOf(path) ?? '' }));
  const schedule = scheduleOf(project.analysis, sources, CRM_VERSION);
  return { ...found, schedule: json(schedule), contents: localize(contentsOf(schedule), session.locale) };
}

function listed({ id, group, title }: Rule, locale: Locale): ListedRule {
  return { id, group: localize(GROUP_WORDS[group], locale), title: localize(title, locale) };
}

const LOCKED: Localized = { en: ', locked', zh: '，不可调整' };
const FOUND: Localized = { en: 'Found in', zh: '会报告' };
const FINE: Localized = { en: 'Fine', zh: '正确写法' };

function rulePage(rule: Rule, locale: Locale): RulePage {
  const examples = [
    { title: localize(FOUND, locale), isGood: false, text: rule.bad },
    { title: localize(FINE, locale), isGood: true, text: rule.good },
  ];
  return {
    ...listed(rule, locale),
    level: localize(LEVEL_WORDS[rule.level], locale) + (rule.locked ? localize(LOCKED, locale) : ''),
    why: localize(rule.why, locale),
    configure: localize(rule.configure, locale),
    examples: examples.filter(({ text }) => text !== '').map(({ text, ...rest }) => ({ ...rest, code: codePieces(text.trimEnd()) })),
  };
}

function explain(id: string | undefined, locale: Locale): Explained {
  const rule = id === undefined ? undefined : ruleById(id);
  return { rules: RULES.map((each) => listed(each, locale)), ...(rule && { page: rulePage(rule, locale) }) };
}

export const extensionFeature: Feature = {
  name: { en: 'a command of the editor', zh: '编辑器命令' },
  capabilities: {},
  answers: [
    answer(STATUS, status),
    answerShown(CHECK, totals),
    answer(FILES, ({ project }) => project.paths.map((path) => uriOf(project, path))),
    answerShown(COMPILE, compile),
    answer(NEW_CAMPAIGN, (here, wanted) => ({ text: campaignSkeleton(here.project.analysis.plan, wanted, here.session.locale) })),
    answerAll(EXPLAIN, (_projects, { rule }, { locale }) => explain(rule, locale)),
  ],
};
