import type { Analysis, AnalyseOptions } from '../compiler.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { Memory } from '../incremental/memory.js';
import { Derived, Slot, Tracked } from '../incremental/tracked.js';
import { sameItems } from '../incremental/same.js';
import { views } from '../incremental/views.js';
import type { Campaign, FileModel } from '../model/types.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import { RULES } from '../rules/generated/index.js';
import type { Finding, Rule, RuleContext } from '../rules/rule.js';
import { judge, levelOf, type RunResult } from '../rules/run.js';
import { standingWaivers, waiversOf, type StandingWaiver } from '../rules/waivers.js';
import type { Source } from '../text/source.js';
import { readMoment } from '../timeline/read-moment.js';
import { reportOnce } from '../timeline/timeline.js';
import { liveChecks } from './checks.js';
import { liveDeclarations } from './declarations.js';
import { contextOfFile, contextOfProject } from './focus.js';
import { liveHappenings } from './happenings.js';
import { livePlan } from './plan.js';
import { FileCache, libraryModels, PartsReader, type FileResult } from './read.js';
import { liveReasoning } from './reasoning.js';
import { tell } from './tell.js';

const FILE_RULES = RULES.filter((rule) => rule.scope === 'file' && rule.check);
const PROJECT_RULES = RULES.filter((rule) => rule.scope !== 'file' && rule.check);

type Found = ReadonlyMap<string, readonly Finding[]>;
const NOTHING: readonly Finding[] = [];

/**
 * The analysis of a project that is being edited: after a change only what read something that changed is done again.
 * What it finds is what `analyse` finds in the same texts.
 */
export class Workspace {
  private readonly memory = new Memory();
  private readonly cache = new FileCache(new PartsReader().read);
  private readonly files = new Tracked<string, FileResult>(this.memory);
  private readonly live: Analysis;
  private latest: Analysis;

