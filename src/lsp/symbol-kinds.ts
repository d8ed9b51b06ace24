import { SymbolKind } from 'vscode-languageserver';
import type { NamedKind } from '../resolve/named.js';

/** The kinds of names by the symbols that editors have for them. */
export const SYMBOL_KINDS: Readonly<Record<NamedKind, SymbolKind>> = {
  store: SymbolKind.Object,
  role: SymbolKind.Object,
  plan: SymbolKind.Object,
  products: SymbolKind.Object,
  campaign: SymbolKind.Module,
  policy: SymbolKind.Namespace,
  audience: SymbolKind.Class,
  segment: SymbolKind.EnumMember,
  value: SymbolKind.EnumMember,
  entity: SymbolKind.Struct,
  attribute: SymbolKind.Property,
  measure: SymbolKind.Variable,
  metric: SymbolKind.Number,
  channel: SymbolKind.Interface,
  benefit: SymbolKind.Constant,
  message: SymbolKind.String,
  event: SymbolKind.Event,
  phase: SymbolKind.Event,
  wave: SymbolKind.Method,
  activity: SymbolKind.Method,
  material: SymbolKind.Field,
  risk: SymbolKind.Field,
  rule: SymbolKind.Constant,
};
