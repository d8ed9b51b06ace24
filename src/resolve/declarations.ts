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

function isExtension(declaration: Declaration): boolean {
  return declaration.kind === 'entity' && declaration.extend;
}

/**
 * Merges files into one namespace. A project's declaration replaces the library's of the same kind and name;
 * two of the project are reported at the later one (files in order of their paths).
 */
export function collectDeclarations(files: readonly FileModel[], library: readonly FileModel[], report: Report): Declarations {
  const spaces = new Map<string, Map<string, Declaration>>();
  const lists = new Map<Kind, Declaration[]>();
  const namesLike = ({ kind }: Declaration): Map<string, Declaration> => {
    const space = spaceOf(kind);
    const known = spaces.get(space);
    if (known) return known;
    const names = new Map<string, Declaration>();
    spaces.set(space, names);
    return names;
  };
  const add = (declaration: Declaration): void => {
    const list = lists.get(declaration.kind);
    if (list) list.push(declaration);
    else lists.set(declaration.kind, [declaration]);
  };
  for (const file of files) {
    for (const declaration of file.declarations) {
      add(declaration);
      if (isExtension(declaration)) continue;
      const names = namesLike(declaration);
      const first = names.get(declaration.name);
      if (!first) names.set(declaration.name, declaration);
      else if (declaration.kind !== 'store') reportDuplicate(declaration, first, report);
    }
  }
  for (const file of library) {
    for (const declaration of file.declarations) {
      const names = namesLike(declaration);
      if (names.has(declaration.name)) continue;
      names.set(declaration.name, declaration);
      add(declaration);
    }
  }
  const maps = new Map<Kind, ReadonlyMap<string, Declaration>>();
  return {
    of: <K extends Kind>(kind: K) => {
      let map = maps.get(kind);
      if (!map) {
        const names = spaces.get(spaceOf(kind));
        const chosen = new Map<string, Declaration>();
        for (const declaration of lists.get(kind) ?? [])
          if (names?.get(declaration.name) === declaration) chosen.set(declaration.name, declaration);
        maps.set(kind, (map = chosen));
      }
      return map as ReadonlyMap<string, OfKind<K>>;
    },
    all: <K extends Kind>(kind: K) => (lists.get(kind) ?? []) as readonly Declaration[] as readonly OfKind<K>[],
  };
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
