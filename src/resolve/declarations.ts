import type { Report } from '../diagnostics/problem.js';
import type { Declaration, FileModel } from '../model/types.js';

type Kind = Declaration['kind'];
type OfKind<K extends Kind> = Extract<Declaration, { kind: K }>;

/** All declarations of a project by kind and name; those of the project stand before those of the library. */
export interface Declarations {
  of<K extends Kind>(kind: K): ReadonlyMap<string, OfKind<K>>;
  /** Every declaration of a kind, those with a name in use too. */
  all<K extends Kind>(kind: K): readonly OfKind<K>[];
}

/** Kinds that share their names: both are sets of members. */
export const spaceOf = (kind: Kind): string => (kind === 'segments' ? 'audience' : kind);

const NONE: ReadonlyMap<string, Declaration> = new Map();

function isExtension(declaration: Declaration): boolean {
  return declaration.kind === 'entity' && declaration.extend;
}

/**
 * Merges files into one namespace. A project's declaration replaces the library's of the same kind and name;
 * two of the project are reported at the later one (files in order of their paths).
 */
export function collectDeclarations(files: readonly FileModel[], library: readonly FileModel[], report: Report): Declarations {
  const lists = new Map<Kind, Declaration[]>();
  const spaces = new Map<string, Map<string, Declaration>>();
  const kinds = new Map<Kind, Map<string, Declaration>>();
  const add = (declaration: Declaration): void => {
    const { kind, name } = declaration;
    entryOf(lists, kind, () => []).push(declaration);
    if (isExtension(declaration)) return;
    const names = entryOf(spaces, spaceOf(kind), () => new Map<string, Declaration>());
    const first = names.get(name);
    if (!first) {
      names.set(name, declaration);
      entryOf(kinds, kind, () => new Map<string, Declaration>()).set(name, declaration);
    } else if (kind !== 'store') reportDuplicate(declaration, first, report);
  };
  for (const { declarations } of files) for (const declaration of declarations) add(declaration);
  const isTaken = ({ kind, name }: Declaration): boolean => spaces.get(spaceOf(kind))?.has(name) === true;
  for (const { declarations } of library) for (const declaration of declarations) if (!isTaken(declaration)) add(declaration);
  return {
    of: <K extends Kind>(kind: K) => (kinds.get(kind) ?? NONE) as ReadonlyMap<string, OfKind<K>>,
    all: <K extends Kind>(kind: K) => (lists.get(kind) ?? []) as readonly Declaration[] as readonly OfKind<K>[],
  };
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

const WORDS: Readonly<Record<Kind, string>> = {
  store: '店铺',
  role: '角色',
  event: '事件',
  channel: '渠道',
  entity: '实体',
  measure: '度量',
  audience: '人群',
  segments: '人群',
  products: '商品集',
  benefit: '权益',
  message: '消息',
  metric: '指标',
  plan: '年度计划',
  policy: '政策',
  campaign: '活动',
};

export const KINDS = Object.keys(WORDS) as readonly Kind[];

function reportDuplicate(second: Declaration, first: Declaration, report: Report): void {
  report({
    rule: 'duplicate-name',
    span: second.nameSpan,
    message: {
      en: `There are two ${spaceOf(second.kind)} declarations called \`${second.name}\`. Rename one.`,
      zh: `有两个${WORDS[second.kind]}都叫“${second.name}”，请改掉一个。`,
    },
    related: [{ span: first.nameSpan, message: { en: 'the first one', zh: '第一次声明' } }],
  });
}
