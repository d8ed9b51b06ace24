import { CsvError, parse } from 'csv-parse/sync';
import type { Localized } from '../diagnostics/diagnostic.js';
import type { Problem } from '../diagnostics/problem.js';
import { isMomentText } from '../model/moment-text.js';
import type { Ref } from '../model/types.js';
import type { Source } from '../text/source.js';
import { spanFrom, type Span } from '../text/span.js';
import type { Ledger, LedgerRow } from './types.js';

type Field = 'send' | 'audience' | 'channel' | 'at' | 'members';

/** Names of columns, in both languages. */
const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['send', 'send'],
  ['发送', 'send'],
  ['audience', 'audience'],
  ['人群', 'audience'],
  ['channel', 'channel'],
  ['渠道', 'channel'],
  ['at', 'at'],
  ['时间', 'at'],
  ['members', 'members'],
  ['人数', 'members'],
]);

const KNOWN: Localized = {
  en: '`at`, `channel`, `audience`, `members`, or `send`',
  zh: 'at（时间）、channel（渠道）、audience（人群）、members（人数），或 send（发送）',
};

const COUNT = /^\d+$/;

/**
 * Reads what was sent before: CSV with a header, or one JSON object on each line, of the same fields.
 * A line that cannot be read is a problem; all others count.
 */
export function readLedger({ path, text }: Source): Ledger {
  const problems: Problem[] = [];
  const report = (span: Span, message: Localized): void => {
    problems.push({ rule: 'invalid-literal', span, message });
  };
  const content = text.replace(/^\uFEFF/, ' ');
  const lines = /^\s*\{/.test(content) ? jsonLines(path, content, report) : csvLines(path, content, report);
  const rows = lines.flatMap((line) => rowOf(line, report) ?? []);
  return { path, text, rows, problems };
}

type Report = (span: Span, message: Localized) => void;

type Fields = ReadonlyMap<Field, { readonly value: string; readonly span: Span }>;

interface Line {
  readonly span: Span;
  readonly fields: Fields;
}

function jsonLines(file: string, text: string, report: Report): readonly Line[] {
  const records: Line[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const span = { file, start, end: start + line.trimEnd().length };
    start += line.length + 1;
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      report(span, {
        en: 'This line is no JSON object. Write for example {"at":"2026-11-03","channel":"sms","audience":"fans","members":12000}.',
        zh: '这一行不是 JSON 对象。请写例如 {"at":"2026-11-03","channel":"sms","audience":"fans","members":12000}。',
      });
      continue;
    }
    const entries = Object.entries(value).map(([name, each]) => [name, typeof each === 'string' ? each : JSON.stringify(each)] as const);
    const fields = namedFields(entries, { text, span }, report);
    if (fields) records.push({ span, fields });
  }
  return records;
}

/** A record with the text it was read from. */
interface RawLine {
  readonly raw: string;
  readonly record: readonly string[];
}

function csvLines(file: string, text: string, report: Report): readonly Line[] {
  let lines: readonly RawLine[];
  try {
    lines = parse(text, { raw: true, relax_column_count: true, trim: true }) as unknown as readonly RawLine[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0);
    report(
      { file, start, end: start },
      {
        en: 'From here on this is no CSV: a quote is not closed, or stands in the middle of a value.',
        zh: '从这里起不是 CSV：引号没有闭合，或出现在值的中间。',
      },
    );
    return [];
  }
  let offset = 0;
  let header: readonly string[] | undefined;
  const records: Line[] = [];
  for (const { raw, record } of lines) {
    const start = text.indexOf(raw.trim(), offset);
    const span = { file, start, end: start + raw.trim().length };
    offset = span.end;
    if (record.every((value) => value === '')) continue;
    if (!header) {
      header = record;
      if (
        !namedFields(
          header.map((name) => [name, ''] as const),
          { text, span },
          report,
        )
      )
        return [];
      continue;
    }
    const entries = header.flatMap((name, at) => (record[at] === undefined || record[at] === '' ? [] : [[name, record[at]] as const]));
    const fields = namedFields(entries, { text, span }, report);
    if (fields) records.push({ span, fields });
  }
  return records;
}

/** The fields of a line with their places: they come in the order of the text. */
function namedFields(
  entries: readonly (readonly [string, string])[],
  { text, span }: { readonly text: string; readonly span: Span },
  report: Report,
): Fields | undefined {
  const fields = new Map<Field, { value: string; span: Span }>();
  let from = span.start;
  for (const [name, value] of entries) {
    const field = FIELDS.get(name.trim());
    if (!field) {
      report(span, {
        en: `There is no field \`${name}\` in a ledger. It has ${KNOWN.en}.`,
        zh: `发送记录没有“${name}”这一项，可用的是${KNOWN.zh}。`,
      });
      return undefined;
    }
    const start = text.indexOf(value.trim(), from);
    const end = start + value.trim().length;
    const isHere = value !== '' && start >= 0 && end <= span.end;
    fields.set(field, { value: value.trim(), span: isHere ? spanFrom(span, { start, end }) : span });
    if (isHere) from = end;
  }
  return fields;
}

function rowOf({ span, fields }: Line, report: Report): LedgerRow | undefined {
  const [send, audience, channel] = (['send', 'audience', 'channel'] as const).map((name) => refOf(fields, name));
  const [at, members] = [fields.get('at'), fields.get('members')];
  if (!send && (!audience || !channel || !at)) {
    report(span, {
      en: 'A line needs `at`, `channel` and `audience`, or `send` with the id of a send.',
      zh: '每一行需要 at（时间）、channel（渠道）和 audience（人群），或以 send（发送）写明发送的编号。',
    });
    return undefined;
  }
  if (at && !isMomentText(at.value)) {
    report(at.span, {
      en: `\`${at.value}\` is no time. Write 2026-11-03, "2026-11-03 10:00" (in the zone of the store) or 2026-11-03T10:00+08:00.`,
      zh: `“${at.value}”不是时间。请写 2026-11-03、"2026-11-03 10:00"（店铺所在时区）或 2026-11-03T10:00+08:00。`,
    });
    return undefined;
  }
  if (members && !COUNT.test(members.value)) {
    report(members.span, {
      en: `\`${members.value}\` is no number of members. Write for example 12000.`,
      zh: `“${members.value}”不是人数，请写例如 12000。`,
    });
    return undefined;
  }
  return {
    span,
    ...(send && { send }),
    ...(audience && { audience }),
    ...(channel && { channel }),
    ...(at && { at: at.value }),
    ...(members && { members: Number(members.value) }),
  };
}

function refOf(fields: Fields, name: Field): Ref | undefined {
  const field = fields.get(name);
  return field && { name: field.value, span: field.span };
}
