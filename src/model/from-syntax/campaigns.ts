import type * as ast from '../../syntax/generated/ast.js';
import type {
  AudienceStep,
  Campaign,
  FollowupStep,
  GoalStep,
  Material,
  MethodStep,
  Phase,
  ResourcesStep,
  ReviewStep,
  Risk,
  RisksStep,
  StepBase,
  Task,
  TimingStep,
  Waive,
} from '../types.js';
import { lowerActivity } from './activities.js';
import {
  checkOnce,
  choiceOf,
  declared,
  durationOf,
  integerOf,
  moneyOf,
  percentOf,
  refOf,
  reasonOf,
  refsOf,
  spanOf,
  spanOfProperty,
  textOf,
  type Draft,
  type Lowering,
  reportLacking,
} from './context.js';
import { lowerDay, lowerSpan } from './days.js';
import { lowerTarget, lowerWaive, lowerWave } from './waves.js';

type StepNode =
  ast.GoalStep | ast.AudienceStep | ast.TimingStep | ast.MethodStep | ast.ResourcesStep | ast.RisksStep | ast.FollowupStep | ast.ReviewStep;

const LEVELS = ['low', 'medium', 'high'] as const;

function stepBase(c: Lowering, node: StepNode): StepBase {
  const span = spanOf(c, node);
  const keywordSpan = spanOfProperty(c, node, 'keyword');
  if (!node.none) return { span, keywordSpan };
  const because = reasonOf(c, node, 'because', node.because);
  if (!because) {
    c.report({
      rule: 'syntax-error',
      span,
      message: {
        en: `Say why there is none: \`${node.keyword} none because "…"\`.`,
        zh: `请写明为什么没有这一步：${node.keyword} none because "…"。`,
      },
    });
  }
  return { span, keywordSpan, none: because ?? { value: '', span } };
}

function lowerGoal(c: Lowering, node: ast.GoalStep): GoalStep {
  const step: Draft<GoalStep> = { ...stepBase(c, node), targets: [] };
  step.targets = node.items.flatMap((item) => {
    const metric = refOf(c, item.metric);
    const target = lowerTarget(c, item);
    return metric && target ? [{ metric, ...target, span: spanOf(c, item) }] : [];
  });
  const purposes = node.items.filter((item) => item.text !== undefined);
  checkOnce(c, purposes);
  for (const item of purposes) {
    const word = item.metric?.$refText;
    if (word !== undefined && word !== 'purpose')
      choiceOf(c, item, 'metric', word, ['purpose'], { en: 'part of the goal', zh: '目标内容' });
    const purpose = textOf(c, item, 'text', item.text);
    if (purpose) step.purpose ??= purpose;
  }
  return step;
}

function lowerAudienceStep(c: Lowering, node: ast.AudienceStep): AudienceStep {
  checkOnce(c, node.items, ['AudienceExcept']);
  const except: AudienceStep['except'][number][] = [];
  const step: Draft<AudienceStep> = { ...stepBase(c, node), to: [], except };
  for (const item of node.items) {
    switch (item.$type) {
      case 'AudienceTo':
        step.to = refsOf(c, item.audiences);
        break;
      case 'AudienceExcept': {
        const because = reasonOf(c, item, 'because', item.because);
        except.push({ audiences: refsOf(c, item.audiences), ...(because && { because }), span: spanOf(c, item) });
        break;
      }
      case 'Holdout': {
        const percent = percentOf(c, item, 'percent', item.percent);
        const of = refOf(c, item.of);
        if (percent) step.holdout = { percent: percent.value, ...(of && { of }), span: spanOf(c, item) };
        break;
      }
      case 'StepAsOf': {
        const day = lowerDay(c, item.day);
        if (day) step.asOf = day;
        break;
      }
    }
  }
  return step;
}

function lowerPhase(c: Lowering, node: ast.Phase): Phase | undefined {
  const base = declared(c, node);
  const days = lowerSpan(c, node);
  if (base && !days) c.lost.push(base.name);
  return base && days && { ...base, kind: 'phase', from: days.from, to: days.to };
}

function lowerTiming(c: Lowering, node: ast.TimingStep): TimingStep {
  return {
    ...stepBase(c, node),
    phases: node.items.flatMap((item) => (item.$type === 'Phase' ? (lowerPhase(c, item) ?? []) : [])),
    waves: node.items.flatMap((item) => (item.$type === 'Wave' ? (lowerWave(c, item, 'timing') ?? []) : [])),
  };
}

