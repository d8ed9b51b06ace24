import type { AnalyseOptions } from '../compiler.js';
import type { Memory } from '../incremental/memory.js';
import { sameItems } from '../text/same-items.js';
import { Derived } from '../incremental/derived.js';
import { Slot } from '../incremental/slot.js';
import type { FileModel } from '../model/types.js';
import { RULES } from '../rules/generated/index.js';
import type { Finding, Rule, RuleContext } from '../rules/rule.js';
import { judge, levelOf, type RunResult } from '../rules/run.js';
import type { StandingWaiver } from '../rules/waivers.js';
import { contextOfFile, contextOfProject, type Ground } from './focus.js';

const FILE_RULES = RULES.filter((rule) => rule.scope === 'file' && rule.check);
const PROJECT_RULES = RULES.filter((rule) => rule.scope !== 'file' && rule.check);

/** By rule. */
type Found = ReadonlyMap<string, readonly Finding[]>;

const NOTHING: readonly Finding[] = [];

export interface FindingsInput {
  readonly ground: Ground;
  readonly files: Derived<string, FileModel>;
  readonly library: readonly FileModel[];
  readonly standing: () => readonly StandingWaiver[];
  readonly options: Pick<AnalyseOptions, 'requireProof'>;
}

export interface LiveFindings {
  readonly judged: () => RunResult;
  /** With one file looked at anew, and everything else as it was found before. */
  readonly glance: (path: string) => RunResult;
  /** Works out what is found in the project as a whole. */
  readonly ofProject: () => void;
  /** Does the work for all of it in small steps. */
  readonly work: () => Iterable<void>;
}

/** What the rules find: those about single files file by file, the others rule by rule. */
export function liveFindings(memory: Memory, { ground, files, library, standing, options }: FindingsInput): LiveFindings {
  const { context } = ground;
  const off = new Slot(memory, () => RULES.filter((rule) => levelOf(context.plan, rule) === 'off'), sameItems);
  const run = (rule: Rule, of: RuleContext): [string, readonly Finding[]][] => {
    const findings = rule.check && !off.value.includes(rule) ? [...rule.check(of)] : NOTHING;
    return findings.length === 0 ? [] : [[rule.id, findings]];
  };
  const ofLibrary = new Map(library.map((model) => [model.path, model]));
  const perFile = new Derived<string, Found>(
    memory,
    () => [...ofLibrary.keys(), ...files.keys()],
    (path) => {
      const file = ofLibrary.get(path) ?? files.get(path);
      if (!file) return new Map();
      const own = contextOfFile(ground, file);
      return new Map(FILE_RULES.flatMap((rule) => run(rule, own)));
    },
  );
  const perRule = new Derived<Rule, Found>(
    memory,
    () => PROJECT_RULES,
    (rule) => new Map(run(rule, contextOfProject(ground))),
  );
  const all = new Slot(memory, () => together([...perFile.values(), ...perRule.values()]));
  const judgedBy = (found: Found): RunResult => judge(context, standing(), (rule) => found.get(rule.id) ?? NOTHING, options);
  const judged = new Slot(memory, () => judgedBy(all.value));
  return {
    judged: () => judged.value,
    glance: (path) => {
      perFile.take(path);
      // A waiver of the file may cover what is found elsewhere.
      const isAbout = (finding: Finding): boolean =>
        finding.span.file === path || (standing().length > 0 && (finding.subjects ?? []).length > 0);
      return judgedBy(together([...perFile.known(), ...perRule.known()], isAbout));
    },
    ofProject: () => {
      for (const rule of PROJECT_RULES) perRule.take(rule);
    },
    *work() {
      for (const path of files.keys()) {
        perFile.take(path);
        yield;
      }
      for (const rule of PROJECT_RULES) {
        if (rule.prepare && !perRule.isCurrent(rule) && !off.value.includes(rule)) yield* rule.prepare(contextOfProject(ground));
        perRule.take(rule);
        yield;
      }
    },
  };
}

function together(parts: Iterable<Found>, isWanted: (finding: Finding) => boolean = () => true): Found {
  const all = new Map<string, Finding[]>();
  for (const part of parts) {
    for (const [rule, findings] of part) {
      const list = all.get(rule) ?? [];
      all.set(rule, list);
      for (const finding of findings) if (isWanted(finding)) list.push(finding);
    }
  }
  return all;
}
