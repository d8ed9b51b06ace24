import { HoverRequest, type Hover } from 'vscode-languageserver';
import type { Clause } from '../model/types.js';
import { rulePageMarkdown } from '../report/rule-page.js';
import { ruleById } from '../rules/run.js';
import { clauseText } from './describe/clauses.js';
import { localize } from '../diagnostics/diagnostic.js';
import { describe } from './describe/describe.js';
import { PLACEHOLDERS } from './describe/messages.js';
import { bindingText } from './describe/binding.js';
import { tellingOf } from './describe/telling.js';
import { answer, type Feature, type Here } from './feature.js';
import { mentionAt } from './mentions.js';
import { offsetOf, rangeOf } from './places.js';
import type { Span } from '../text/span.js';

function ofName(here: Here, offset: number): { readonly text: string; readonly span: Span } | undefined {
  const mention = mentionAt(here.project, here.path, offset);
  if (!mention) return undefined;
  const telling = tellingOf(here);
  const texts = mention.targets.flatMap((target) => {
    if (target.kind !== 'rule') return [describe(telling, target)];
    const rule = ruleById(target.name);
    return rule ? [rulePageMarkdown(rule, here.session.locale)] : [];
  });
  return texts.length > 0 ? { text: texts.join('\n\n---\n\n'), span: mention.span } : undefined;
}

/** What braces in the copy of a message stand for, where that is no attribute of members. */
function ofPlaceholder({ project, path, session }: Here, offset: number): { readonly text: string; readonly span: Span } | undefined {
  const messages = project.fileModel(path).declarations.filter((declaration) => declaration.kind === 'message');
  const copies = messages.flatMap(({ text, subject, body }) => [text, subject, body].flatMap((copy) => copy?.parts ?? []));
  const placeholders = copies.flatMap((part) => (part.kind === 'placeholder' ? [part] : []));
  const found = placeholders.find(({ span }) => span.start <= offset && offset <= span.end);
  const meaning = found && Object.hasOwn(PLACEHOLDERS, found.name) ? PLACEHOLDERS[found.name] : undefined;
  return found && meaning && { text: `\`{${found.name}}\` — ${localize(meaning, session.locale)}`, span: found.span };
}

function clauseAt({ project, path }: Here, offset: number): Clause | undefined {
  const policies = project.fileModel(path).declarations.filter((declaration) => declaration.kind === 'policy');
  return policies.flatMap(({ clauses }) => clauses).find(({ span }) => span.start <= offset && offset <= span.end);
}

/** What a clause of a policy asks for, and where it binds. */
function ofClause(here: Here, offset: number): { readonly text: string; readonly span: Span } | undefined {
  const clause = clauseAt(here, offset);
  if (!clause) return undefined;
  const telling = tellingOf(here);
  const binding = bindingText(telling, clause);
  const texts = [clauseText(telling.analysis, clause), ...(binding ? [binding] : [])].map(telling.say);
  return { text: texts.join('\n\n'), span: clause.span };
}

function hover(here: Here, offset: number): Hover | undefined {
  const found = ofName(here, offset) ?? ofPlaceholder(here, offset) ?? ofClause(here, offset);
  return found && { contents: { kind: 'markdown', value: found.text }, range: rangeOf(here.project, found.span) };
}

export const hoverFeature: Feature = {
  name: { en: 'hover', zh: '悬停提示' },
  capabilities: { hoverProvider: true },
  answers: [answer(HoverRequest.type, (here, { position }) => hover(here, offsetOf(here.project, here.path, position)))],
};