function lowerMethod(c: Lowering, node: ast.MethodStep): MethodStep {
  checkOnce(c, node.items, ['Activity', 'Offer']);
  return {
    ...stepBase(c, node),
    offers: node.items.flatMap((item) => (item.$type === 'Offer' ? refsOf(c, item.benefits) : [])),
    activities: node.items.flatMap((item) => (item.$type === 'Activity' ? (lowerActivity(c, item) ?? []) : [])),
  };
}

function lowerTask(c: Lowering, node: ast.Task): Task | undefined {
  checkOnce(c, node.parts);
  const text = textOf(c, node, 'text', node.text);
  if (!text) return undefined;
  const task: Draft<Task> = { text, span: spanOf(c, node) };
  for (const part of node.parts) {
    if (part.$type === 'WithinPart') {
      const within = durationOf(c, part, 'duration', part.duration);
      if (within) task.within = within.value;
    } else if (part.$type === 'DuePart') {
      const due = lowerDay(c, part.day);
      if (due) task.due = due;
    } else {
      const by = refOf(c, part.role);
      if (by) task.by = by;
    }
  }
  return task;
}

function lowerMaterial(c: Lowering, node: ast.Material): Material | undefined {
  checkOnce(c, node.parts);
  const base = declared(c, node);
  if (!base) return undefined;
  const material: Draft<Material> = { ...base, kind: 'material' };
  for (const part of node.parts) {
    if (part.$type === 'DuePart') {
      const due = lowerDay(c, part.day);
      if (due) material.due = due;
    } else if (part.$type === 'ByPart') {
      const by = refOf(c, part.role);
      if (by) material.by = by;
    } else {
      const wave = refOf(c, part.wave);
      if (wave) material.for = wave;
    }
  }
  return material;
}

function lowerResources(c: Lowering, node: ast.ResourcesStep): ResourcesStep {
  checkOnce(c, node.items, ['People', 'Data', 'Material', 'Cost', 'Task']);
  const people: ResourcesStep['people'][number][] = [];
  const data: ResourcesStep['data'][number][] = [];
  const materials: Material[] = [];
  const costs: ResourcesStep['costs'][number][] = [];
  const tasks: Task[] = [];
  const step: Draft<ResourcesStep> = { ...stepBase(c, node), people, data, materials, costs, tasks };
  for (const item of node.items) {
    const span = spanOf(c, item);
    switch (item.$type) {
      case 'Budget': {
        const budget = moneyOf(c, item, 'value', item.value);
        if (budget) step.budget = budget;
        break;
      }
      case 'People': {
        const role = refOf(c, item.role);
        const count = integerOf(c, item, 'count', item.count, 1);
        const names = textOf(c, item, 'names', item.names);
        if (role) people.push({ role, ...(count && { count: count.value }), ...(names && { names: names.value }), span });
        break;
      }
      case 'Data': {
        const text = textOf(c, item, 'value', item.value);
        if (text) data.push(text);
        break;
      }
      case 'Material': {
        const material = lowerMaterial(c, item);
        if (material) materials.push(material);
        break;
      }
      case 'Cost': {
        const label = textOf(c, item, 'label', item.label);
        const amount = moneyOf(c, item, 'amount', item.amount);
        if (label && amount) costs.push({ label, amount, span });
        break;
      }
      case 'Task': {
        const task = lowerTask(c, item);
        if (task) tasks.push(task);
        break;
      }
    }
  }
  return step;
}

function lowerRisk(c: Lowering, node: ast.Risk): Risk | undefined {
  checkOnce(c, node.properties, ['Task']);
  const base = declared(c, node);
  if (!base) return undefined;
  const tasks: Task[] = [];
  const risk: Draft<Risk> = { ...base, kind: 'risk', tasks };
  for (const property of node.properties) {
    switch (property.$type) {
      case 'RiskLikelihood':
      case 'RiskImpact': {
        const level = choiceOf(c, property, 'value', property.value, LEVELS, { en: 'level of risk', zh: '风险等级' });
        if (level) risk[property.$type === 'RiskLikelihood' ? 'likelihood' : 'impact'] = level;
        break;
      }
      case 'RiskResponse': {
        const response = textOf(c, property, 'value', property.value);
        if (response) risk.response = response;
        break;
      }
      case 'RiskOwner': {
        const owner = refOf(c, property.role);
        if (owner) risk.owner = owner;
        break;
      }
      case 'Task': {
        const task = lowerTask(c, property);
        if (task) tasks.push(task);
        break;
      }
    }
  }
  return risk;
}

