import { Uri, type Diagnostic } from 'vscode';

/** The rule that a finding is of. */
export function ruleOf({ code, source }: Diagnostic): string | undefined {
  const rule = typeof code === 'object' ? code.value : code;
  return source === 'crm' && typeof rule === 'string' ? rule : undefined;
}

/** Makes the rule of a finding a link to its page. */
export function linkRules(diagnostic: Diagnostic): Diagnostic {
  const rule = ruleOf(diagnostic);
  if (rule === undefined) return diagnostic;
  const query = encodeURIComponent(JSON.stringify([rule]));
  diagnostic.code = { value: rule, target: Uri.parse(`command:crm.explainRule?${query}`) };
  return diagnostic;
}
