import {
  CompletionItemKind,
  CompletionRequest,
  CompletionResolveRequest,
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
  type Range,
} from 'vscode-languageserver';
import { rulePageMarkdown } from '../../report/rule-page.js';
import type { Named } from '../../resolve/named.js';
import { ruleById } from '../../rules/run.js';
import { expectedAfter, isWhole, type Expected } from '../../syntax/expected.js';
import { describe } from '../describe/describe.js';
import { tellingOf, type Telling } from '../describe/telling.js';
import { answer, answerAbout, type Feature, type Here, type Session } from '../feature.js';
import type { Project } from '../project.js';
import { offsetOf, rangeOf, uriOf } from '../places.js';
import { detailOf, LISTED, prepareCandidates, type Candidate } from './candidates.js';
import { amountsAt, beginsRanking } from './amounts.js';
import { choicesAt } from './choices.js';
import { nameCandidates } from './names.js';
import { isFound } from './pinyin.js';
import { isPlaceholder, placeholderCandidates } from './placeholders.js';
import { textAt, typingAt, type Typing } from './typing.js';
import { wordCandidates } from './words.js';

/** Longer lists are cut to what fits best; the editor asks again while more is typed. */
const MOST = 200;

/** How many lists are made before somebody asks. */
const REHEARSALS = 20;

const byText = (texts: readonly string[], kind: CompletionItemKind, rank: number): readonly Candidate[] =>
  texts.map((text, index) => ({ text, kind, search: text, rank: rank + index / 100 }));

/** What may stand at a place; at the beginning of a line what does so if the line before is not finished. */
function expectedAt({ tokens, beginsLine }: Typing): Expected {
  const expected = expectedAfter(tokens);
  if (!beginsLine || expected.words.length + expected.values.length > 0) return expected;
  const unfinished = tokens.at(-1)?.startLine;
  return expectedAfter(tokens.filter(({ startLine, tokenType }) => startLine !== unfinished || /[{}]/.test(tokenType.name)));
}

function candidatesAt(typing: Typing, here: Here, telling: Telling): readonly Candidate[] {
  const { project, path } = here;
  const { words, values } = expectedAt(typing);
  const file = project.fileModel(path);
  const isWritten = values.some(({ terminal }) => terminal === 'ID');
  const found = values.flatMap((value) => {
    const { terminal, type, property } = value;
    if (terminal === 'NUMBER' || terminal === 'TIME')
      return byText(amountsAt(typing, value, telling), CompletionItemKind.Value, isWritten ? 3 : 1);
    if (typing.isNumber || (terminal === 'RULE_ID' && isWritten)) return [];
    const choices = choicesAt(typing, `${type}.${property}`);
    return choices ? byText(choices, CompletionItemKind.EnumMember, 1) : nameCandidates(typing, value, telling, file);
  });
  return typing.isNumber || beginsRanking(typing, values, telling) ? found : [...found, ...wordCandidates(typing, words, telling)];
}

/** Where names come dotted, the first half belongs to what is being typed. */
function startOfTyped({ text, start }: Typing, list: readonly Candidate[]): number {
  if (text[start - 1] !== '.') return start;
  const dotted = /[\p{L}_][\p{L}\p{N}_]*\.$/u.exec(text.slice(0, start))?.[0];
  return dotted !== undefined && list.some((each) => each.text.startsWith(dotted)) ? start - dotted.length : start;
}

/** Where two words stand for one thing, the second belongs to what is replaced: the entry of segments, the year of an event. */
function endOfTyped({ text, end }: Typing, list: readonly Candidate[]): number {
  const rest = text.slice(end);
  const second = /^\.[\p{L}_][\p{L}\p{N}_]*/u.exec(rest)?.[0];
  if (second !== undefined) return list.some((each) => each.text.includes('.')) ? end + second.length : end;
  const year = /^[ \t]+\d{4}(?![\p{L}\p{N}_.-])/u.exec(rest)?.[0];
  return year !== undefined && list.some((each) => each.named?.kind === 'event') ? end + year.length : end;
}

/** What all items of a list have in common. */
interface Listing {
  readonly telling: Telling;
  readonly uri: string;
  readonly range: Range;
  readonly takesSnippets: boolean;
}

/** What an item carries until it is looked at. */
interface ItemData {
  readonly uri: string;
  readonly named: Named;
}