function lowerFollowup(c: Lowering, node: ast.FollowupStep): FollowupStep {
  return {
    ...stepBase(c, node),
    waves: node.items.flatMap((item) => (item.$type === 'Wave' ? (lowerWave(c, item, 'followup') ?? []) : [])),
    tasks: node.items.flatMap((item) => (item.$type === 'Task' ? (lowerTask(c, item) ?? []) : [])),
  };
}

function lowerReview(c: Lowering, node: ast.ReviewStep): ReviewStep {
  checkOnce(c, node.items, ['ReviewKeep']);
  const keeps: ReviewStep['keeps'][number][] = [];
  const step: Draft<ReviewStep> = { ...stepBase(c, node), metrics: [], keeps };
  for (const item of node.items) {
    switch (item.$type) {
      case 'ReviewOn': {
        const on = lowerDay(c, item.day);
        const by = refOf(c, item.by);
        if (on) step.on = on;
        if (by) step.by = by;
        break;
      }
      case 'ReviewMetrics': {
        const segments = refOf(c, item.segments);
        step.metrics = refsOf(c, item.metrics);
        if (segments) step.bySegments = segments;
        break;
      }
      case 'ReviewCompare':
        step.compareWithHoldout = spanOf(c, item);
        break;
      case 'ReviewKeep': {
        const keep = textOf(c, item, 'value', item.value);
        if (keep) keeps.push(keep);
        break;
      }
    }
  }
  return step;
}

export function lowerCampaign(c: Lowering, node: ast.Campaign): Campaign | undefined {
  const base = declared(c, node);
  if (!base) return undefined;
  checkOnce(c, node.items, ['Waive']);
  const waives: Waive[] = [];
  const campaign: Draft<Campaign> = { ...base, kind: 'campaign', waives };
  for (const item of node.items) {
    switch (item.$type) {
      case 'Scope': {
        const scope = choiceOf(c, item, 'value', item.value, ['storewide', 'targeted'] as const, { en: 'scope', zh: '活动范围' });
        if (scope) campaign.scope = scope;
        break;
      }
      case 'Runs': {
        const runs = lowerSpan(c, item);
        if (runs) campaign.runs = runs;
        break;
      }
      case 'Waive': {
        const waive = lowerWaive(c, item);
        if (waive) waives.push(waive);
        break;
      }
      case 'GoalStep':
        campaign.goal ??= lowerGoal(c, item);
        break;
      case 'AudienceStep':
        campaign.audience ??= lowerAudienceStep(c, item);
        break;
      case 'TimingStep':
        campaign.timing ??= lowerTiming(c, item);
        break;
      case 'MethodStep':
        campaign.method ??= lowerMethod(c, item);
        break;
      case 'ResourcesStep':
        campaign.resources ??= lowerResources(c, item);
        break;
      case 'RisksStep':
        campaign.risks ??= { ...stepBase(c, item), risks: item.items.flatMap((risk) => lowerRisk(c, risk) ?? []) } satisfies RisksStep;
        break;
      case 'FollowupStep':
        campaign.followup ??= lowerFollowup(c, item);
        break;
      case 'ReviewStep':
        campaign.review ??= lowerReview(c, item);
        break;
    }
  }
  if (!campaign.runs && !node.items.some((item) => item.$type === 'Runs')) {
    reportLacking(c, base, {
      en: `When does \`${base.name}\` run? Add \`runs 2026-11-01 .. 2026-11-11\`.`,
      zh: `“${base.name}”从哪天到哪天？请加上 runs 2026-11-01 .. 2026-11-11。`,
    });
  }
  if (!campaign.scope && !node.items.some((item) => item.$type === 'Scope')) {
    reportLacking(c, base, {
      en: `Is \`${base.name}\` for everybody or for chosen groups? Add \`scope storewide\` or \`scope targeted\`.`,
      zh: `“${base.name}”面向全店还是定向？请加上 scope storewide 或 scope targeted。`,
    });
  }
  return campaign;
}
