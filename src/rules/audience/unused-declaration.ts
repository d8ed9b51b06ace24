import { subExpressions } from '../../model/sub-expressions.js';
import type { Expression } from '../../model/expressions.js';
import type { Declared } from '../../model/types.js';
import { wavesOf } from '../../model/waves.js';
import { usesOfPlan } from '../../resolve/references.js';
import type { ResolvedPlan } from '../../resolve/plan.js';
import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { nameOf } from '../words.js';

interface Used {
  readonly measures: Set<string>;
  readonly audiences: Set<string>;
}

function collect(expression: Expression | undefined, used: Used): void {
  if (!expression) return;
  if (expression.kind === 'name') used.measures.add(expression.path[0]?.name ?? '');
  if (expression.kind === 'membership') used.audiences.add(expression.audience.name);
  for (const part of subExpressions(expression)) collect(part, used);
}

function usedInConditions(plan: ResolvedPlan): Used {
  const used: Used = { measures: new Set(), audiences: new Set() };
  for (const measure of plan.measures.values()) collect(measure.value, used);
  for (const { declaration } of plan.audiences.values()) {
    if ('where' in declaration) collect(declaration.where, used);
  }
  for (const campaign of plan.campaigns.values()) {
    for (const wave of wavesOf(campaign)) {
      collect(wave.where, used);
      for (const when of wave.at) if (when.kind === 'after-each') collect(when.where, used);
    }
  }
  return used;
}

interface Candidate {
  readonly declaration: Declared;
  readonly what: Localized;
  readonly used: boolean;
  /** Something names it all the same: it cannot be taken out by itself. */
  readonly named?: boolean;
}

function* candidates(plan: ResolvedPlan): Iterable<Candidate> {
  const conditions = usedInConditions(plan);
  const names = new Map<string, Set<string>>();
  const stacked = new Set([...plan.benefits.values()].flatMap((benefit) => benefit.stacksWith));
  usesOfPlan(plan, ({ kind, ref }) => {
    // A benefit that others may be combined with is not yet offered to anybody.
    if (stacked.has(ref)) return;
    const set = names.get(kind) ?? new Set();
    names.set(kind, set.add(ref.name));
  });
  const namesOf = (kind: string): ReadonlySet<string> => names.get(kind) ?? new Set();
  const audienceNames = new Set([...namesOf('audience'), ...conditions.audiences]);
  for (const audience of plan.audiences.values()) {
    if (audience.segments !== undefined || 'recorded' in audience.declaration) continue;
    const all = [audience.name, ...(audience.entries ?? [])];
    yield {
      declaration: audience.declaration,
      what: { en: 'audience', zh: '人群' },
      used: isLost(audienceNames, plan.audiences) || all.some((name) => audienceNames.has(name)),
    };
  }
  const named = [...plan.benefits.values()].flatMap(({ name, stacksWith }) => stacksWith.filter((ref) => ref.name !== name));
  const stackedNames = new Set(named.map(({ name }) => name));
  for (const benefit of ofKind({ en: 'benefit', zh: '权益' }, plan.benefits, namesOf('benefit')))
    yield { ...benefit, named: stackedNames.has(benefit.declaration.name) };
  yield* ofKind({ en: 'message', zh: '消息' }, plan.messages, namesOf('message'));
  yield* ofKind({ en: 'set of products', zh: '商品集' }, plan.products, namesOf('products'));
  yield* ofKind({ en: 'role', zh: '角色' }, plan.roles, namesOf('role'));
  for (const measure of plan.measures.values())
    yield { declaration: measure, what: { en: 'measure', zh: '度量' }, used: conditions.measures.has(measure.name) };
}

function* ofKind(what: Localized, declared: ReadonlyMap<string, Declared>, used: ReadonlySet<string>): Iterable<Candidate> {
  const lost = isLost(used, declared);
  for (const declaration of declared.values()) yield { declaration, what, used: lost || used.has(declaration.name) };
}

/** Where a name leads nowhere, it may be the misspelt use of what seems unused. */
function isLost(used: ReadonlySet<string>, declared: ReadonlyMap<string, unknown>): boolean {
  return [...used].some((name) => !declared.has(name));
}

function* check({ plan }: RuleContext): Iterable<Finding> {
  for (const { declaration, what, used, named } of candidates(plan)) {
    if (used || declaration.span.file.startsWith('crm:')) continue;
    yield {
      span: declaration.nameSpan,
      message: {
        en: `The ${what.en} \`${declaration.name}\` is declared but never used.`,
        zh: `${what.zh}${nameOf(declaration).zh}声明了但没有使用。`,
      },
      ...(named !== true && {
        fixes: [{ title: { en: 'Remove the declaration', zh: '删除这条声明' }, safe: true, edits: [{ span: declaration.span, text: '' }] }],
      }),
    };
  }
}

const plan = (to: string): string => `audience guests "来宾" { from "tag:guests"  size 500 }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to ${to} { at 2027-03-02 10:00 }
  }
}
`;

export const unusedDeclaration: Rule = {
  id: 'unused-declaration',
  group: 'audience',
  level: 'info',
  needsWhole: 'project',
  title: { en: 'Declared and never used', zh: '声明了但没有使用' },
  why: {
    en: 'What nobody uses is either left over or was meant to be used: a benefit that is never offered, a message that is never sent.',
    zh: '没人使用的声明要么是多余的，要么是忘了用：没有发放的权益、没有发送的消息。',
  },
  configure: { en: 'Change its level with `level unused-declaration off`.', zh: '可用 level unused-declaration off 关闭。' },
  bad: plan('fans'),
  good: plan('fans, guests'),
  check,
};
