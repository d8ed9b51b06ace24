import { renderRule, renderRuleList } from '../../report/rule-page.js';
import { nearest } from '../../diagnostics/suggest.js';
import { RULES } from '../../rules/generated/index.js';
import { ruleById } from '../../rules/run.js';
import { UsageError } from '../../node/usage-error.js';
import { ExitCode } from '../exit-codes.js';
import type { Options } from '../options.js';
import { createTerminal } from '../terminal.js';

/** `crm explain [RULE]`: the page of a rule, or the list of all. */
export function explain(id: string | undefined, options: Options): ExitCode {
  const terminal = createTerminal(options);
  if (id === undefined) {
    terminal.out(renderRuleList(RULES, terminal.locale));
    return ExitCode.fine;
  }
  const rule = ruleById(id);
  if (!rule) {
    const near = nearest(
      id,
      RULES.map((each) => each.id),
    );
    throw new UsageError({
      en: `There is no rule "${id}".${near === undefined ? ' `crm explain` lists them all.' : ` Did you mean "${near}"?`}`,
      zh: `没有规则“${id}”${near === undefined ? '。用 crm explain 可列出全部规则。' : `，是不是想写“${near}”？`}`,
    });
  }
  terminal.out(renderRule(rule, terminal.locale));
  return ExitCode.fine;
}
