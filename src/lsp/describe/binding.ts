import type { Localized } from '../../diagnostics/diagnostic.js';
import type { Clause } from '../../model/types.js';
import { isActiveOf } from './clause-in-force.js';
import { capsOf, loadsOfCap, windowPlace } from './loads.js';
import type { Telling } from './telling.js';

/** Where a clause binds: for a cap the wave that comes nearest it, for others how many findings rest on it. */
export function bindingText({ analysis }: Pick<Telling, 'analysis'>, clause: Clause): Localized | undefined {
  if (clause.removed) return undefined;
  const inForce = analysis.plan.clauses.filter((active) => isActiveOf(active, clause));
  if (inForce.length === 0)
    return {
      en: 'not in force: another policy says otherwise, or nobody extends this one',
      zh: '未生效：其他政策另有规定，或没有政策继承它',
    };
  if (clause.kind !== 'cap') return undefined;
  const loads = capsOf(analysis)
    .filter(({ active }) => isActiveOf(active, clause))
    .flatMap((cap) => loadsOfCap(analysis, cap));
  const [first] = loads;
  if (!first) return { en: 'no send counts here yet', zh: '目前没有计入的发送' };
  const at = loads.filter(({ most }) => most >= clause.limit).length;
  const place = windowPlace(clause.window, first.windowFrom, first.windowTo);
  const more = at === 0 ? { en: '', zh: '' } : { en: `, ${at} ${at === 1 ? 'wave' : 'waves'} at the limit`, zh: `，${at} 个波次已到上限` };
  return {
    en: `${first.most}/${clause.limit} at most, ${place.en} (${first.wave})${more.en}`,
    zh: `最多 ${first.most}/${clause.limit}，${place.zh}（${first.wave}）${more.zh}`,
  };
}
