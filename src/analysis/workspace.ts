import type { Analysis, AnalyseOptions } from '../compiler.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import { Memory } from '../incremental/memory.js';
import { Derived } from '../incremental/derived.js';
import { Slot } from '../incremental/slot.js';
import { Tracked } from '../incremental/tracked.js';
import { sameItems } from '../text/same-items.js';
import { views } from '../incremental/views.js';
import type { FileModel } from '../model/types.js';
import type { RuleContext } from '../rules/rule.js';
import { waiversOf, waiversOfCampaign, type StandingWaiver } from '../rules/waivers.js';
import { sortSources, type Source } from '../text/source.js';
import { readMoment } from '../timeline/read-moment.js';
import { reportOnce } from '../timeline/timeline.js';
import { liveChecks } from './checks.js';
import { liveDeclarations } from './declarations.js';
import { liveFindings } from './findings.js';
import { contextOfProject, type Ground } from './focus.js';
import { liveHappenings } from './happenings.js';
import { livePlan } from './plan.js';
import { FileCache, libraryModels, PartsReader, type FileResult } from './read.js';
import { liveReasoning } from './reasoning.js';
import { sharedOf } from './shared.js';
import { tell } from './tell.js';

/** Proofs keep all they have met: after so many changes they are begun anew, so that it does not add up. */
const CHANGES_OF_PROOFS = 2000;

export type WorkspaceOptions = Pick<AnalyseOptions, 'now' | 'requireProof'>;

/**
 * The analysis of a project that is being edited: after a change only what read something that changed is done again.
 * What it finds is what `analyse` finds in the same texts.
 */
export class Workspace {
  private readonly memory = new Memory();
  private readonly cache = new FileCache(new PartsReader().read);
  private readonly files = new Tracked<string, FileResult>(this.memory);
  private readonly generations = new Tracked<'proofs', number>(this.memory);
  private readonly parts: Assembled;
  private latest: Analysis;

  constructor(options: WorkspaceOptions = {}) {
    this.parts = assemble({ memory: this.memory, files: this.files, proofs: () => this.generations.get('proofs') }, options);
    this.latest = this.parts.analysis;
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
    const ordered = sortSources(sources);
    this.memory.advance();
    this.generations.replace(new Map([['proofs', Math.floor(this.memory.revision / CHANGES_OF_PROOFS)]]));
    this.files.replace(new Map(ordered.map((source) => [source.path, this.cache.read(source)])));
    this.latest = this.parts.fresh();
  }

  /**
   * What is found when a file is looked at anew and everything else is taken as it was when all of it was last looked at:
   * what an editor can show at once. The diagnostics of the analysis have the last word.
   */
  glance(path: string): readonly Diagnostic[] {
    return this.parts.glance(path);
  }

  /** Does the work for the diagnostics of the analysis step by step; the caller may stop between any two. */
  work(): Iterable<void> {
    return this.parts.work();
  }
}

interface Assembled {
  readonly analysis: Analysis;
  /** The analysis as another object, with plan, timeline and sends of its own. */
  readonly fresh: () => Analysis;
  readonly glance: (path: string) => readonly Diagnostic[];
  readonly work: () => Iterable<void>;
}

interface Inputs {
  readonly memory: Memory;
  readonly files: ReadonlyMap<string, FileResult>;
  /** Another one whenever proofs have to be begun anew. */
  readonly proofs: () => unknown;
}

