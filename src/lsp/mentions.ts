import { LIBRARY } from '../library/generated/sources.js';
import type { FileModel } from '../model/types.js';
import { mentionsIn, type Mention } from '../resolve/mentions.js';
import { declaredAt, keyOf, type Named } from '../resolve/named.js';
import type { ResolvedPlan } from '../resolve/plan.js';
import type { Project } from './project.js';
import { spanFrom } from '../text/span.js';

const remembered = new WeakMap<FileModel, { readonly plan: ResolvedPlan; readonly mentions: readonly Mention[] }>();

/** The place of the name alone: a placeholder may have space around it. Nothing where a repair put the name in. */
function placed(mention: Mention, text: string): readonly Mention[] {
  const { span, targets } = mention;
  const written = text.slice(span.start, span.end);
  const start = span.start + written.length - written.trimStart().length;
  const name = written.trim();
  const isNamed = mention.isKind === true || targets.some((target) => target.name === name);
  return isNamed ? [{ ...mention, span: spanFrom(span, { start, end: start + name.length }) }] : [];
}

/** As `mentionsIn`, but for what does not stand in the text. */
export function mentionsInText(model: FileModel, plan: ResolvedPlan, text: string): readonly Mention[] {
  return mentionsIn(model, plan).flatMap((mention) => placed(mention, text));
}

/** Every name in a file that leads somewhere, in the order of the text. */
export function mentionsOf(project: Project, file: string): readonly Mention[] {
  const model = project.fileModel(file);
  const { plan } = project.analysis;
  const known = remembered.get(model);
  if (known?.plan === plan) return known.mentions;
  const mentions = mentionsInText(model, plan, project.textOf(file) ?? '');
  remembered.set(model, { plan, mentions });
  return mentions;
}

/** The name at an offset, also right behind it. */
export function mentionAt(project: Project, file: string, offset: number): Mention | undefined {
  const here = mentionsOf(project, file).filter(({ span }) => span.start <= offset && offset <= span.end);
  return here.find(({ span }) => offset < span.end) ?? here[0];
}

/** The files of a project in which a name stands, whatever it means there, and those of the library. */
export function filesWith(project: Project, name: string): readonly string[] {
  return [...project.paths, ...LIBRARY.map(({ path }) => path)].filter((path) => project.textOf(path)?.includes(name) === true);
}

/** Every place of a project and of the library at which something is named; not where the library declares what the project declares anew. */
export function mentionsOfTarget(project: Project, target: Named): readonly Mention[] {
  const key = keyOf(target);
  const declared = declaredAt(target, project.analysis.plan)?.nameSpan.file;
  const isReplaced = ({ isDeclaration, span }: Mention): boolean => isDeclaration && span.file.startsWith('crm:') && span.file !== declared;
  return filesWith(project, target.name).flatMap((file) =>
    mentionsOf(project, file).filter((mention) => mention.targets.some((each) => keyOf(each) === key) && !isReplaced(mention)),
  );
}
