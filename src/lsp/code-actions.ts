import { CodeActionKind, CodeActionRequest, type CodeAction, type CodeActionParams, type WorkspaceEdit } from 'vscode-languageserver';
import { localize, type Diagnostic, type Fix, type Locale, type Localized } from '../diagnostics/diagnostic.js';
import { applySafeFixes } from '../fixes.js';
import { diagnosticOf } from './diagnostics.js';
import { answer, type Feature } from './feature.js';
import { offsetOf, rangeOf, uriOf } from './places.js';
import type { Project } from './project.js';

const FIX_ALL: Localized = { en: 'Make all safe fixes', zh: '进行所有安全的修复' };

/** The fixes of the findings in a range, and all safe ones of the project. */
function codeActions(project: Project, file: string, { range, context }: CodeActionParams, locale: Locale): readonly CodeAction[] {
  const wanted = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixes(project, file, range, locale) : []),
    ...(wanted(CodeActionKind.SourceFixAll) ? fixAll(project, locale) : []),
  ];
}

function quickFixes(project: Project, file: string, range: CodeActionParams['range'], locale: Locale): readonly CodeAction[] {
  const [start, end] = [offsetOf(project, file, range.start), offsetOf(project, file, range.end)];
  const here = project.analysis.diagnostics.filter(({ span }) => span.file === file && span.start <= end && start <= span.end);
  return here.flatMap((diagnostic) => diagnostic.fixes.map((fix, index) => quickFix(project, diagnostic, fix, index === 0, locale)));
}

function quickFix(project: Project, diagnostic: Diagnostic, fix: Fix, isFirst: boolean, locale: Locale): CodeAction {
  const changes: Record<string, { range: ReturnType<typeof rangeOf>; newText: string }[]> = {};
  for (const { span, text } of fix.edits)
    (changes[uriOf(project, span.file)] ??= []).push({ range: rangeOf(project, span), newText: text });
  return {
    title: localize(fix.title, locale),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(project, diagnostic, locale)],
    isPreferred: fix.safe && isFirst,
    edit: { changes },
  };
}

function fixAll(project: Project, locale: Locale): readonly CodeAction[] {
  if (!project.analysis.diagnostics.some(({ fixes }) => fixes.some(({ safe }) => safe))) return [];
  const before = new Map(project.paths.map((path) => [path, project.textOf(path) ?? '']));
  const { sources } = applySafeFixes([...before].map(([path, text]) => ({ path, text })));
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const { path, text } of sources) {
    const old = before.get(path) ?? '';
    if (text !== old)
      changes[uriOf(project, path)] = [{ range: rangeOf(project, { file: path, start: 0, end: old.length }), newText: text }];
  }
  return Object.keys(changes).length === 0
    ? []
    : [{ title: localize(FIX_ALL, locale), kind: CodeActionKind.SourceFixAll, edit: { changes } }];
}

export const codeActionFeature: Feature = {
  name: { en: 'quick fixes', zh: '快速修复' },
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] } },
  answers: [
    answer(CodeActionRequest.type, ({ project, path, session }, params) => [...codeActions(project, path, params, session.locale)]),
  ],
};
