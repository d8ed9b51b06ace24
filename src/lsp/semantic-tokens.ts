import {
  SemanticTokenModifiers,
  SemanticTokensBuilder,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  SemanticTokenTypes,
  type Range,
  type SemanticTokens,
  type SemanticTokensDelta,
} from 'vscode-languageserver';
import { declaredAt, type NamedKind } from '../resolve/named.js';
import type { Copy } from '../model/types.js';
import { spanFrom, type Span } from '../text/span.js';
import { answer, type Feature, type Here } from './feature.js';
import { mentionsOf } from './mentions.js';
import { offsetOf, rangeOf } from './places.js';
import type { Project } from './project.js';

/** The kinds of names by the types that every editor has colours for. */
const TYPES: Readonly<Record<NamedKind, SemanticTokenTypes>> = {
  store: SemanticTokenTypes.namespace,
  campaign: SemanticTokenTypes.namespace,
  policy: SemanticTokenTypes.namespace,
  plan: SemanticTokenTypes.namespace,
  audience: SemanticTokenTypes.class,
  segment: SemanticTokenTypes.enumMember,
  value: SemanticTokenTypes.enumMember,
  entity: SemanticTokenTypes.struct,
  attribute: SemanticTokenTypes.property,
  measure: SemanticTokenTypes.variable,
  metric: SemanticTokenTypes.function,
  channel: SemanticTokenTypes.interface,
  benefit: SemanticTokenTypes.type,
  message: SemanticTokenTypes.macro,
  products: SemanticTokenTypes.enum,
  event: SemanticTokenTypes.event,
  role: SemanticTokenTypes.typeParameter,
  phase: SemanticTokenTypes.event,
  wave: SemanticTokenTypes.method,
  activity: SemanticTokenTypes.method,
  material: SemanticTokenTypes.variable,
  risk: SemanticTokenTypes.variable,
  rule: SemanticTokenTypes.decorator,
};

const PLACEHOLDER = SemanticTokenTypes.parameter;

const LEGEND = {
  tokenTypes: [...new Set([...Object.values(TYPES), PLACEHOLDER])],
  tokenModifiers: [SemanticTokenModifiers.declaration, SemanticTokenModifiers.defaultLibrary],
};

interface Coloured {
  readonly span: Span;
  readonly type: SemanticTokenTypes;
  readonly isDeclaration: boolean;
  readonly isBuiltIn: boolean;
}

/** Placeholders that are no attributes of members: `{link}`, `{offer}`, `{store}`. */
function placeholders(copy: Copy | undefined, text: string): readonly Span[] {
  return (copy?.parts ?? []).flatMap((part) => {
    if (part.kind !== 'placeholder') return [];
    const { start, end } = part.span;
    const inside = text.slice(start + 1, end - 1);
    return [spanFrom(part.span, { start: end - 1 - inside.trimStart().length, end: start + 1 + inside.trimEnd().length })];
  });
}

function colouredIn(project: Project, path: string): readonly Coloured[] {
  const { plan } = project.analysis;
  const named = mentionsOf(project, path).flatMap(({ targets, span, isDeclaration }): readonly Coloured[] => {
    const [target] = targets;
    if (!target) return [];
    const declared = declaredAt(target, plan);
    const isBuiltIn = declared === undefined || targets.every((each) => declaredAt(each, plan)?.nameSpan.file.startsWith('crm:') === true);
    return [{ span, type: TYPES[target.kind], isDeclaration, isBuiltIn }];
  });
  const starts = new Set(named.map(({ span }) => span.start));
  const messages = project.fileModel(path).declarations.filter((declaration) => declaration.kind === 'message');
  const others = messages
    .flatMap(({ text, subject, body }) => [text, subject, body].flatMap((copy) => placeholders(copy, project.textOf(path) ?? '')))
    .filter(({ start, end }) => !starts.has(start) && end > start)
    .map((span) => ({ span, type: PLACEHOLDER, isDeclaration: false, isBuiltIn: true }));
  return [...named, ...others].sort((a, b) => a.span.start - b.span.start);
}

const bit = (modifier: SemanticTokenModifiers): number => 1 << LEGEND.tokenModifiers.indexOf(modifier);

function build(project: Project, coloured: readonly Coloured[], builder: SemanticTokensBuilder): SemanticTokensBuilder {
  for (const { span, type, isDeclaration, isBuiltIn } of coloured) {
    const { line, character } = rangeOf(project, span).start;
    const modifiers =
      (isDeclaration ? bit(SemanticTokenModifiers.declaration) : 0) + (isBuiltIn ? bit(SemanticTokenModifiers.defaultLibrary) : 0);
    builder.push(line, character, span.end - span.start, LEGEND.tokenTypes.indexOf(type), modifiers);
  }
  return builder;
}

const builders = new WeakMap<Project, Map<string, SemanticTokensBuilder>>();

/** The builder of a file remembers what was sent last, for what has changed since. */
function builderOf(project: Project, path: string): SemanticTokensBuilder {
  const known = builders.get(project) ?? new Map<string, SemanticTokensBuilder>();
  builders.set(project, known);
  const builder = known.get(path) ?? new SemanticTokensBuilder();
  known.set(path, builder);
  return builder;
}

function full({ project, path }: Here): SemanticTokens {
  const builder = builderOf(project, path);
  // Building begins anew; without this the tokens would follow those sent last.
  builder.previousResult('');
  return build(project, colouredIn(project, path), builder).build();
}

function changed({ project, path }: Here, previous: string): SemanticTokens | SemanticTokensDelta {
  const builder = builderOf(project, path);
  builder.previousResult(previous);
  return build(project, colouredIn(project, path), builder).buildEdits();
}

function inRange({ project, path }: Here, range: Range): SemanticTokens {
  const [from, to] = [offsetOf(project, path, range.start), offsetOf(project, path, range.end)];
  const coloured = colouredIn(project, path).filter(({ span }) => span.end > from && span.start < to);
  return build(project, coloured, new SemanticTokensBuilder()).build();
}

export const semanticTokenFeature: Feature = {
  name: { en: 'colouring by meaning', zh: '按含义着色' },
  capabilities: { semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true } },
  answers: [
    answer(SemanticTokensRequest.type, (here) => full(here)),
    answer(SemanticTokensDeltaRequest.type, (here, { previousResultId }) => changed(here, previousResultId)),
    answer(SemanticTokensRangeRequest.type, (here, { range }) => inRange(here, range)),
  ],
};
