import type { Analysis } from '../../compiler.js';
import { localize, type Localized } from '../../diagnostics/diagnostic.js';
import type { LabelOf } from '../../conditions/sentences.js';
import type { Bounds } from '../../model/conditions.js';
import type { Day } from '../../model/literals.js';
import type { Campaign } from '../../model/types.js';
import { partsOf } from '../../resolve/named.js';
import type { Here } from '../feature.js';
import { grouped } from '../../text/numbers.js';

/** What texts about a plan are made of, in the language of the editor. */
export interface Telling {
  readonly analysis: Analysis;
  readonly say: (text: Localized) => string;
  /** Missing where the process has no clock. */
  readonly today?: Day;
}

export function tellingOf({ project, session }: Pick<Here, 'project' | 'session'>): Telling {
  const { today } = session;
  return {
    analysis: project.analysis,
    say: (text) => localize(text, session.locale),
    ...(today !== undefined && { today }),
  };
}

/** `1,200 members`, `1,000 to 1,200 members`, `at least 1,000 members`; nothing where nothing is known. */
export function membersText({ low, high }: Bounds): Localized | undefined {
  const [from, to] = [grouped(low), grouped(high ?? 0)];
  if (high === undefined) return low === 0 ? undefined : { en: `at least ${from} members`, zh: `至少 ${from} 人` };
  if (low === high) return { en: `${to} ${high === 1 ? 'member' : 'members'}`, zh: `${to} 人` };
  return low === 0 ? { en: `up to ${to} members`, zh: `至多 ${to} 人` } : { en: `${from} to ${to} members`, zh: `${from} 到 ${to} 人` };
}

/** Labels of what conditions name; `campaign` is that whose waves are named alone. */
export function labelsOf({ plan }: Pick<Analysis, 'plan'>, campaign?: Campaign): LabelOf {
  return (kind, name) => {
    switch (kind) {
      case 'measure':
        return plan.measures.get(name)?.label?.value;
      case 'audience':
        return plan.audiences.get(name)?.label;
      case 'entity':
        return plan.entities.get(name)?.declaration.label?.value;
      case 'event':
        return plan.events.get(name)?.label?.value;
      case 'part': {
        const [first = '', second] = name.split('.');
        const of = second === undefined ? campaign : plan.campaigns.get(first);
        const part = of && partsOf(of).find(({ declared }) => declared.name === (second ?? first));
        return part ? part.declared.label?.value : plan.events.get(name)?.label?.value;
      }
    }
  };
}