function assemble({ memory, files, proofs }: Inputs, options: WorkspaceOptions): Assembled {
  const slot = <T>(compute: () => T, same?: (a: T, b: T) => boolean): Slot<T> => new Slot(memory, compute, same);
  const library = libraryModels();
  const models = slot(() => [...files.values()].map((file) => file.model), sameItems);
  const declarations = liveDeclarations(memory, () => models.value, library);
  const live = livePlan(memory, declarations, () => models.value, library);
  const { plan } = live;
  const reasoning = liveReasoning(memory, plan, proofs);
  const happenings = liveHappenings(memory, plan, reasoning);
  const { timeline, sends, offers } = happenings;
  const ownModels = new Derived(
    memory,
    () => files.keys(),
    (path: string) => files.get(path)?.model ?? { path, declarations: [], facts: [], money: [], lost: [] },
  );
  const checks = liveChecks(memory, ownModels, plan, happenings);
  const waiversIn = new Derived(
    memory,
    () => plan.campaigns.keys(),
    (name: string) => {
      const campaign = plan.campaigns.get(name);
      return campaign ? waiversOfCampaign(plan, timeline, campaign) : [];
    },
  );
  const standing = slot(() => [...waiversIn.values()].flat(), sameWaivers);
  const waivers = slot(() => waiversOf(standing.value));
  const now = slot(() => (options.now === undefined ? undefined : readMoment(options.now, timeline.zone)?.start));
  const context: RuleContext = views<RuleContext>({
    plan: () => plan,
    timeline: () => timeline,
    sends: () => sends,
    contacts: happenings.contacts,
    prover: reasoning.prover,
    sizes: reasoning.sizes,
    now: () => now.value,
    history: () => false,
    waivers: () => waivers.value,
    ...sharedOf(memory, () => ground),
  });
  const ground: Ground = { context, offers, asked: reasoning.asked };
  const findings = liveFindings(memory, { ground, files: ownModels, library, standing: () => standing.value, options });
  const steps = [live.audiences, live.segments, checks, happenings.placed, happenings.sent];

  const told = (found: readonly Problem[], judged: readonly Diagnostic[]): readonly Diagnostic[] => {
    const results = new Map(files);
    const resolved: Problem[] = [];
    const report = reportOnce((problem) => resolved.push(problem));
    for (const problem of [...live.problems(), ...found, ...reasoning.problems(), ...happenings.problems()]) report(problem);
    return tell({
      files: results,
      texts: new Map([...results].map(([path, { text }]) => [path, text])),
      read: [...results.values()].flatMap(({ problems }) => problems),
      resolved,
      judged,
    });
  };
  const diagnostics = slot(() =>
    told(
      steps.flatMap((step) => step.problems()),
      findings.judged().diagnostics,
    ),
  );

  /** Whether somebody has asked for all of it before. */
  let hasLooked = false;
  const analysis = views<Analysis>({
    plan: () => plan,
    timeline: () => timeline,
    sends: () => sends,
    contacts: happenings.contacts,
    prover: reasoning.prover,
    sizes: reasoning.sizes,
    waived: () => findings.judged().waived,
    diagnostics: () => {
      hasLooked = true;
      return diagnostics.value;
    },
  });

  return {
    analysis,
    fresh: () => {
      const { plan: ownPlan, timeline: ownTimeline, sends: ownSends } = contextOfProject(ground);
      const own = { plan: { value: ownPlan }, timeline: { value: ownTimeline }, sends: { value: ownSends } };
      return Object.create(analysis, own) as Analysis;
    },
    glance: (path) => {
      if (!hasLooked) findings.ofProject();
      const names = (kind: string): readonly string[] =>
        (ownModels.get(path)?.declarations ?? []).flatMap((each) => (each.kind === kind ? [each.name] : []));
      names('audience').forEach(live.audiences.take);
      names('segments').forEach(live.segments.take);
      names('campaign').forEach(happenings.placed.take);
      names('campaign').forEach(happenings.sent.take);
      checks.take(path);
      return told(
        steps.flatMap((step) => (hasLooked ? step.known() : step.problems())),
        findings.glance(path).diagnostics,
      );
    },
    *work() {
      yield* oneByOne([
        () => plan.audiences.size,
        () => timeline.campaigns.size,
        reasoning.prover,
        reasoning.sizes,
        ...[...plan.campaigns.keys()].map((name) => () => {
          happenings.sent.take(name);
        }),
        () => sends.sends.length,
      ]);
      yield* findings.work();
      yield* oneByOne([() => analysis.diagnostics]);
    },
  };
}

function* oneByOne(steps: Iterable<() => unknown>): Iterable<void> {
  for (const step of steps) {
    step();
    yield;
  }
}

function sameWaivers(a: readonly StandingWaiver[], b: readonly StandingWaiver[]): boolean {
  const items = (all: readonly StandingWaiver[]): readonly unknown[] =>
    all.flatMap(({ waive, campaign, wave, until, channels }) => [waive, campaign, wave, until, channels.join(' ')]);
  return sameItems(items(a), items(b));
}
