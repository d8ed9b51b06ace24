import type { Expression } from '../model/expressions.js';
import type {
  Activity,
  Benefit,
  Campaign,
  Clause,
  Copy,
  DayForm,
  Declaration,
  Fact,
  Message,
  Ref,
  Task,
  Waive,
  Wave,
  When,
} from '../model/types.js';
import { messageRefs, wavesOf } from '../model/waves.js';
import { metricsIn } from './metric-types.js';

/** What a name must be the name of. Days and conditions resolve their own names. */
export type RefKind =
  | 'audience'
  | 'channel'
  | 'role'
  | 'benefit'
  | 'message'
  | 'metric'
  | 'products'
  | 'campaign'
  | 'phase'
  | 'happening'
  | 'event'
  | 'rule'
  | 'entity'
  | 'policy'
  /** Of `member`. */
  | 'attribute';

/** Where a condition stands, as far as that says what its names mean. */
export interface ConditionPlace {
  /** A wave's own condition: it may ask for outcomes, and its days are those of the campaign. */
  readonly wave?: Wave;
  readonly campaign?: Campaign;
  /** The entity whose records are looked at. */
  readonly record?: string;
}

/** Is shown what declarations use. */
export interface Visitor {
  /** `campaign` is the one around it: phases and waves are looked up there. */
  readonly name: (kind: RefKind, ref: Ref, campaign?: Campaign) => void;
  readonly day?: (form: DayForm, campaign?: Campaign) => void;
  readonly condition?: (expression: Expression, place: ConditionPlace) => void;
  readonly copy?: (copy: Copy) => void;
}

type Refs = readonly (Ref | undefined)[];

function names(to: Visitor, kind: RefKind, refs: Refs, campaign?: Campaign): void {
  for (const ref of refs) if (ref) to.name(kind, ref, campaign);
}

function days(to: Visitor, forms: readonly (DayForm | undefined)[], campaign?: Campaign): void {
  for (const form of forms) if (form) to.day?.(form, campaign);
}

function visitTasks(to: Visitor, tasks: readonly Task[], campaign: Campaign): void {
  for (const task of tasks) {
    days(to, [task.due], campaign);
    names(to, 'role', [task.by]);
  }
}

function visitWaives(to: Visitor, waives: readonly Waive[], campaign: Campaign): void {
  for (const waive of waives) {
    names(to, 'rule', [waive.rule]);
    names(to, 'channel', waive.on);
    names(to, 'role', [waive.by]);
    days(to, [waive.until], campaign);
  }
}

function visitWhens(to: Visitor, whens: readonly When[], campaign: Campaign): void {
  for (const when of whens) {
    switch (when.kind) {
      case 'at':
        days(to, [when.day], campaign);
        break;
      case 'every':
        if (when.recurrence.kind === 'event') to.name('event', when.recurrence.ref);
        days(to, [when.from, when.until], campaign);
        break;
      case 'each-date':
        to.name('attribute', when.attribute);
        break;
      case 'after-each':
        to.name('entity', when.entity);
        if (when.where) to.condition?.(when.where, { campaign, record: when.entity.name });
        break;
    }
  }
}

function visitWave(to: Visitor, wave: Wave, campaign: Campaign): void {
  names(to, 'channel', [wave.channel]);
  names(to, 'audience', [...wave.to, ...wave.except]);
  visitWhens(to, wave.at, campaign);
  names(to, 'message', messageRefs(wave));
  names(to, 'benefit', wave.offers);
  names(to, 'phase', [wave.during], campaign);
  if (wave.where) to.condition?.(wave.where, { campaign, wave });
  names(to, 'role', [wave.confirm?.by]);
  names(to, 'metric', [wave.test?.winner?.metric, wave.gate?.metric]);
  days(to, [wave.confirm?.until?.day, wave.gate?.until.day], campaign);
  visitWaives(to, wave.waives, campaign);
}

function visitActivity(to: Visitor, activity: Activity, campaign: Campaign): void {
  visitWhens(to, activity.at, campaign);
  names(to, 'products', activity.products);
  names(to, 'benefit', activity.offers);
  names(to, 'channel', [activity.via]);
  names(to, 'role', [activity.by, activity.host, activity.reply?.by]);
}

