import type { Environment } from '../conditions/environment.js';
import { checkCondition } from '../conditions/check.js';
import type { Expression } from '../model/expressions.js';
import type { Plan } from '../model/plan.js';
import type { Campaign, Copy, DayForm, Declaration, FileModel, Ref } from '../model/types.js';
import { spanFrom, type Span } from '../text/span.js';
import { campaignParts, resolveName } from '../timeline/names.js';
import { IN_MAPS, part, partsOf, type Named } from './named.js';
import type { ResolvedPlan } from './plan.js';
import { visitDeclaration, visitFact, type ConditionPlace, type RefKind, type Visitor } from './visit.js';

/** A name as it stands in a file. */
export interface Mention {
  /** What it stands for: several for the kind of several channels and for a phase of several campaigns. */
  readonly targets: readonly Named[];
  /** The name alone. */
  readonly span: Span;
  readonly isDeclaration: boolean;
  /** In a policy a kind's word stands for every channel of the kind: it is not the name of one. */
  readonly isKind?: true;
}

type Note = (target: Named, span: Span) => void;

/** The places of the two halves of `lifecycle.recent`, which may stand apart. */
function halves({ name, span }: Ref): readonly [Ref, Ref] | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const [first, second] = [name.slice(0, dot), name.slice(dot + 1)];
  return [
    { name: first, span: spanFrom(span, { end: span.start + first.length }) },
    { name: second, span: spanFrom(span, { start: span.end - second.length }) },
  ];
}

function noteAudience(note: Note, ref: Ref, plan: Plan): void {
  const both = halves(ref);
  if (!both) {
    if (plan.audiences.has(ref.name)) note({ kind: 'audience', name: ref.name }, ref.span);
    return;
  }
  const [segments, entry] = both;
  if (plan.audiences.get(segments.name)?.entries) note({ kind: 'audience', name: segments.name }, segments.span);
  if (plan.audiences.get(ref.name)) note(part('segment', segments.name, entry.name), entry.span);
}

function noteHappening(note: Note, ref: Ref, campaign: Campaign | undefined): void {
  const found = campaign && campaignParts(campaign).get(ref.name);
  if (found && found.kind !== 'phase') note(part(found.kind, campaign.name, ref.name), ref.span);
}

/** `w` of this campaign, or `campaign.w` of another one. */
function noteOutcome(note: Note, ref: Ref, plan: Plan, campaign: Campaign | undefined): void {
  const both = halves(ref);
  if (!both) {
    noteHappening(note, ref, campaign);
    return;
  }
  const other = plan.campaigns.get(both[0].name);
  if (other) note({ kind: 'campaign', name: other.name }, both[0].span);
  noteHappening(note, both[1], other);
}

function noteDay(note: Note, form: DayForm, plan: Plan, campaign: Campaign | undefined): void {
  const { anchor } = form;
  if (anchor.kind !== 'name') return;
  const found = resolveName(anchor.ref, anchor.year, campaign, plan.events, () => undefined);
  if (found?.kind === 'event') note({ kind: 'event', name: anchor.ref.name }, anchor.ref.span);
  else if (found && campaign) note(part(found.kind, campaign.name, anchor.ref.name), anchor.ref.span);
}

/** The names in a condition, found by checking it. */
function noteCondition(note: Note, expression: Expression, place: ConditionPlace, plan: ResolvedPlan): void {
  const { campaign, wave, record } = place;
  const around = wave && campaign;
  const env: Environment = {
    ...plan.environment,
    ...(record !== undefined && { record }),
    outcomes: wave !== undefined,
    resolveOutcome: (target) => {
      noteOutcome(note, target, plan, campaign);
      return target.name;
    },
    resolveDay: (form) => {
      noteDay(note, form, plan, around);
      return { kind: 'days', from: 0, to: 0 };
    },
    onFound: ({ kind, name, owner, span }) => {
      if (kind === 'audience') noteAudience(note, { name, span }, plan);
      else note({ kind, name, ...(owner !== undefined && { owner }) }, span);
    },
  };
  // A measure that is a value is no condition: that is reported where it is resolved, and its names are found all the same.
  checkCondition(expression, env, () => undefined);
}

function notePlaceholders(note: Note, { parts }: Copy, plan: Plan): void {
  const attributes = plan.entities.get('member')?.attributes;
  for (const each of parts) {
    if (each.kind !== 'placeholder') continue;
    const inside = spanFrom(each.span, { start: each.span.start + 1, end: each.span.end - 1 });
    if (attributes?.has(each.name)) note(part('attribute', 'member', each.name), inside);
  }
}

