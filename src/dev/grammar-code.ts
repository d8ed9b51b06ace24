import { GrammarAST, GrammarUtils } from 'langium';
import { CrmAstReflection } from '../syntax/generated/ast.js';
import { CrmGrammar } from '../syntax/generated/grammar.js';
import type { Assigned, GrammarCode, RuleCode, Step } from '../syntax/grammar-code.js';
import { withDecisions } from './lookahead.js';

/** Makes data for the reader out of Langium's grammar. Throws on what crm.langium does not use. */
export function grammarCode(): GrammarCode {
  const rules = CrmGrammar().rules.filter((rule) => GrammarAST.isParserRule(rule));
  const entry = rules.findIndex((rule) => rule.entry);
  const ordered = [...rules.slice(entry, entry + 1), ...rules.slice(0, entry), ...rules.slice(entry + 1)];
  const code = ordered.map((rule) => ruleCode(rule, ordered));
  return { ...withDecisions(code), defaults: defaults() };
}

function ruleCode(rule: GrammarAST.ParserRule, rules: readonly GrammarAST.ParserRule[]): RuleCode {
  return {
    name: rule.name,
    makes: rule.fragment ? 'fragment' : GrammarUtils.isDataTypeRule(rule) ? 'string' : 'node',
    type: GrammarUtils.getTypeName(rule),
    body: stepOf(rule.definition, rules),
  };
}

function stepOf(element: GrammarAST.AbstractElement, rules: readonly GrammarAST.ParserRule[], to?: Assigned): Step {
  const step = plainStep(element, rules, to);
  if (!element.cardinality) return step;
  return { kind: KINDS[element.cardinality], decision: 0, step };
}

const KINDS = { '?': 'option', '*': 'many', '+': 'some' } as const;

function plainStep(element: GrammarAST.AbstractElement, rules: readonly GrammarAST.ParserRule[], to: Assigned | undefined): Step {
  const assigned = to && { to };
  if (GrammarAST.isGroup(element)) return { kind: 'sequence', steps: element.elements.map((each) => stepOf(each, rules, to)) };
  if (GrammarAST.isAlternatives(element))
    return { kind: 'choice', decision: 0, steps: element.elements.map((each) => stepOf(each, rules, to)) };
  if (GrammarAST.isKeyword(element)) return { kind: 'token', token: element.value, ...assigned };
  if (GrammarAST.isRuleCall(element)) {
    const rule = element.rule.ref;
    if (GrammarAST.isTerminalRule(rule)) return { kind: 'token', token: rule.name, ...assigned };
    if (GrammarAST.isParserRule(rule)) return { kind: 'call', rule: rules.indexOf(rule), ...assigned };
  }
  if (GrammarAST.isAssignment(element)) return stepOf(element.terminal, rules, { property: element.feature, operator: element.operator });
  if (GrammarAST.isCrossReference(element) && to && element.terminal) return stepOf(element.terminal, rules, { ...to, reference: true });
  if (GrammarAST.isAction(element)) {
    const { feature, operator } = element;
    const type = GrammarUtils.getTypeName(element);
    return { kind: 'action', type, ...(feature !== undefined && operator && { to: { property: feature, operator } }) };
  }
  throw new Error(`The reader knows no ${element.$type}.`);
}

function defaults(): GrammarCode['defaults'] {
  const found: Record<string, [string, 'list' | 'flag'][]> = {};
  for (const [type, { properties }] of Object.entries(new CrmAstReflection().types)) {
    for (const property of Object.values<{ name: string; defaultValue?: unknown }>(properties)) {
      if (Array.isArray(property.defaultValue)) (found[type] ??= []).push([property.name, 'list']);
      else if (property.defaultValue === false) (found[type] ??= []).push([property.name, 'flag']);
      else if (property.defaultValue !== undefined)
        throw new Error(`The reader knows no default such as that of ${type}.${property.name}.`);
    }
  }
  return found;
}