  constructor(private readonly options: Pick<AnalyseOptions, 'now' | 'requireProof'> = {}) {
    const { memory, files } = this;
    const slot = <T>(compute: () => T, same?: (a: T, b: T) => boolean): Slot<T> => new Slot(memory, compute, same);
    const library = libraryModels();
    const models = slot(() => [...files.values()].map((file) => file.model), sameItems);
    const declarations = liveDeclarations(memory, () => models.value, library);
    const live = livePlan(memory, declarations, () => models.value, library);
    const { plan } = live;
    const reasoning = liveReasoning(memory, plan);
    const happenings = liveHappenings(memory, plan, reasoning);
    const { timeline, sends, offers } = happenings;
    const ownModels = new Derived(
      memory,
      () => files.keys(),
      (path: string) => files.get(path)?.model as FileModel,
    );
    const checks = liveChecks(memory, ownModels, plan, happenings);
    const standing = slot(() => standingWaivers(plan, timeline), sameWaivers);
    const waivers = slot(() => waiversOf(standing.value));
    const now = slot(() => (options.now === undefined ? undefined : readMoment(options.now, timeline.zone)?.start));
    const context = views<RuleContext>({
      plan: () => plan,
      timeline: () => timeline,
      sends: () => sends,
      contacts: happenings.contacts,
      prover: reasoning.prover,
      sizes: reasoning.sizes,
      now: () => now.value,
      history: () => false,
      waivers: () => waivers.value,
      shared: () => shared,
      ofCampaign: () => ofCampaign,
    });
    const known = new Map<unknown, Slot<unknown>>();
    function shared<T>(of: (whole: RuleContext) => T): T {
      const kept = known.get(of) ?? slot<unknown>(() => of(contextOfProject(context, offers)));
      known.set(of, kept);
      return kept.value as T;
    }
    const knownOfCampaigns = new Map<unknown, Derived<string, unknown>>();
    function ofCampaign<T>(of: (whole: RuleContext, campaign: Campaign) => T, { name }: Campaign): T {
      const kept =
        knownOfCampaigns.get(of) ??
        new Derived<string, unknown>(
          memory,
          () => plan.campaigns.keys(),
          (each) => {
            const campaign = plan.campaigns.get(each);
            return campaign && of(contextOfProject(context, offers), campaign);
          },
        );
      knownOfCampaigns.set(of, kept);
      return kept.get(name) as T;
    }
    const off = slot(() => RULES.filter((rule) => levelOf(plan, rule) === 'off'), sameItems);
    const runs = (rule: Rule): boolean => !off.value.includes(rule);
    const ofLibrary = new Map(library.map((model) => [model.path, model]));
    const perFile = new Derived(
      memory,
      () => [...ofLibrary.keys(), ...files.keys()],
      (path: string): Found => {
        const file = ofLibrary.get(path) ?? ownModels.get(path);
        if (!file) return new Map();
        const own = contextOfFile(context, offers, file);
        return new Map(FILE_RULES.flatMap((rule) => found(rule, runs(rule) ? own : undefined)));
      },
    );
    const perRule = new Derived(
      memory,
      () => PROJECT_RULES,
      (rule) => found(rule, runs(rule) ? contextOfProject(context, offers) : undefined)[0]?.[1] ?? NOTHING,
    );
    const findingsOf = (rule: Rule): readonly Finding[] =>
      rule.scope === 'file' ? [...perFile.values()].flatMap((each) => each.get(rule.id) ?? NOTHING) : (perRule.get(rule) ?? NOTHING);
    const judged = slot((): RunResult => judge(context, standing.value, findingsOf, options));
    const diagnostics = slot((): readonly Diagnostic[] => {
      const results = new Map(files);
      const resolved: Parameters<Parameters<typeof reportOnce>[0]>[0][] = [];
      const report = reportOnce((problem) => resolved.push(problem));
      for (const problem of [...live.problems(), ...checks(), ...reasoning.problems(), ...happenings.problems()]) report(problem);
      return tell({
        files: results,
        texts: new Map([...results].map(([path, { text }]) => [path, text])),
        read: [...results.values()].flatMap(({ problems }) => problems),
        resolved,
        judged: judged.value.diagnostics,
      });
    });
    this.live = views<Analysis>({
      plan: () => plan,
      timeline: () => timeline,
      sends: () => sends,
      contacts: happenings.contacts,
      prover: reasoning.prover,
      sizes: reasoning.sizes,
      waived: () => judged.value.waived,
      diagnostics: () => diagnostics.value,
    });
    this.latest = this.live;
  }

  /** Another object after each update, so that what is remembered for one is not taken for the next. */
  get analysis(): Analysis {
    return this.latest;
  }

  /** What a file declares, by itself. */
  fileModel(path: string): FileModel | undefined {
    return this.files.get(path)?.model ?? libraryModels().find((model) => model.path === path);
  }

  /** The project's files as they are now. */
  update(sources: Iterable<Source>): void {
    const ordered = [...sources].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    this.memory.advance();
    this.files.replace(new Map(ordered.map((source) => [source.path, this.cache.read(source)])));
    this.latest = Object.create(this.live, {
      plan: { value: Object.create(this.live.plan) as ResolvedPlan, enumerable: true },
    }) as Analysis;
  }
}

function sameWaivers(a: readonly StandingWaiver[], b: readonly StandingWaiver[]): boolean {
  const items = (all: readonly StandingWaiver[]): readonly unknown[] =>
    all.flatMap(({ waive, campaign, wave, until, channels }) => [waive, campaign, wave, until, channels.join(' ')]);
  return sameItems(items(a), items(b));
}

function found(rule: Rule, context: RuleContext | undefined): [string, readonly Finding[]][] {
  const findings = context && rule.check ? [...rule.check(context)] : NOTHING;
  return findings.length === 0 ? [] : [[rule.id, findings]];
}
