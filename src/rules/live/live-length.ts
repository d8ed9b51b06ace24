import type { Localized } from '../../diagnostics/diagnostic.js';
import { milliseconds } from '../../timeline/durations.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { clauseOrigin, nameOf, spelled } from '../words.js';
import { livestreams, liveClause, PLATFORM_WORDS, type LiveClause } from './_words.js';

function wanted({ from, to }: NonNullable<LiveClause['length']>): Localized {
  const [least, most] = [spelled(from), to && spelled(to)];
  if (!to || !most) return { en: `at least ${least.en}`, zh: `应不少于${least.zh}` };
  return from.unit === to.unit
    ? { en: `${from.count} to ${most.en}`, zh: `应为${from.count}到${most.zh}` }
    : { en: `${least.en} to ${most.en}`, zh: `应为${least.zh}到${most.zh}` };
}

function* check(context: RuleContext): Iterable<Finding> {
  for (const { activity, subject } of livestreams(context)) {
    const { for: lasts, platform } = activity;
    const found = platform && liveClause(context.plan, platform.value);
    const length = found?.clause.length;
    if (!lasts || !platform || !found || !length) continue;
    const time = milliseconds(lasts.value);
    const isShort = time < milliseconds(length.from);
    if (!isShort && (!length.to || time <= milliseconds(length.to))) continue;
    const [name, where, long, good] = [nameOf(activity), PLATFORM_WORDS[platform.value], spelled(lasts.value), wanted(length)];
    yield {
      span: lasts.span,
      message: {
        en: `${name.en} lasts ${long.en}; a live on ${where.en} should last ${good.en}.`,
        zh: `${name.zh}时长${long.zh}；${where.zh}直播${good.zh}。`,
      },
      help: isShort
        ? { en: 'Make it longer, or name the platform it is really on.', zh: '请延长时长，或检查 platform 是否写对。' }
        : {
            en: 'Attention does not last that long: make two lives of it.',
            zh: '观众的注意力维持不了这么久，可以分成两场。',
          },
      related: [
        { span: platform.span, message: { en: 'its platform', zh: '所在平台' } },
        { span: found.clause.span, message: clauseOrigin(context.plan, found, 'rule') },
      ],
      subjects: [subject],
      clause: found,
    };
  }
}

const plan = (length: string): string => `campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  method {
    activity show "会员直播" livestream {
      at 2027-03-04 20:00 for ${length}
      platform mini_mall
      host lead
    }
  }
}
`;

export const liveLength: Rule = {
  id: 'live-length',
  group: 'live',
  level: 'warning',
  scope: 'file',
  title: { en: 'A live too short or too long for its platform', zh: '直播时长不适合平台' },
  why: {
    en: 'Practice of live selling: an e-commerce platform brings new viewers all the time, so a live runs 6 hours or more; on a social platform and in a mini mall the same people watch, for 1 to 2 hours.',
    zh: '直播经验：电商平台不断有新观众进来，应播六小时以上；社交平台和微商城看的是同一批人，一到两小时为宜。',
  },
  configure: {
    en: 'The lengths are the policy’s: `live ecommerce at least 6h`, `live social, mini_mall 1h .. 2h`; `live social none` ends one.',
    zh: '时长由政策决定：live ecommerce at least 6h、live social, mini_mall 1h .. 2h；live social none 表示不限。',
  },
  bad: plan('3h'),
  good: plan('2h'),
  check,
};
