import type { Localized } from '../../diagnostics/diagnostic.js';
import { audienceGroup } from '../../conditions/audience-sizes.js';
import { clausesOf } from '../../model/clauses.js';
import type { Clause } from '../../model/types.js';
import { grouped, plural } from '../../text/numbers.js';
import { isActiveOf } from './clause-in-force.js';
import { loadsOfCap, windowPlace } from './loads.js';
import type { Telling } from './telling.js';

type Analysed = Pick<Telling, 'analysis'>;

/** The wave that comes nearest a cap. */
function ofCap({ analysis }: Analysed, clause: Extract<Clause, { kind: 'cap' }>): Localized {
  const loads = clausesOf(analysis.plan, 'cap')
    .filter((cap) => isActiveOf(cap, clause))
    .flatMap((cap) => loadsOfCap(analysis, cap));
  const [first] = loads;
  if (!first) return { en: 'no send counts here yet', zh: '目前没有计入的发送' };
  const [at, over] = [loads.filter(({ most }) => most === clause.limit).length, loads.filter(({ most }) => most > clause.limit).length];
  const place = windowPlace(clause.window, first.windowFrom, first.windowTo);
  const more = [
    ...(over === 0 ? [] : [{ en: `, ${plural(over, 'wave')} over the limit`, zh: `，${over} 个波次超过上限` }]),
    ...(at === 0 ? [] : [{ en: `, ${plural(at, 'wave')} at the limit`, zh: `，${at} 个波次已到上限` }]),
  ];
  const [moreEn, moreZh] = [more.map(({ en }) => en).join(''), more.map(({ zh }) => zh).join('')];
  return {
    en: `${first.most}/${clause.limit} at most, ${place.en} (${first.wave})${moreEn}`,
    zh: `最多 ${first.most}/${clause.limit}，${place.zh}（${first.wave}）${moreZh}`,
  };
}

/** The largest group that a wave names. */
function ofSegment({ analysis }: Analysed, { limit }: Extract<Clause, { kind: 'segment' }>): Localized | undefined {
  let [largest, owner] = [0, ''];
  for (const { id, wave } of analysis.sends.waves) {
    const groups = wave.to.flatMap(({ name }) => analysis.plan.audiences.get(name)?.entries ?? [name]);
    for (const name of groups) {
      const { high } = analysis.sizes.bounds(audienceGroup(name));
      if (high !== undefined && high > largest) [largest, owner] = [high, id];
    }
  }
  if (largest === 0) return undefined;
  const text = `${grouped(largest)}/${grouped(limit)}`;
  return { en: `${text} in the largest group (${owner})`, zh: `最大的人群 ${text}（${owner}）` };
}

/** How many findings rest on a clause. */
function findingsOn({ analysis }: Analysed, { span }: Clause): Localized | undefined {
  const count = analysis.diagnostics.filter(({ related }) =>
    related.some((each) => each.span.file === span.file && each.span.start === span.start),
  ).length;
  return count === 0 ? undefined : { en: plural(count, 'finding'), zh: `${count} 处问题` };
}

/** Where a clause binds: what comes nearest its limit, and how many findings rest on it; nothing where there is neither. */
export function bindingText(telling: Analysed, clause: Clause): Localized | undefined {
  if (clause.removed) return undefined;
  if (!telling.analysis.plan.clauses.some((active) => isActiveOf(active, clause)))
    return {
      en: 'not in force: another policy says otherwise, or nobody extends this one',
      zh: '未生效：其他政策另有规定，或没有政策继承它',
    };
  const nearest = clause.kind === 'cap' ? ofCap(telling, clause) : clause.kind === 'segment' ? ofSegment(telling, clause) : undefined;
  const parts = [nearest, findingsOn(telling, clause)].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return { en: parts.map(({ en }) => en).join(' · '), zh: parts.map(({ zh }) => zh).join(' · ') };
}
