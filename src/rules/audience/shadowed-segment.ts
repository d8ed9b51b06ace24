import type { Finding, Rule, RuleContext } from '../rule.js';
import { isShadowed } from './_shadowed.js';

function* check({ plan, prover }: RuleContext): Iterable<Finding> {
  for (const audience of plan.audiences.values()) {
    if (audience.declaration.span.file.startsWith('crm:') || !isShadowed(audience, prover)) continue;
    const segments = plan.audiences.get(audience.segments ?? '');
    const earlier = (segments?.entries ?? []).slice(0, segments?.entries?.indexOf(audience.name));
    yield {
      span: audience.declaration.nameSpan,
      message: {
        en: `Nobody is left for \`${audience.declaration.name}\`: the entries before it take everybody it describes.`,
        zh: `“${audience.label}”不会有人：前面的条目已经收走了它描述的所有人。`,
      },
      help:
        'otherwise' in audience.declaration && audience.declaration.otherwise
          ? { en: 'The entries before it already divide everybody: take it out.', zh: '前面的条目已经分完所有人，请去掉这一条。' }
          : { en: 'Entries are tried from top to bottom. Put the narrower one first.', zh: '条目从上到下匹配，请把范围较小的写在前面。' },
      related: earlier.flatMap((name) => {
        const entry = plan.audiences.get(name);
        return entry ? [{ span: entry.declaration.nameSpan, message: { en: 'comes first', zh: '先匹配' } }] : [];
      }),
    };
  }
}

const plan = (first: string, second: string): string => `segments recency "活跃度" {
  ${first}
  ${second}
  rest "其余" otherwise
}

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via weibo to recency { at 2027-03-02 10:00 }
  }
}
`;

export const shadowedSegment: Rule = {
  id: 'shadowed-segment',
  group: 'audience',
  level: 'warning',
  scope: 'file',
  title: { en: 'A segment that earlier ones empty', zh: '被前面条目掏空的分群' },
  why: {
    en: 'Segments go by first match. An entry after a wider one never gets a member, and its offer never goes out.',
    zh: '分群按先匹配原则；写在更宽条目之后的分群永远没有人，给它的优惠也发不出去。',
  },
  configure: { en: 'Change its level with `level shadowed-segment error`.', zh: '可用 level shadowed-segment error 调整级别。' },
  bad: plan(
    'half_year "半年内" where age(last(order.at)) <= 180d size 9_000',
    'quarter "三个月内" where age(last(order.at)) <= 90d size 4_000',
  ),
  good: plan(
    'quarter "三个月内" where age(last(order.at)) <= 90d size 4_000',
    'half_year "半年内" where age(last(order.at)) <= 180d size 5_000',
  ),
  check,
};