function visitCampaign(to: Visitor, campaign: Campaign): void {
  const { runs, goal, audience, timing, method, resources, risks, followup, review } = campaign;
  days(to, [runs?.from, runs?.to], campaign);
  visitWaives(to, campaign.waives, campaign);
  names(to, 'metric', goal?.targets.map((target) => target.metric) ?? []);
  if (audience) {
    names(to, 'audience', [...audience.to, ...audience.except.flatMap((exclusion) => exclusion.audiences), audience.holdout?.of]);
    days(to, [audience.asOf], campaign);
  }
  for (const phase of timing?.phases ?? []) days(to, [phase.from, phase.to], campaign);
  for (const wave of wavesOf(campaign)) visitWave(to, wave, campaign);
  names(to, 'benefit', method?.offers ?? []);
  for (const activity of method?.activities ?? []) visitActivity(to, activity, campaign);
  for (const people of resources?.people ?? []) to.name('role', people.role);
  for (const material of resources?.materials ?? []) {
    days(to, [material.due], campaign);
    names(to, 'role', [material.by]);
    names(to, 'happening', [material.for], campaign);
  }
  visitTasks(to, resources?.tasks ?? [], campaign);
  for (const risk of risks?.risks ?? []) {
    names(to, 'role', [risk.owner]);
    visitTasks(to, risk.tasks, campaign);
  }
  visitTasks(to, followup?.tasks ?? [], campaign);
  days(to, [review?.on], campaign);
  names(to, 'role', [review?.by]);
  names(to, 'metric', review?.metrics ?? []);
  names(to, 'audience', [review?.bySegments]);
}

function visitBenefit(to: Visitor, benefit: Benefit): void {
  days(to, [benefit.valid?.from, benefit.valid?.to]);
  names(to, 'products', benefit.on ?? []);
  names(to, 'benefit', benefit.stacksWith);
}

function visitClause(to: Visitor, clause: Clause): void {
  if ('channels' in clause) names(to, 'channel', clause.channels);
  names(to, 'audience', [clause.for]);
  names(to, 'event', [clause.during?.ref]);
  if (clause.kind === 'floor') names(to, 'products', [...clause.on, ...clause.exceptProducts]);
  if (clause.kind === 'lead') names(to, 'channel', [clause.lead, clause.before]);
  if (clause.kind === 'level') to.name('rule', clause.rule);
}

function visitMessage(to: Visitor, { channel, text, subject, body }: Message): void {
  names(to, 'channel', [channel]);
  for (const copy of [text, subject, body]) if (copy) to.copy?.(copy);
}

export function visitFact(to: Visitor, fact: Fact): void {
  names(to, 'audience', [fact.left, fact.right]);
}

/** Shows a visitor every name, day, condition and copy of a declaration. */
export function visitDeclaration(to: Visitor, declaration: Declaration): void {
  switch (declaration.kind) {
    case 'campaign':
      visitCampaign(to, declaration);
      break;
    case 'benefit':
      visitBenefit(to, declaration);
      break;
    case 'message':
      visitMessage(to, declaration);
      break;
    case 'policy':
      names(to, 'policy', declaration.extends);
      for (const clause of declaration.clauses) visitClause(to, clause);
      break;
    case 'plan':
      days(to, [declaration.runs?.from, declaration.runs?.to]);
      names(to, 'campaign', declaration.campaigns);
      break;
    case 'audience':
      names(to, 'audience', [declaration.of]);
      if (declaration.where) to.condition?.(declaration.where, {});
      break;
    case 'segments':
      names(to, 'audience', [declaration.of]);
      for (const { where } of declaration.entries) if (where) to.condition?.(where, {});
      break;
    case 'measure':
      if (declaration.value) to.condition?.(declaration.value, {});
      break;
    case 'metric':
      names(to, 'metric', [...metricsIn(declaration.formula)]);
      break;
    case 'channel':
      names(to, 'attribute', declaration.requires);
      break;
    case 'entity':
      names(to, 'entity', [declaration.of]);
      break;
    case 'store':
    case 'role':
    case 'event':
    case 'products':
      break;
  }
}
