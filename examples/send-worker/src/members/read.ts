import fs from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { Refusal } from '../refusal.js';
import type { Member, Members } from './member.js';

/**
 * Members from a file.
 * CSV: a header; the column `id`, a column for each attribute (empty is unknown), and if wanted `lists`, separated by `;`.
 * NDJSON: a `Member` on each line; only these hold records and outcomes.
 */
export async function readMembers(file: string): Promise<Members> {
  const text = await fs.readFile(file, 'utf8');
  const found = new Map<string, Member>();
  for (const member of file.endsWith('.csv') ? fromCsv(text) : fromJsonLines(text, file)) {
    if (typeof member.id !== 'string' || member.id === '') throw new Refusal(`${file}: a member has no id.`);
    if (found.has(member.id)) throw new Refusal(`${file}: two members have the id ${member.id}.`);
    found.set(member.id, member);
  }
  return found;
}

function fromCsv(text: string): readonly Member[] {
  const rows = parse<Readonly<Record<string, string>>>(text, { columns: true, bom: true, skip_empty_lines: true });
  return rows.map(({ id = '', lists, ...columns }) => ({
    id,
    attributes: Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value === '' ? undefined : value])),
    ...(lists !== undefined && { lists: lists.split(';').filter((name) => name !== '') }),
  }));
}

function fromJsonLines(text: string, file: string): readonly Member[] {
  return text.split('\n').flatMap((line, index): readonly Member[] => {
    if (line.trim() === '') return [];
    const member = JSON.parse(line) as Partial<Member>;
    if (typeof member.attributes !== 'object') throw new Refusal(`${file}, line ${String(index + 1)}: a member needs "attributes".`);
    return [member as Member];
  });
}
