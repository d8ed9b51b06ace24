import type { Schedule } from '../schedule/types.js';
import type { Source } from '../text/source.js';
import { UsageError } from '../node/usage-error.js';

const LISTS = ['campaigns', 'sends', 'waves', 'triggers', 'tasks'] as const;
const MAPS = ['audiences', 'messages', 'benefits', 'channels', 'metrics'] as const;

type Fields = Record<string, unknown>;

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads what `crm compile` wrote, as JSON or NDJSON; throws a `UsageError` for anything else. */
export function parseSchedule({ path, text }: Source): Schedule {
  const schedule = documentOf(text) ?? linesOf(text);
  if (
    !schedule ||
    !LISTS.every((key) => Array.isArray(schedule[key])) ||
    ![...MAPS, 'store', 'policy'].every((key) => isRecord(schedule[key]))
  )
    throw new UsageError({ en: `${path} is no schedule that \`crm compile\` wrote.`, zh: `${path} 不是 crm compile 写出的日程。` });
  if (schedule.format !== 1)
    throw new UsageError({
      en: `${path} has format ${String(schedule.format)}; this crm reads format 1. Install the crm that wrote it.`,
      zh: `${path} 的格式版本是 ${String(schedule.format)}，当前的 crm 只能读取版本 1。请安装写出它的 crm。`,
    });
  // Schedules that older crm wrote do not say what they leave out.
  return { filter: null, ...schedule } as unknown as Schedule;
}

function documentOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Where the lines of each kind belong; some wrap what they hold. */
const KINDS: Readonly<Record<string, string>> = {
  audience: 'audiences',
  message: 'messages',
  benefit: 'benefits',
  channel: 'channels',
  metric: 'metrics',
  campaign: 'campaigns',
  wave: 'waves',
  load: 'loads',
  price: 'prices',
  trigger: 'triggers',
  send: 'sends',
  task: 'tasks',
};

function linesOf(text: string): Fields | undefined {
  const [head, ...lines] = text.split('\n').filter((line) => line.trim() !== '');
  const first = head === undefined ? undefined : documentOf(head);
  if (first?.kind !== 'schedule') return undefined;
  const lists: Record<string, unknown[]> = Object.fromEntries([...LISTS, 'loads', 'prices'].map((key) => [key, []]));
  const maps: Record<string, Fields> = Object.fromEntries(MAPS.map((key) => [key, {}]));
  for (const line of lines) {
    const record = documentOf(line);
    const { kind, name, value, ...fields } = record ?? {};
    const key = typeof kind === 'string' ? KINDS[kind] : undefined;
    if (key === undefined) return undefined;
    const item = value ?? fields;
    if (maps[key]) maps[key][String(name)] = item;
    else lists[key]?.push(value === undefined && name !== undefined ? { name, ...fields } : item);
  }
  const { kind: _kind, ...rest } = first;
  return { ...rest, ...maps, ...lists };
}
