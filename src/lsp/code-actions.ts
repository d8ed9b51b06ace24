import {
  CodeActionKind,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeAction,
  type CodeActionParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { localize, type Diagnostic, type Fix, type Localized } from '../diagnostics/diagnostic.js';
import { applySafeFixes } from '../fixes.js';
import { laidOut } from '../formatter.js';
import { groupBy } from '../text/group-by.js';
import { trimmed, type TextEdit } from '../text/edit.js';
import { diagnosticOf } from './diagnostics.js';
import { answer, answerAbout, type Feature, type Here, type Session } from './feature.js';
import { offsetOf, rangeOf, uriOf } from './places.js';
import type { Project } from './project.js';
import { extractAudience } from './refactor/extract-audience.js';
import { inlineAudience } from './refactor/inline-audience.js';
import type { Selection } from './refactor/refactoring.js';
import { relativeTime } from './refactor/relative-time.js';
import { splitWave } from './refactor/split-wave.js';

const FIX_ALL: Localized = { en: 'Make all safe fixes in this file', zh: '进行本文件所有安全的修复' };

const REFACTORINGS = [extractAudience, inlineAudience, relativeTime, splitWave];

/** What an action carries until it is chosen: its edits, or the file whose fixes are all to be made. */
interface ActionData {
  readonly uri: string;
  readonly edits?: readonly TextEdit[];
}

function workspaceEdit(project: Project, edits: readonly TextEdit[]): WorkspaceEdit {
  const changes: NonNullable<WorkspaceEdit['changes']> = {};
  for (const [file, own] of groupBy(edits, ({ span }) => span.file)) {
    const all = laidOut({ path: file, text: project.textOf(file) ?? '' }, own);
    changes[uriOf(project, file)] = all.map(({ span, text }) => ({ range: rangeOf(project, span), newText: text }));
  }
  return { changes };
}

/** The editor asks what an action comes to when it is chosen. */
function resolves({ client }: Session): boolean {
  return client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
}

function withEdits({ project, path, session }: Here, action: CodeAction, edits: readonly TextEdit[]): CodeAction {
  if (!resolves(session)) return { ...action, edit: workspaceEdit(project, edits) };
  // Messages of web workers carry plain data only.
  const plain = edits.map(({ span: { file, start, end }, text }) => ({ span: { file, start, end }, text }));
  return { ...action, data: { uri: uriOf(project, path), edits: plain } satisfies ActionData };
}

/** What can be done about a selection: fixes of findings there, all of one rule, all of the file; changes of form. */
function codeActions(here: Here, { range, context }: CodeActionParams): CodeAction[] {
  const { project, path } = here;
  const wanted = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const selection = { start: offsetOf(project, path, range.start), end: offsetOf(project, path, range.end) };
  const refactors = [CodeActionKind.RefactorExtract, CodeActionKind.RefactorInline, CodeActionKind.RefactorRewrite].some(wanted);
  return [
    ...(wanted(CodeActionKind.QuickFix) ? quickFixes(here, selection) : []),
    ...(wanted(CodeActionKind.SourceFixAll) ? fixAll(here) : []),
    ...(refactors ? refactorings(here, selection).filter(({ kind = '' }) => wanted(kind)) : []),
  ];
}

function quickFixes(here: Here, { start, end }: Selection): readonly CodeAction[] {
  const { project, path } = here;
  const ofFile = project.analysis.diagnostics.filter(({ span }) => span.file === path);
  const found = ofFile.filter(({ span }) => span.start <= end && start <= span.end);
  const rules = [...new Set(found.map(({ rule }) => rule))];
  return [
    ...found.flatMap((diagnostic) => diagnostic.fixes.map((fix, index) => quickFix(here, diagnostic, fix, index === 0))),
    ...rules.flatMap((rule) =>
      fixRule(
        here,
        ofFile.filter((diagnostic) => diagnostic.rule === rule),
      ),
    ),
  ];
}

function quickFix(here: Here, diagnostic: Diagnostic, fix: Fix, isFirst: boolean): CodeAction {
  const { project, session } = here;
  const action: CodeAction = {
    title: localize(fix.title, session.locale),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(project, diagnostic, session)],
    isPreferred: fix.safe && isFirst,
  };
  return withEdits(here, action, fix.edits);
}

