import { FileCache } from '../compiler.js';
import type { Localized } from '../diagnostics/diagnostic.js';
import type { Plan } from '../model/plan.js';
import type { Mention } from '../resolve/mentions.js';
import { declaredAt, KIND_WORDS, keyOf, partsOf, type Named, type NamedKind } from '../resolve/named.js';
import { resolvePlan, type ResolvedPlan } from '../resolve/plan.js';
import { RULES } from '../rules/generated/index.js';
import { applyEdits } from '../text/edit.js';
import { groupBy } from '../text/group-by.js';
import { LIBRARY } from '../library/generated/sources.js';
import { lineAt } from '../text/span.js';
import { mentionsInText, mentionsOf } from './mentions.js';
import type { Project } from './project.js';

const PARTS: ReadonlySet<NamedKind> = new Set<NamedKind>(['phase', 'wave', 'activity', 'material', 'risk']);

/** Kinds of a campaign's parts that stand for days, as events do. */
const DATED: ReadonlySet<NamedKind> = new Set<NamedKind>(['phase', 'wave', 'activity']);

/** What has the new name already, among all that share their names. */
function takenBy({ kind, owner }: Named, name: string, plan: Plan): Named | undefined {
  const exists = (named: Named): Named | undefined => (declaredAt(named, plan) ? named : undefined);
  if (PARTS.has(kind)) {
    const campaign = plan.campaigns.get(owner ?? '');
    const own = campaign && partsOf(campaign).find(({ declared }) => declared.name === name);
    if (own) return { kind: own.kind, owner: owner ?? '', name };
    return DATED.has(kind) ? exists({ kind: 'event', name }) : undefined;
  }
  const same = exists({ kind, name, ...(owner !== undefined && { owner }) });
  if (same) return same;
  if (kind === 'measure') return exists({ kind: 'attribute', owner: 'member', name });
  if (kind === 'attribute' && owner === 'member') return exists({ kind: 'measure', name });
  if (kind === 'event') {
    for (const campaign of plan.campaigns.values()) {
      const dated = partsOf(campaign).find((each) => DATED.has(each.kind) && each.declared.name === name);
      if (dated) return { kind: dated.kind, owner: campaign.name, name };
    }
  }
  return undefined;
}

/** The thing under its new name, also where what was renamed is its owner. */
function renamedKey(named: Named, target: Named, name: string): string {
  if (keyOf(named) === keyOf(target)) return keyOf({ ...named, name });
  const { owner } = named;
  if (owner === undefined) return keyOf(named);
  const owners: Partial<Record<NamedKind, readonly NamedKind[]>> = {
    audience: ['segment'],
    campaign: [...PARTS],
    entity: ['attribute'],
  };
  if (owner === target.name && owners[target.kind]?.includes(named.kind)) return keyOf({ ...named, owner: name });
  if (named.kind !== 'value') return keyOf(named);
  const [entity = '', attribute = ''] = owner.split('.');
  if (target.kind === 'entity' && entity === target.name) return keyOf({ ...named, owner: `${name}.${attribute}` });
  if (target.kind === 'attribute' && owner === `${target.owner ?? ''}.${target.name}`)
    return keyOf({ ...named, owner: `${entity}.${name}` });
  return keyOf(named);
}

/** A kind's word means the kind, whatever its channels are called. */
const isName = ({ isKind }: Mention): boolean => isKind !== true;

const targetsText = (targets: readonly Named[], key: (named: Named) => string): string => targets.map(key).sort().join('\n');

/** The project as it would be, with its names resolved anew. */
function afterwards(project: Project, texts: ReadonlyMap<string, string>): { readonly plan: ResolvedPlan; readonly cache: FileCache } {
  const cache = new FileCache();
  const models = [...project.paths].sort().map((path) => {
    const text = texts.get(path);
    return text === undefined ? project.fileModel(path) : cache.read({ path, text }).model;
  });
  const library = LIBRARY.map(({ path }) => project.fileModel(path));
  const rules = RULES.map(({ id }) => id);
  return { plan: resolvePlan(models, library, rules, () => undefined), cache };
}

/**
 * Why something cannot have another name: another thing has it, or some name in the project would come to mean something else.
 * Names of the project are resolved anew, and each must lead where it led before.
 */
export function conflictOf(project: Project, target: Named, name: string, places: readonly Mention[]): Localized | undefined {
  const { plan } = project.analysis;
  const taken = takenBy(target, name, plan);
  if (taken) {
    const words = KIND_WORDS[taken.kind];
    return {
      en: `There is already ${/^[aeiou]/.test(words.en) ? 'an' : 'a'} ${words.en} \`${name}\`. Choose another name.`,
      zh: `已经有名为“${name}”的${words.zh}，请换一个名称。`,
    };
  }
  const texts = new Map<string, string>();
  for (const [file, mentions] of groupBy(places, ({ span }) => span.file)) {
    const edits = mentions.map(({ span }) => ({ span, text: name }));
    texts.set(file, applyEdits(project.textOf(file) ?? '', edits));
  }
  const after = afterwards(project, texts);
  for (const file of project.paths) {
    const text = texts.get(file) ?? project.textOf(file) ?? '';
    if (!text.includes(name)) continue;
    const before = mentionsOf(project, file).filter(isName);
    const model = texts.has(file) ? after.cache.read({ path: file, text }).model : project.fileModel(file);
    const then = mentionsInText(model, after.plan, text).filter(isName);
    const wrong = before.find(
      ({ targets }, index) =>
        targetsText(then[index]?.targets ?? [], keyOf) !== targetsText(targets, (each) => renamedKey(each, target, name)),
    );
    const extra = before.length === then.length ? undefined : then[before.length];
    const found = wrong ?? extra;
    if (!found) continue;
    const line = lineAt(text, found.span.start);
    return {
      en: `Under the name \`${name}\` something would change its meaning in ${file}, line ${line}. Choose another name.`,
      zh: `改名为“${name}”后，${file} 第 ${line} 行的含义会改变。请换一个名称。`,
    };
  }
  return undefined;
}
