import { milliseconds } from '../../timeline/durations.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { lengthText, nameOf, spelled } from '../words.js';
import { livestreams } from './_words.js';
import { spanFrom } from '../../text/span.js';

function* check(context: RuleContext): Iterable<Finding> {
  for (const { activity, subject } of livestreams(context)) {
    const { for: lasts, rundown } = activity;
    const [first, last] = [rundown[0], rundown.at(-1)];
    if (!lasts || !first || !last) continue;
    const planned = rundown.reduce((sum, { duration }) => sum + milliseconds(duration), 0);
    const over = planned - milliseconds(lasts.value);
    if (over <= 0) continue;
    const [name, all, more, long] = [nameOf(activity), lengthText(planned / 1000), lengthText(over / 1000), spelled(lasts.value)];
    yield {
      span: spanFrom(first.span, { end: last.span.end }),
      message: {
        en: `The rundown of ${name.en} takes ${all.en}, ${more.en} longer than the live itself (${long.en}).`,
        zh: `${name.zh}的流程共${all.zh}，比直播时长（${long.zh}）多${more.zh}。`,
      },
      help: { en: 'Shorten a part, or make the live longer.', zh: '请缩短其中的环节，或延长直播。' },
      related: [{ span: lasts.span, message: { en: 'the live lasts', zh: '直播时长' } }],
      subjects: [subject],
    };
  }
}

const plan = (last: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  method {
    activity show "会员直播" livestream {
      at 2027-03-04 20:00 for 90min
      platform mini_mall
      host lead
      rundown {
        "热场" 5min
        "穿搭" 75min
        "互动" ${last}
      }
    }
  }
}
`;

export const longRundown: Rule = {
  id: 'long-rundown',
  group: 'live',
  level: 'warning',
  scope: 'file',
  title: { en: 'A rundown longer than the live', zh: '直播流程超时' },
  why: {
    en: 'A rundown is a promise to the team: what does not fit falls off at the end, and the end is where orders are asked for.',
    zh: '流程是给团队的约定：排不下的总是最后的环节，而下单正在最后。',
  },
  configure: {
    en: 'A rundown may be shorter than the live. Change the level with `level long-rundown info`.',
    zh: '流程可以短于直播时长。可用 level long-rundown info 调整级别。',
  },
  bad: plan('15min'),
  good: plan('10min'),
  check,
};
