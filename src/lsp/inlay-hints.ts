import { InlayHintRequest, type InlayHint } from 'vscode-languageserver';
import type { Localized } from '../diagnostics/diagnostic.js';
import type { DayForm, Declaration, When } from '../model/types.js';
import { readDate } from '../syntax/literals/dates.js';
import { readNumber } from '../syntax/literals/numbers.js';
import { readTokens } from '../syntax/lexer.js';
import { endOf, type Token } from '../syntax/token.js';
import type { AddressedWave } from '../sends/types.js';
import { visitDeclaration } from '../resolve/visit.js';
import { resolveDay, type DayScope } from '../timeline/days.js';
import { percentOff } from './describe/benefit-terms.js';
import { smsOf } from './describe/messages.js';
import { dayWords, momentsWords, nextDates, rangeWords, weekdayWord } from './describe/times.js';
import { tellingOf, type Telling } from './describe/telling.js';
import { answer, type Feature, type Here } from './feature.js';
import { offsetOf, rangeOf } from './places.js';

/** A text behind a place of the file. */
interface Hint {
  readonly at: number;
  readonly text: Localized;
}

/** What a date or a price factor as written says besides: its weekday, how much is off. */
function hintOfToken(token: Token): readonly Hint[] {
  const span = { file: '', start: token.startOffset, end: endOf(token) };
  const silent = (): void => undefined;
  if (token.tokenType.name === 'DATE') {
    const date = readDate(token.image, span, silent);
    return date?.kind === 'date' ? [{ at: span.end, text: weekdayWord(date.value) }] : [];
  }
  if (token.tokenType.name !== 'NUMBER' || !token.image.endsWith('折')) return [];
  const literal = readNumber(token.image, span, silent)?.literal;
  const off = literal?.kind === 'factor' ? percentOff(literal.value) : undefined;
  return off === undefined ? [] : [{ at: span.end, text: { en: off, zh: off } }];
}

/** The moments that something relative comes to: of a wave or activity all of them, of another day itself. */
function ofWhens(whens: readonly When[], occurrences: readonly { readonly day: number; readonly clock: number }[]): readonly Hint[] {
  const [first] = whens;
  const isRelative = whens.some(
    (when) => when.kind === 'every' || (when.kind === 'at' && (when.day.anchor.kind !== 'date' || when.day.offset)),
  );
  const last = whens.at(-1);
  if (!first || !last || !isRelative || occurrences.length === 0) return [];
  return [{ at: last.span.end, text: momentsWords(occurrences) }];
}

function ofWave({ wave, timeline }: AddressedWave, telling: Telling): readonly Hint[] {
  const hints = [...ofWhens(wave.at, timeline.occurrences)];
  if (!wave.split) return hints;
  const sends = telling.analysis.sends.sendsOf(timeline.campaign).filter(({ addressed }) => addressed.timeline === timeline);
  const batches = Math.max(0, ...sends.map(({ dispatch }) => dispatch.batches));
  const text = { en: `${batches} ${batches === 1 ? 'batch' : 'batches'}`, zh: `${batches} 批` };
  return batches > 0 ? [...hints, { at: wave.split.span.end, text }] : hints;
}

/** Days of a declaration that are not written as dates, but for those of sends, which come with their times. */
function ofDays(declaration: Declaration, telling: Telling): readonly Hint[] {
  const { plan, timeline } = telling.analysis;
  const own = declaration.kind === 'campaign' ? timeline.campaigns.get(declaration.name) : undefined;
  const scope: DayScope = { events: plan.events, ...(own && { timeline: own }) };
  const whens =
    declaration.kind === 'campaign'
      ? [...(own?.waves.values() ?? [])]
          .flatMap(({ wave }) => wave.at)
          .concat([...(own?.activities.values() ?? [])].flatMap(({ activity }) => activity.at))
      : [];
  const ofSends = new Set(whens.flatMap((when) => (when.kind === 'at' ? [when.day.span.start] : [])));
  const hints: Hint[] = [];
  const day = (form: DayForm): void => {
    if ((form.anchor.kind === 'date' && !form.offset) || ofSends.has(form.span.start)) return;
    const found = resolveDay(form, scope, 'first', () => undefined);
    if (found !== undefined) hints.push({ at: form.span.end, text: dayWords(found) });
  };
  visitDeclaration({ name: () => undefined, day }, declaration);
  return hints;
}

function ofDeclaration(declaration: Declaration, telling: Telling): readonly Hint[] {
  const { analysis } = telling;
  switch (declaration.kind) {
    case 'campaign': {
      // A campaign whose name another one has is not in the plan.
      if (analysis.plan.campaigns.get(declaration.name) !== declaration) return [];
      const activities = [...(analysis.timeline.campaigns.get(declaration.name)?.activities.values() ?? [])];
      return [
        ...analysis.sends.wavesOf(declaration).flatMap((wave) => ofWave(wave, telling)),
        ...activities.flatMap(({ activity, occurrences }) => ofWhens(activity.at, occurrences)),
        ...ofDays(declaration, telling),
      ];
    }
    case 'event': {
      const [next] = declaration.on && declaration.on.kind !== 'once' ? nextDates(declaration, telling, 1) : [];
      return next && declaration.on ? [{ at: declaration.on.span.end, text: rangeWords(next) }] : [];
    }
    case 'message': {
      const sms = smsOf(analysis, declaration);
      return sms && declaration.text
        ? [{ at: declaration.text.span.end, text: { en: `${sms.parts} SMS`, zh: `${sms.parts} 条短信` } }]
        : [];
    }
    default:
      return ofDays(declaration, telling);
  }
}

/** What numbers, dates and moments come to, behind them. */
function inlayHints(here: Here, from: number, to: number): InlayHint[] {
  const { project, path } = here;
  const telling = tellingOf(here);
  const { tokens } = readTokens(project.textOf(path) ?? '', path);
  const inReach = project.fileModel(path).declarations.filter(({ span }) => span.start <= to && from <= span.end);
  const hints = [...tokens.flatMap(hintOfToken), ...inReach.flatMap((declaration) => ofDeclaration(declaration, telling))];
  return hints
    .filter(({ at }) => from <= at && at <= to)
    .sort((a, b) => a.at - b.at)
    .map(({ at, text }) => ({
      position: rangeOf(project, { file: path, start: at, end: at }).end,
      label: telling.say(text),
      paddingLeft: true,
    }));
}

export const inlayHintFeature: Feature = {
  name: { en: 'hints in the text', zh: '行内提示' },
  capabilities: { inlayHintProvider: true },
  answers: [
    answer(InlayHintRequest.type, (here, { range }) =>
      inlayHints(here, offsetOf(here.project, here.path, range.start), offsetOf(here.project, here.path, range.end)),
    ),
  ],
};
