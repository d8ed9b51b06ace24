import type { Localized } from '../../diagnostics/diagnostic.js';
import { clockText } from '../../model/literal-text.js';
import { sentenceOf } from '../../conditions/sentences.js';
import { spelled, windowWords } from '../../rules/words.js';
import { bansOf, isBound } from '../../sends/quiet.js';
import type { AddressedWave } from '../../sends/types.js';
import { rangeText } from '../../timeline/words.js';
import { labelsOf, type Telling } from './telling.js';

/** What sets a triggered wave off and on which days, and the hours in which it is held; nothing of other waves. */
export function triggerTexts(telling: Telling, wave: AddressedWave): readonly Localized[] {
  const { timeline, campaignTimeline } = wave;
  const { trigger } = timeline;
  const occasion = trigger && occasionText(telling, wave);
  if (!trigger || !occasion) return [];
  const live = rangeText(campaignTimeline.runs ?? { from: trigger.from.day, to: trigger.until.day });
  const held = heldText(telling, wave);
  return [{ en: `${occasion.en}, ${live}`, zh: `${live}，${occasion.zh}` }, ...limitTexts(wave), ...(held ? [held] : [])];
}

function limitTexts({ wave: { limit, skipWhenCapped } }: AddressedWave): readonly Localized[] {
  const window = limit && windowWords(limit.window);
  return [
    ...(limit && window ? [{ en: `at most ${limit.count} ${window.en}`, zh: `${window.zh}最多${limit.count}条` }] : []),
    ...(skipWhenCapped ? [{ en: 'skips members who have reached a limit', zh: '到达上限的会员不再收到' }] : []),
  ];
}

function occasionText({ analysis }: Telling, { wave }: AddressedWave): Localized | undefined {
  for (const when of wave.at) {
    if (when.kind === 'after-each') {
      const delay = spelled(when.delay);
      const { name } = when.entity;
      const which = when.where && sentenceOf(when.where, labelsOf(analysis));
      return {
        en: `${delay.en} after each ${name}${which ? ` where ${which.en}` : ''}`,
        zh: `每次${labelsOf(analysis)('entity', name) ?? name}${which ? `（${which.zh}）` : ''}后${delay.zh}`,
      };
    }
    if (when.kind === 'each-date') {
      const { name } = when.attribute;
      const time = clockText(when.time?.value ?? 0);
      const shift = when.offset && spelled(when.offset.duration);
      const isBefore = when.offset?.sign === -1;
      return {
        en: `${shift ? `${shift.en} ${isBefore ? 'before' : 'after'}` : 'on'} each ${name} at ${time}`,
        zh: `每位会员的 ${name} ${shift ? `${isBefore ? '前' : '后'}${shift.zh}` : '当天'} ${time}`,
      };
    }
  }
  return undefined;
}

/** Hours on every day in which what is due waits. */
function heldText({ analysis }: Telling, wave: AddressedWave): Localized | undefined {
  const { trigger } = wave.timeline;
  if (!trigger || !wave.channel || !isBound(wave)) return undefined;
  const bans = bansOf(analysis.plan, wave.channel, { from: trigger.from.day, to: trigger.until.day });
  const hours = bans.flatMap((ban) =>
    ban.kind === 'quiet' && !ban.days ? [`${clockText(ban.range.from)}–${clockText(ban.range.to)}`] : [],
  );
  const text = [...new Set(hours)];
  return text.length === 0 ? undefined : { en: `held in quiet hours ${text.join(', ')}`, zh: `${text.join('、')} 静默，到点后补发` };
}