function itemOf(candidate: Candidate, order: number, { telling, uri, range, takesSnippets }: Listing): CompletionItem {
  const { text, kind, label, search, named } = candidate;
  const snippet = takesSnippets ? candidate.snippet : undefined;
  const detail = detailOf(telling, candidate);
  const beside = [label, detail && telling.say(detail)].filter((part) => part !== undefined && part !== '').join(' · ');
  return {
    label: text,
    kind,
    sortText: order.toString().padStart(4, '0'),
    ...(search !== text && { filterText: search }),
    ...(beside !== '' && { detail: beside }),
    textEdit: { range, newText: snippet ?? text },
    ...(snippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(named && { data: { uri, named } satisfies ItemData }),
  };
}

/** What begins with what was typed is nearer than what has it somewhere, and that nearer than what has its letters. */
function distance(typed: string, search: string): number {
  const at = search.indexOf(typed);
  return at === 0 ? 0 : at > 0 ? 0.3 : 0.6;
}

/** A value that ends, or breaks off, right before the place: `21:`, `30%`. What follows it follows a blank. */
function isBehindValue({ text, word, start }: Typing): boolean {
  return word === '' && /[\p{N}:%\u201D-]$/u.test(text.slice(0, start));
}

function completions(here: Here, offset: number, trigger?: string): CompletionList | undefined {
  const { project, path, session } = here;
  const typing = typingAt(project.textOf(path) ?? '', offset);
  if (!typing || isBehindValue(typing)) return undefined;
  // Who writes a blank where a line may end is not asked what goes on: a line break would take what is offered.
  if (trigger === ' ' && isWhole(typing.tokens)) return undefined;
  const telling = tellingOf(here);
  const token = textAt(typing.text, offset);
  if (token && !isPlaceholder(typing, token)) return undefined;
  const all = token ? placeholderCandidates(telling.analysis.plan) : candidatesAt(typing, here, telling);
  const start = startOfTyped(typing, all);
  const typed = typing.text.slice(start, offset).toLowerCase();
  const isLong = all.length > MOST;
  const ranked = all
    .filter(({ search }) => !isLong || isFound(typed, search))
    .map((candidate) => ({ candidate, rank: (candidate.rank ?? 1) + distance(typed, candidate.search) }))
    .sort((a, b) => a.rank - b.rank || (a.candidate.text < b.candidate.text ? -1 : 1));
  const listing: Listing = {
    telling,
    uri: uriOf(project, path),
    range: rangeOf(project, { file: path, start, end: endOfTyped(typing, all) }),
    takesSnippets: session.client.textDocument?.completion?.completionItem?.snippetSupport === true,
  };
  const items = ranked.slice(0, MOST).map(({ candidate }, order) => itemOf(candidate, order, listing));
  return { isIncomplete: isLong, items };
}

/** The documentation of one item, worked out when it is looked at. */
function resolved(item: CompletionItem, here: Here): CompletionItem {
  const { named } = item.data as ItemData;
  const rule = named.kind === 'rule' ? ruleById(named.name) : undefined;
  const value = rule ? rulePageMarkdown(rule, here.session.locale) : describe(tellingOf(here), named);
  return { ...item, documentation: { kind: 'markdown', value } };
}

const prepared = new WeakSet<Project>();

/** How large audiences are is found out anew when one of them has changed; for a project just opened there is more to do. */
function* prepare(project: Project, session: Session): Iterable<void> {
  const telling = tellingOf({ project, session });
  if (prepared.has(project)) {
    yield* prepareCandidates(telling, ['audience']);
    return;
  }
  yield* prepareCandidates(telling, LISTED);
  // The first lists take several times as long as all later ones.
  for (const path of project.paths.slice(-REHEARSALS)) {
    completions({ project, path, session }, Math.max(0, project.textOf(path)?.lastIndexOf('}') ?? 0));
    yield;
  }
  prepared.add(project);
}

const addressOf = ({ data }: CompletionItem): string | undefined => (data as ItemData | undefined)?.uri;

export const completionFeature: Feature = {
  name: { en: 'completion', zh: '补全' },
  prepare,
  capabilities: { completionProvider: { triggerCharacters: [' ', '.', '('], resolveProvider: true } },
  answers: [
    answer(CompletionRequest.type, (here, { position, context }) =>
      completions(here, offsetOf(here.project, here.path, position), context?.triggerCharacter),
    ),
    answerAbout(
      CompletionResolveRequest.type,
      addressOf,
      (here, item) => resolved(item, here),
      (item) => item,
    ),
  ],
};
