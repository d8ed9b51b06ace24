import { SignatureHelpRequest, type ParameterInformation, type SignatureHelp } from 'vscode-languageserver';
import { localize, type Localized } from '../diagnostics/diagnostic.js';
import { readTokens } from '../syntax/lexer.js';
import type { Token } from '../syntax/token.js';
import { answer, type Feature, type Here } from './feature.js';
import { offsetOf } from './places.js';

interface Signature {
  readonly text: Localized;
  /** What stands first between the parentheses. */
  readonly takes: string;
  /** Looks at records of an entity: a window and a filter may follow. */
  readonly looksAtRecords: boolean;
}

const records = (text: Localized, takes: string): Signature => ({ text, takes, looksAtRecords: true });
const outcome = (text: Localized, takes: string): Signature => ({ text, takes, looksAtRecords: false });

const SIGNATURES: Readonly<Record<string, Signature>> = {
  any: records({ en: 'There is at least one such record.', zh: '至少有一条这样的记录。' }, 'ENTITY'),
  no: records({ en: 'There is no such record.', zh: '没有这样的记录。' }, 'ENTITY'),
  count: records({ en: 'How many such records there are.', zh: '这样的记录有多少条。' }, 'ENTITY'),
  sum: records({ en: 'The sum of a number or an amount.', zh: '数字或金额的合计。' }, 'ENTITY.ATTRIBUTE'),
  average: records({ en: 'The average of a number or an amount.', zh: '数字或金额的平均值。' }, 'ENTITY.ATTRIBUTE'),
  min: records({ en: 'The least value.', zh: '最小值。' }, 'ENTITY.ATTRIBUTE'),
  max: records({ en: 'The greatest value.', zh: '最大值。' }, 'ENTITY.ATTRIBUTE'),
  first: records({ en: 'The value of the earliest record.', zh: '最早一条记录的值。' }, 'ENTITY.ATTRIBUTE'),
  last: records({ en: 'The value of the latest record.', zh: '最近一条记录的值。' }, 'ENTITY.ATTRIBUTE'),
  age: outcome({ en: 'The time since a date or moment.', zh: '距某个日期或时刻的时间。' }, 'DATE'),
  received: outcome({ en: 'Got the wave.', zh: '收到过该波次。' }, 'WAVE'),
  opened: outcome({ en: 'Opened what the wave sent.', zh: '打开过该波次的消息。' }, 'WAVE'),
  clicked: outcome({ en: 'Clicked a link of the wave.', zh: '点击过该波次的链接。' }, 'WAVE'),
  replied: outcome({ en: 'Replied to the wave.', zh: '回复过该波次。' }, 'WAVE'),
  joined: outcome({ en: 'Took part in the activity.', zh: '参加过该活动环节。' }, 'ACTIVITY'),
};

const TAKES: Readonly<Record<string, Localized>> = {
  ENTITY: { en: 'what is recorded of members, such as `order`', zh: '会员名下的记录，例如 order' },
  'ENTITY.ATTRIBUTE': { en: 'an attribute of such records, such as `order.amount`', zh: '记录的属性，例如 order.amount' },
  DATE: { en: 'a date or moment, such as `last(order.at)`', zh: '日期或时刻，例如 last(order.at)' },
  WAVE: { en: 'a wave of this campaign, or `campaign.wave`', zh: '本活动的波次，或“活动.波次”' },
  ACTIVITY: { en: 'an activity of this campaign, or `campaign.activity`', zh: '本活动的环节，或“活动.环节”' },
};

const WINDOW = 'in last D | during SPAN | before DAY | since DAY';
const WHERE = 'where CONDITION';

const WINDOW_WORDS: ReadonlySet<string> = new Set(['in', 'last', 'during', 'before', 'since']);

/** The innermost call that is open behind tokens: what is called, and what stands in its parentheses so far. Those of a list or a part are passed over. */
function callAt(tokens: readonly Token[]): { readonly name: string; readonly inside: readonly Token[] } | undefined {
  let depth = 0;
  for (let at = tokens.length - 1; at > 0; at -= 1) {
    const name = tokens[at]?.tokenType.name;
    if (name === ')') depth += 1;
    if (name === '{' || name === '}') return undefined;
    if (name !== '(') continue;
    depth -= 1;
    const called = tokens[at - 1]?.image ?? '';
    if (depth < 0 && Object.hasOwn(SIGNATURES, called)) return { name: called, inside: tokens.slice(at + 1) };
    depth = Math.max(depth, 0);
  }
  return undefined;
}

function activeParameter(inside: readonly Token[]): number {
  const names = inside.map(({ tokenType }) => tokenType.name);
  if (names.includes('where')) return 2;
  return names.some((name) => WINDOW_WORDS.has(name)) ? 1 : 0;
}

/** What goes into the parentheses around a place. */
function signatureHelp({ project, path, session }: Here, offset: number): SignatureHelp | undefined {
  const tokens = readTokens((project.textOf(path) ?? '').slice(0, offset), path).tokens;
  const call = callAt(tokens);
  const signature = call && Object.hasOwn(SIGNATURES, call.name) ? SIGNATURES[call.name] : undefined;
  if (!call || !signature) return undefined;
  const say = (text: Localized): string => localize(text, session.locale);
  const first: ParameterInformation = { label: signature.takes, documentation: say(TAKES[signature.takes] ?? { en: '', zh: '' }) };
  const window = {
    label: WINDOW,
    documentation: say({ en: 'only records of that time; without it all', zh: '只看这段时间的记录；不写则看全部' }),
  };
  const where = { label: WHERE, documentation: say({ en: 'only records that meet it', zh: '只看符合条件的记录' }) };
  return {
    signatures: [
      {
        label: signature.looksAtRecords ? `${call.name}(${signature.takes} [${WINDOW}] [${WHERE}])` : `${call.name}(${signature.takes})`,
        documentation: say(signature.text),
        parameters: signature.looksAtRecords ? [first, window, where] : [first],
      },
    ],
    activeSignature: 0,
    activeParameter: signature.looksAtRecords ? activeParameter(call.inside) : 0,
  };
}

export const signatureHelpFeature: Feature = {
  name: { en: 'help with functions', zh: '函数提示' },
  capabilities: { signatureHelpProvider: { triggerCharacters: ['('], retriggerCharacters: [' '] } },
  answers: [answer(SignatureHelpRequest.type, (here, { position }) => signatureHelp(here, offsetOf(here.project, here.path, position)))],
};
