import { describe, expect, test } from 'vitest';
import { readLedger } from '../src/ledger/read.js';

const rows = (text: string): unknown =>
  readLedger({ path: 'ledger.csv', text }).rows.map(({ span: _span, ...row }) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'object' ? (value as { name: string }).name : value]),
    ),
  );
const problems = (text: string): readonly string[] =>
  readLedger({ path: 'ledger.csv', text }).problems.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message.en}`);

const ROW = { at: '2027-03-01 10:00', channel: 'sms', audience: '老客.近期', members: 12_000 };

describe('a ledger', () => {
  test.each([
    ['CSV', 'at,channel,audience,members\n2027-03-01 10:00,sms,老客.近期,12000\n'],
    [
      'CSV with quotes, blanks, Windows line ends and a byte order mark',
      '\uFEFFat, channel ,audience,members\r\n"2027-03-01 10:00",sms,"老客.近期", 12000\r\n\r\n',
    ],
    ['CSV with Chinese names, in another order', '人数,时间,人群,渠道\n12000,2027-03-01 10:00,老客.近期,sms'],
    ['JSON on each line', '{"at":"2027-03-01 10:00","channel":"sms","audience":"老客.近期","members":12000}\n\n'],
  ])('%s', (_, text) => {
    expect([rows(text), problems(text)]).toEqual([[ROW], []]);
  });

  test('sends by their id, and how many got one where that is known', () => {
    expect(rows('send,members\nspring/hello/2027-03-01,\nspring/hello/2027-03-08,90\n')).toEqual([
      { send: 'spring/hello/2027-03-01' },
      { send: 'spring/hello/2027-03-08', members: 90 },
    ]);
  });

  test('an empty one says that nothing was sent', () => {
    expect([rows(''), problems('')]).toEqual([[], []]);
    expect([rows('at,channel,audience\n'), problems('at,channel,audience\n')]).toEqual([[], []]);
  });

  test('a line that cannot be read is told, all others count', () => {
    const text = '{"at":"2027-03-01 10:00","channel":"sms","audience":"老客.近期","members":12000}\nnonsense\n[1]\n{"at":5}\n';
    expect(rows(text)).toEqual([ROW]);
    expect(problems(text).map((each) => each.split(':')[0])).toEqual(['nonsense', '[1]', '{"at"']);
  });

  test('a quote that is not closed', () => {
    expect(problems('at,channel,audience\n2027-03-01,sms,"fans\n')).toEqual([expect.stringContaining('this is no CSV')]);
  });
});