function noteName(note: Note, kind: RefKind, ref: Ref, plan: Plan, campaign: Campaign | undefined): void {
  switch (kind) {
    case 'audience':
      noteAudience(note, ref, plan);
      break;
    case 'happening':
      noteHappening(note, ref, campaign);
      break;
    case 'phase':
      if (campaign && campaignParts(campaign).get(ref.name)?.kind === 'phase') note(part('phase', campaign.name, ref.name), ref.span);
      break;
    case 'attribute':
      if (plan.entities.get('member')?.attributes.has(ref.name)) note(part('attribute', 'member', ref.name), ref.span);
      break;
    case 'rule':
      note({ kind: 'rule', name: ref.name }, ref.span);
      break;
    default:
      if (plan[IN_MAPS[kind]].has(ref.name)) note({ kind, name: ref.name }, ref.span);
  }
}

/** What a declaration itself names: itself and its parts. */
function noteDeclared(note: Note, declaration: Declaration): void {
  const { kind, name, nameSpan } = declaration;
  if (kind === 'entity') {
    if (!declaration.extend) note({ kind, name }, nameSpan);
    for (const attribute of declaration.attributes) {
      note(part('attribute', name, attribute.name), attribute.nameSpan);
      if (attribute.type.kind !== 'enumeration') continue;
      for (const value of attribute.type.values) note(part('value', `${name}.${attribute.name}`, value.name), value.span);
    }
    return;
  }
  note({ kind: kind === 'segments' ? 'audience' : kind, name }, nameSpan);
  if (kind === 'segments') for (const entry of declaration.entries) note(part('segment', name, entry.name), entry.nameSpan);
  if (kind === 'campaign')
    for (const { kind: of, declared } of partsOf(declaration)) note(part(of, name, declared.name), declared.nameSpan);
}

/** The phase before which a benefit opens: that of each campaign that has one of the name. */
function phasesNamed(ref: Ref, plan: Plan): readonly Named[] {
  return [...plan.campaigns.values()]
    .filter((campaign) => campaignParts(campaign).get(ref.name)?.kind === 'phase')
    .map((campaign) => part('phase', campaign.name, ref.name));
}

/** In the clauses of a policy the word of a kind stands for all channels of it. */
function channelsOfKind(kind: string, plan: Plan): readonly Named[] {
  return [...plan.channels.values()].filter((channel) => channel.kind === kind).map(({ name }) => ({ kind: 'channel', name }));
}

/** Every name in a file that leads somewhere, with what it stands for, in the order of the text. */
export function mentionsIn({ declarations, facts }: FileModel, plan: ResolvedPlan): readonly Mention[] {
  const mentions: Mention[] = [];
  const declare: Note = (target, span) => mentions.push({ targets: [target], span, isDeclaration: true });
  const use: Note = (target, span) => mentions.push({ targets: [target], span, isDeclaration: false });
  const visitorOf = (inPolicy: boolean): Visitor => ({
    name: (kind, ref, campaign) => {
      const ofKind = inPolicy && kind === 'channel' ? channelsOfKind(ref.name, plan) : [];
      if (ofKind.length > 0) mentions.push({ targets: ofKind, span: ref.span, isDeclaration: false, isKind: true });
      else noteName(use, kind, ref, plan, campaign);
    },
    day: (form, campaign) => {
      noteDay(use, form, plan, campaign);
    },
    condition: (expression, place) => {
      noteCondition(use, expression, place, plan);
    },
    copy: (copy) => {
      notePlaceholders(use, copy, plan);
    },
  });
  for (const declaration of declarations) {
    noteDeclared(declare, declaration);
    if (declaration.kind === 'entity' && declaration.extend) use({ kind: 'entity', name: declaration.name }, declaration.nameSpan);
    visitDeclaration(visitorOf(declaration.kind === 'policy'), declaration);
    const phase = declaration.kind === 'benefit' ? declaration.opens?.phase : undefined;
    const phases = phase ? phasesNamed(phase, plan) : [];
    if (phase && phases.length > 0) mentions.push({ targets: phases, span: phase.span, isDeclaration: false });
  }
  for (const fact of facts) visitFact(visitorOf(false), fact);
  return mentions.sort((a, b) => a.span.start - b.span.start);
}
