import type * as ast from '../../syntax/generated/ast.js';
import type { CalendarUnit, Window } from '../types.js';
import { choiceOf, durationOf, type Lowering } from './context.js';

export const UNITS: readonly CalendarUnit[] = ['day', 'week', 'month', 'quarter', 'year'];

export function lowerWindow(c: Lowering, node: ast.CountWindow | undefined): Window | undefined {
  switch (node?.$type) {
    case 'RollingWindow': {
      const duration = durationOf(c, node, 'duration', node.duration);
      if (!duration) return undefined;
      if (duration.value.unit === 'mo' || duration.value.unit === 'y') {
        const days = duration.value.count * (duration.value.unit === 'mo' ? 30 : 365);
        c.report({
          rule: 'invalid-literal',
          span: duration.span,
          message: {
            en: `A rolling window has a fixed length: write \`${days}d\`, or \`per calendar ${duration.value.unit === 'mo' ? 'month' : 'year'}\`.`,
            zh: `滚动窗口的长度要固定：请写“${days}d”，或“per calendar ${duration.value.unit === 'mo' ? 'month' : 'year'}”。`,
          },
        });
        return undefined;
      }
      return { kind: 'rolling', duration: duration.value };
    }
    case 'CalendarWindow': {
      const unit = choiceOf(c, node, 'unit', node.unit, UNITS, { en: 'calendar unit', zh: '日历单位' });
      return unit && { kind: 'calendar', unit: unit.value };
    }
    case 'CampaignWindow':
      return { kind: 'campaign' };
    case undefined:
      return undefined;
  }
}