/** Of several findings of one rule in a file the first safe fix of each, but for those that touch the same place. */
function fixRule(here: Here, findings: readonly Diagnostic[]): readonly CodeAction[] {
  const { project, session } = here;
  const made: Diagnostic[] = [];
  const edits: TextEdit[] = [];
  for (const diagnostic of findings) {
    const fix = diagnostic.fixes.find(({ safe }) => safe);
    if (!fix || fix.edits.some((edit) => edits.some((other) => touch(edit, other)))) continue;
    made.push(diagnostic);
    edits.push(...fix.edits);
  }
  const [first] = made;
  if (!first || made.length < 2) return [];
  const title: Localized = {
    en: `Fix all ${made.length} \`${first.rule}\` problems in this file`,
    zh: `修复本文件全部 ${made.length} 处 ${first.rule}`,
  };
  const action: CodeAction = {
    title: localize(title, session.locale),
    kind: CodeActionKind.QuickFix,
    diagnostics: made.map((diagnostic) => diagnosticOf(project, diagnostic, session)),
  };
  return [withEdits(here, action, edits)];
}

function touch({ span: a }: TextEdit, { span: b }: TextEdit): boolean {
  return a.file === b.file && a.start <= b.end && b.start <= a.end;
}

const isOwn = (file: string, diagnostic: Diagnostic, fix: Fix): boolean =>
  diagnostic.span.file === file && fix.safe && fix.edits.every(({ span }) => span.file === file);

/** All safe fixes of a file. */
function fixAll(here: Here): readonly CodeAction[] {
  const { project, path, session } = here;
  const { diagnostics } = project.analysis;
  if (!diagnostics.some((diagnostic) => diagnostic.fixes.some((fix) => isOwn(path, diagnostic, fix)))) return [];
  const action = { title: localize(FIX_ALL, session.locale), kind: CodeActionKind.SourceFixAll };
  if (resolves(session)) return [{ ...action, data: { uri: uriOf(project, path) } satisfies ActionData }];
  const edit = allFixes(here);
  return edit.changes === undefined ? [] : [{ ...action, edit }];
}

function allFixes({ project, path }: Here): WorkspaceEdit {
  const before = project.paths.map((each) => ({ path: each, text: project.textOf(each) ?? '' }));
  const { sources } = applySafeFixes(before, {}, undefined, (diagnostic, fix) => isOwn(path, diagnostic, fix));
  const old = project.textOf(path) ?? '';
  const text = sources.find((source) => source.path === path)?.text ?? old;
  return text === old ? {} : workspaceEdit(project, [trimmed(old, { span: { file: path, start: 0, end: old.length }, text })]);
}

function refactorings(here: Here, selection: Selection): readonly CodeAction[] {
  return REFACTORINGS.flatMap((refactor) => refactor(here, selection)).map(({ kind, title, edits }) =>
    withEdits(here, { title: localize(title, here.session.locale), kind }, edits),
  );
}

/** An action that has been chosen. */
function resolved(here: Here, action: CodeAction): CodeAction {
  const { edits } = action.data as ActionData;
  return { ...action, edit: edits ? workspaceEdit(here.project, edits) : allFixes(here) };
}

export const codeActionFeature: Feature = {
  name: { en: 'fixes and refactorings', zh: '修复与重构' },
  capabilities: {
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.SourceFixAll,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        CodeActionKind.RefactorRewrite,
      ],
      resolveProvider: true,
    },
  },
  answers: [
    answer(CodeActionRequest.type, codeActions),
    answerAbout(
      CodeActionResolveRequest.type,
      ({ data }) => (data as ActionData | undefined)?.uri,
      resolved,
      (action) => action,
    ),
  ],
};
