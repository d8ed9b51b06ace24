import type { Expression } from './expressions.js';

/** The expressions directly inside an expression, in the order of the text. */
export function* subExpressions(expression: Expression): Iterable<Expression | undefined> {
  switch (expression.kind) {
    case 'and':
    case 'or':
      yield* expression.parts;
      break;
    case 'not':
      yield expression.part;
      break;
    case 'comparison':
      yield expression.left;
      yield expression.right;
      break;
    case 'in-list':
      yield expression.value;
      yield* expression.items;
      break;
    case 'in-range':
      yield expression.value;
      yield expression.from;
      yield expression.to;
      break;
    case 'in-last':
    case 'known':
    case 'text-match':
      yield expression.value;
      break;
    case 'top':
      yield expression.by;
      break;
    case 'aggregate':
      yield expression.where;
      break;
    case 'age':
      yield expression.of;
      break;
    default:
  }
}
