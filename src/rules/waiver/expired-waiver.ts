import { isoDay } from '../../model/calendar.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import type { StandingWaiver } from '../waivers.js';

/** Only with a `now`: the waiver's last day is over. */
export function describeExpired(waiver: StandingWaiver, context: RuleContext): Finding | undefined {
  if (context.now === undefined || waiver.until === undefined) return undefined;
  const today = context.timeline.zone.toLocal(context.now).day;
  if (today <= waiver.until) return undefined;
  const until = isoDay(waiver.until);
  return {
    span: waiver.waive.until?.span ?? waiver.waive.span,
    message: {
      en: `This waiver of \`${waiver.waive.rule.name}\` ended on ${until}. Take it out, or have its owner decide anew.`,
      zh: `对“${waiver.waive.rule.name}”的豁免已于${until}到期。请删除，或由负责人重新决定。`,
    },
  };
}

export const expiredWaiver: Rule = {
  id: 'expired-waiver',
  group: 'waiver',
  level: 'error',
  title: { en: 'A waiver is past its end', zh: '豁免已到期' },
  why: {
    en: 'An exception was granted for a time. When the time is over the rule holds again; nobody should rely on a decision that has run out.',
    zh: '豁免只在约定期限内有效。到期后规则恢复生效，不应再依赖已过期的决定。',
  },
  configure: {
    en: 'Found only with `--now`. Change its level with `level expired-waiver warning`.',
    zh: '仅在给出 --now 时检查。可用 level expired-waiver warning 调整级别。',
  },
  bad: '',
  good: '',
};
