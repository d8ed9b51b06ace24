import fs from 'node:fs';
import path from 'node:path';
import { analyse } from '../../compiler.js';
import { localize, type Locale, type Localized } from '../../diagnostics/diagnostic.js';
import { repositoryOf, rootOf, writeAtomically } from '../../node/projects.js';
import { UsageError } from '../../node/usage-error.js';
import { campaignSkeleton } from '../../skeleton/campaign.js';
import { storeSkeleton, type Strictness } from '../../skeleton/store.js';
import { githubWorkflow, WORKFLOW_PATH } from '../../skeleton/workflow.js';
import { zoneId } from '../../timeline/zone.js';
import { ExitCode } from '../exit-codes.js';
import { PROBLEMS, type NewProject } from '../new-project.js';
import { textOption, type Options } from '../options.js';
import { createTerminal } from '../terminal.js';

declare const CRM_VERSION: string;

const WORDS = {
  shop: { en: 'My shop', zh: '我的店铺' },
  campaign: { en: 'First campaign', zh: '第一个活动' },
} satisfies Record<string, Localized>;

/** A zone of the machine as far as it is one that plans may name. */
function zoneHere(): string {
  return zoneId(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? 'Asia/Shanghai';
}

/** What is taken where nobody says otherwise: the zone of this machine, the currency of its first market. */
function defaultsOf(locale: Locale): NewProject {
  const timezone = zoneHere();
  const currency = locale === 'zh-CN' || timezone === 'Asia/Shanghai' ? 'CNY' : 'USD';
  return { locale, label: localize(WORDS.shop, locale), timezone, currency, members: 10_000, policy: 'retail', github: true };
}

function checked(options: Options, name: keyof typeof PROBLEMS): string | undefined {
  const text = textOption(options, name);
  const problem = text === undefined ? undefined : PROBLEMS[name](text);
  if (problem) throw new UsageError({ en: `--${name}: ${problem.en}`, zh: `--${name}：${problem.zh}` });
  return text;
}

/** What the flags of a call say. */
function flagsOf(options: Options): Partial<NewProject> {
  const [label, timezone, currency, members] = (['store', 'timezone', 'currency', 'members'] as const).map((name) =>
    checked(options, name),
  );
  const policy = textOption(options, 'policy') as Strictness | undefined;
  const ci = textOption(options, 'ci');
  return {
    ...(label !== undefined && { label: label.trim() }),
    ...(timezone !== undefined && { timezone: zoneId(timezone) ?? timezone }),
    ...(currency !== undefined && { currency }),
    ...(members !== undefined && { members: Number(members.replaceAll('_', '')) }),
    ...(policy !== undefined && { policy }),
    ...(ci !== undefined && { github: ci === 'github' }),
  };
}

/** The files of a new project by their paths from its folder. */
function filesOf(project: NewProject, today: string): ReadonlyMap<string, string> {
  const store = { path: 'store.crm', text: storeSkeleton(project, project.locale) };
  const { plan } = analyse([store]);
  const campaign = campaignSkeleton(plan, { title: localize(WORDS.campaign, project.locale), today }, project.locale);
  return new Map([
    ['crm.json', `${JSON.stringify({ locale: project.locale }, undefined, 2)}\n`],
    [store.path, store.text],
    ['plans/first-campaign.crm', campaign],
  ]);
}

/** A folder that holds a project already is left as it is. */
function refuseExisting(folder: string): void {
  const isThere = (file: string): boolean => fs.existsSync(path.join(folder, file));
  const entries = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const inTheWay = ['crm.json', 'store.crm', 'plans/first-campaign.crm'].find(isThere) ?? entries.find((name) => name.endsWith('.crm'));
  if (inTheWay !== undefined)
    throw new UsageError({
      en: `${path.join(folder, inTheWay)} is there already; nothing was written. Name another folder, or run \`crm check\` to see how this project is.`,
      zh: `${path.join(folder, inTheWay)} 已经存在，没有写入任何文件。请换一个文件夹，或运行 crm check 查看这个项目。`,
    });
  const above = rootOf(path.resolve(folder));
  if (above !== path.resolve(folder))
    throw new UsageError({
      en: `${folder} lies in the project ${above}, which reads all .crm files below it. Choose a folder outside of it.`,
      zh: `${folder} 位于项目 ${above} 之内，该项目会读取其下所有 .crm 文件。请选择项目之外的文件夹。`,
    });
}

/** The workflow belongs to the repository, and one that is there stays. */
function workflowOf(folder: string): { readonly file: string; readonly text: string } | undefined {
  const absolute = path.resolve(folder);
  const repository = repositoryOf(absolute) ?? absolute;
  const file = path.join(repository, WORKFLOW_PATH);
  const inside = path.relative(repository, absolute).split(path.sep).join('/');
  return fs.existsSync(file) ? undefined : { file, text: githubWorkflow(CRM_VERSION, inside === '' ? '.' : inside) };
}

function todayIn(timezone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(new Date());
}

/** `crm init [FOLDER]`: starts a project that checks clean; asks on a terminal unless flags say it all. */
export async function init(folder: string, options: Options): Promise<ExitCode> {
  const terminal = createTerminal(options);
  refuseExisting(folder);
  const flags = flagsOf(options);
  const defaults = defaultsOf(terminal.locale);
  const asks = process.stdin.isTTY && process.stdout.isTTY && Object.keys(flags).length === 0;
  const answers = asks ? await (await import('../questions.js')).askProject(defaults) : flags;
  if (answers === undefined) {
    terminal.err(localize({ en: 'Nothing was written.\n', zh: '没有写入任何文件。\n' }, terminal.locale));
    return ExitCode.usage;
  }
  const project = { ...defaults, ...answers };
  const files = [...filesOf(project, todayIn(project.timezone))].map(([name, text]) => ({ file: path.join(folder, name), text }));
  const workflow = project.github ? workflowOf(folder) : undefined;
  for (const { file, text } of [...files, ...(workflow ? [workflow] : [])]) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    writeAtomically(file, text);
    terminal.out(`+ ${path.relative(process.cwd(), file)}\n`);
  }
  const place = folder === '.' ? '' : ` ${folder}`;
  terminal.out(
    localize(
      {
        en: `\nNext: fill in plans/first-campaign.crm, then\n  crm check${place}\n  crm compile${place} -o schedule.json\n`,
        zh: `\n接下来填写 plans/first-campaign.crm，然后运行\n  crm check${place}\n  crm compile${place} -o schedule.json\n`,
      },
      project.locale,
    ),
  );
  return ExitCode.fine;
}
