import { audienceGroup } from '../../conditions/audience-sizes.js';
import type { ResolvedAudience } from '../../model/plan.js';
import type { Finding, Rule, RuleContext } from '../rule.js';
import { isShadowed } from './_shadowed.js';
import { waveSubject } from '../subjects.js';
import { audienceName, listOf, nameOf } from '../words.js';

function isDeclaredHere(audience: ResolvedAudience): boolean {
  return !audience.declaration.span.file.startsWith('crm:') && audience.entries === undefined;
}

function* check({ plan, prover, sends }: RuleContext): Iterable<Finding> {
  const isEmpty = (name: string): boolean => prover.empty(audienceGroup(name));
  for (const audience of plan.audiences.values()) {
    if (!isEmpty(audience.name) || !isDeclaredHere(audience) || isShadowed(audience, prover)) continue;
    // Who is drawn from an empty base is empty too; the base is reported.
    if (audience.of !== undefined && isEmpty(audience.of)) continue;
    const name = audienceName(plan, audience.name);
    yield {
      span: audience.declaration.nameSpan,
      message: {
        en: `Nobody can belong to ${name.en}: its conditions contradict each other.`,
        zh: `没有人会属于${name.zh}：它的条件互相矛盾。`,
      },
      help: {
        en: 'Look at its ranges: one of them probably points the wrong way, or `and` should be `or`.',
        zh: '请检查各个范围，可能有一个方向写反了，或 and 应为 or。',
      },
    };
  }
  for (const wave of sends.waves) {
    if (wave.open || wave.group.include.length === 0 || wave.group.include.every(isEmpty) || !prover.empty(wave.group)) continue;
    const to = listOf(wave.group.include.map((name) => audienceName(plan, name)));
    const except = wave.group.exclude.length > 0 ? listOf(wave.group.exclude.map((name) => audienceName(plan, name))) : undefined;
    yield {
      span: wave.wave.nameSpan,
      message: {
        en: `${nameOf(wave.wave).en} reaches nobody: ${to.en}${except ? ` without ${except.en}` : ''}${wave.condition ? ', narrowed by its `where`,' : ''} is empty.`,
        zh: `${nameOf(wave.wave).zh}没有人可发：${to.zh}${except ? `去掉${except.zh}` : ''}${wave.condition ? '再按 where 筛选' : ''}后为空。`,
      },
      subjects: [waveSubject(wave.timeline)],
    };
  }
}

const plan = (condition: string): string => `audience idle "沉睡" { where age(last(order.at)) > 90d and ${condition}  size 900 }

campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing {
    wave hello via wechat to fans, idle { at 2027-03-02 10:00 }
  }
}
`;

export const emptyAudience: Rule = {
  id: 'empty-audience',
  group: 'audience',
  level: 'error',
  scope: 'file',
  title: { en: 'An audience nobody can belong to', zh: '不可能有人的人群' },
  why: {
    en: 'A contradiction selects nobody, silently: the wave goes out to an empty list and nobody notices until the review.',
    zh: '条件矛盾时选不出任何人，却不会报错：名单是空的，直到复盘才发现。',
  },
  configure: { en: 'Change its level with `level empty-audience warning`.', zh: '可用 level empty-audience warning 调整级别。' },
  bad: plan('age(last(order.at)) <= 90d'),
  good: plan('age(last(order.at)) <= 180d'),
  check,
};
