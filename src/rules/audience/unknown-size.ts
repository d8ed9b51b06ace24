import type { Fix } from '../../diagnostics/diagnostic.js';
import type { ResolvedAudience } from '../../model/plan.js';
import { snapshotGroup } from '../../sends/sends.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { spanFrom } from '../../text/span.js';
import { waveSubject } from '../subjects.js';
import { audienceName, nameOf } from '../words.js';

function addSize(audience: ResolvedAudience): Fix[] {
  const { declaration } = audience;
  if (!('kind' in declaration) || declaration.kind !== 'audience') return [];
  const inside = declaration.where !== undefined || declaration.from !== undefined;
  const at = declaration.span.end - (inside ? 1 : 0);
  const place = spanFrom(declaration.span, { start: at, end: at });
  return [
    {
      title: { en: 'Add a size (put in the number you know)', zh: '补充人数（请填写实际数字）' },
      safe: false,
      edits: [{ span: place, text: inside ? ' size 10_000 ' : ' { size 10_000 }' }],
    },
  ];
}

/** What is wrong with its size is told where that is written. */
function isUnread({ declaration }: ResolvedAudience): boolean {
  return 'isSizeUnread' in declaration;
}

function* check({ plan, sends, sizes }: RuleContext): Iterable<Finding> {
  const told = new Set<string>();
  for (const wave of sends.waves) {
    if (wave.open || wave.bounds.high !== undefined) continue;
    for (const ref of wave.wave.to) {
      const audience = plan.audiences.get(ref.name);
      if (!audience || told.has(ref.name) || isUnread(audience)) continue;
      if (sizes.bounds(snapshotGroup(plan, wave.campaignTimeline, [ref.name], [])).high !== undefined) continue;
      told.add(ref.name);
      const name = audienceName(plan, ref.name);
      yield {
        span: ref.span,
        message: {
          en: `${nameOf(wave.wave).en} goes to ${name.en}, whose size is not known: group limits, dispatch times and budget cannot be checked. Add \`size N\`.`,
          zh: `${nameOf(wave.wave).zh}发给${name.zh}，但人数未知，分组上限、发送时长和预算都无法检查。请补充 size N。`,
        },
        related: [{ span: audience.declaration.nameSpan, message: { en: 'declared without a size', zh: '声明时没有写人数' } }],
        fixes: addSize(audience),
        subjects: [waveSubject(wave.timeline)],
      };
    }
  }
}

const plan = (size: string): string => `audience guests "来宾" { from "tag:guests"${size} }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello "问候" via wechat to fans, guests { at 2027-03-02 10:00 }
  }
}
`;

export const unknownSize: Rule = {
  id: 'unknown-size',
  group: 'audience',
  level: 'warning',
  title: { en: 'A wave to an audience of unknown size', zh: '人数未知的波次' },
  why: {
    en: 'Whether a group is too large, a dispatch ends in time and the money suffices is arithmetic over sizes.',
    zh: '分组是否过大、能否按时发完、钱够不够，都要靠人数来算。',
  },
  configure: { en: 'Change its level with `level unknown-size error`.', zh: '可用 level unknown-size error 调整级别。' },
  bad: plan(''),
  good: plan('  size 500'),
  check,
};
