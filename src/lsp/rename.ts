import { PrepareRenameRequest, RenameRequest, type PrepareRenameResult, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Localized } from '../diagnostics/diagnostic.js';
import { declaredAt, KIND_WORDS, type Named } from '../resolve/named.js';
import type { Mention } from '../resolve/mentions.js';
import { isName } from '../syntax/scanner.js';
import { ALSO_VALUES } from '../syntax/vocabulary.js';
import { answer, refuse, type Feature, type Here } from './feature.js';
import { mentionAt, mentionsOfTarget } from './mentions.js';
import { offsetOf, rangeOf, uriOf } from './places.js';
import { conflictOf } from './rename-conflicts.js';

interface Renamed {
  readonly target: Named;
  /** Under the cursor. */
  readonly mention: Mention;
}

const isBuiltIn = ({ span }: Pick<Mention, 'span'>): boolean => span.file.startsWith('crm:');

const words = ({ kind }: Named): Localized => KIND_WORDS[kind];

/** What is to be renamed; refused where that is nobody's to rename. */
function renamedAt({ project, path, session }: Here, offset: number): Renamed | undefined {
  const mention = mentionAt(project, path, offset);
  const [target, other] = mention?.targets ?? [];
  if (!mention || !target) return undefined;
  const word = project.textOf(path)?.slice(mention.span.start, mention.span.end) ?? '';
  if (mention.isKind)
    return refuse(
      {
        en: `\`${word}\` here means every channel of that kind, and kinds have fixed names. Rename a channel where it is declared.`,
        zh: `这里的“${word}”指该类型的所有渠道，类型的名称是固定的。请在声明处给渠道改名。`,
      },
      session,
    );
  if (other)
    return refuse(
      {
        en: `\`${word}\` means a ${words(target).en} of several campaigns. Rename it in each campaign.`,
        zh: `“${word}”指多个活动里的${words(target).zh}。请在各个活动中分别改名。`,
      },
      session,
    );
  const declared = declaredAt(target, project.analysis.plan);
  if (!declared || isBuiltIn({ span: declared.nameSpan }))
    return refuse(
      {
        en: `The ${words(target).en} \`${word}\` is built in, so it cannot be renamed. Declare one of your own under another name.`,
        zh: `“${word}”是内置的${words(target).zh}，不能改名。可以另外声明一个自己的。`,
      },
      session,
    );
  return { target, mention };
}

function prepare(here: Here, offset: number): PrepareRenameResult | undefined {
  const renamed = renamedAt(here, offset);
  if (!renamed) return undefined;
  return { range: rangeOf(here.project, renamed.mention.span), placeholder: renamed.target.name };
}

function checkName(name: string, { kind }: Named, here: Here): void {
  const fits = isName(name) || (kind === 'value' && ALSO_VALUES.has(name));
  if (!fits)
    refuse(
      {
        en: `\`${name}\` cannot be a name. A name begins with a letter or \`_\`, goes on with letters, digits and \`_\`, and is no reserved word such as \`every\` or \`end\`.`,
        zh: `“${name}”不能作为名称。名称以文字或 _ 开头，后面可以是文字、数字和 _，且不能是 every、end 这样的保留词。`,
      },
      here.session,
    );
  if (kind === 'value' && (name === 'known' || name === 'unknown'))
    refuse(
      {
        en: `\`${name}\` cannot be a value: \`is ${name}\` asks whether there is one.`,
        zh: `“${name}”不能作为取值：“is ${name}”用来判断有没有值。`,
      },
      here.session,
    );
}

/** The places to change. A kind's word goes on meaning the kind. */
function placesOf({ target }: Renamed, here: Here): readonly Mention[] {
  const mentions = mentionsOfTarget(here.project, target).filter(({ isKind }) => isKind !== true);
  if (mentions.some(isBuiltIn))
    refuse(
      {
        en: `The built-in library speaks of \`${target.name}\`: under another name yours would no longer take its place.`,
        zh: `内置库用到“${target.name}”：改名后您的声明就不再替代内置的声明。`,
      },
      here.session,
    );
  if (mentions.some(({ targets }) => targets.length > 1))
    refuse(
      {
        en: `A benefit opens before \`${target.name}\`, a phase that several campaigns have. Give the benefit another phase first.`,
        zh: `有权益写明在“${target.name}”之前开放，而多个活动都有这个阶段。请先改写该权益。`,
      },
      here.session,
    );
  return mentions;
}

function rename(here: Here, offset: number, name: string): WorkspaceEdit | undefined {
  const renamed = renamedAt(here, offset);
  if (!renamed) return undefined;
  const { project, session } = here;
  if (name === renamed.target.name) return { changes: {} };
  checkName(name, renamed.target, here);
  const places = placesOf(renamed, here);
  const conflict = conflictOf(project, renamed.target, name, places);
  if (conflict) refuse(conflict, session);
  const changes: Record<string, TextEdit[]> = {};
  for (const { span } of places) (changes[uriOf(project, span.file)] ??= []).push({ range: rangeOf(project, span), newText: name });
  return { changes };
}

export const renameFeature: Feature = {
  name: { en: 'rename', zh: '重命名' },
  capabilities: { renameProvider: { prepareProvider: true } },
  answers: [
    answer(PrepareRenameRequest.type, (here, { position }) => prepare(here, offsetOf(here.project, here.path, position))),
    answer(RenameRequest.type, (here, { position, newName }) => rename(here, offsetOf(here.project, here.path, position), newName)),
  ],
};
