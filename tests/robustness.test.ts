import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../src/compiler.js';
import { format } from '../src/formatter.js';
import { lowerFile } from '../src/model/from-syntax/file.js';
import { freezeModels } from '../src/model/frozen.js';
import { parseFile } from '../src/syntax/parse.js';
import { scan } from '../src/syntax/scanner.js';
import { KEYWORDS } from '../src/syntax/tables/keywords.js';
import type { Token } from '../src/syntax/token.js';
import { answer, sequence, writtenExamples, type Slip } from './support/slips.js';

const PLAN = fs.readFileSync(fileURLToPath(new URL('./whole-plan/plan.crm', import.meta.url)), 'utf8');
const LINES = PLAN.split('\n');

const check = (text: string): ReturnType<typeof analyse> => analyse([{ path: 'plan.crm', text }]);

const word = fc.oneof(
  fc.constantFrom(...KEYWORDS),
  fc.constantFrom(
    '3d',
    '85折',
    '300元',
    '2027-03-01',
    '10:30',
    '"文字"',
    '3万',
    '15%',
    'name',
    '老客',
    'a.b',
    '//x\n',
    '/*',
    '\n',
    '：',
    '“',
    '\u0000',
    '\uFEFF',
    '𠮷',
  ),
);

describe('no input makes check throw', () => {
  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        check(text);
      }),
      { numRuns: 300 },
    );
  });

  test('any order of words of the language', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        check(words.join(' '));
      }),
      { numRuns: 300 },
    );
  });

  test('the whole plan with lines left out, twice or swapped', () => {
    const line = fc.nat(LINES.length - 1);
    fc.assert(
      fc.property(fc.array(fc.tuple(line, line, fc.constantFrom('drop', 'double', 'swap')), { minLength: 1, maxLength: 4 }), (edits) => {
        const lines = [...LINES];
        for (const [a, b, edit] of edits) {
          if (edit === 'drop') lines[a] = '';
          else if (edit === 'double') lines[a] = `${lines[a] ?? ''}\n${lines[a] ?? ''}`;
          else [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
        }
        check(lines.join('\n'));
      }),
      { numRuns: 150 },
    );
  });
});

describe('one slip in an example', () => {
  const written = writtenExamples();

  /** Places of the examples, as far from one another as they can be, so that every file has its share. */
  function spread<T>(all: readonly T[], count: number, next: (below: number) => number): readonly T[] {
    const step = all.length / count;
    return Array.from({ length: count }, (_, index) => all[Math.floor(index * step + (next(1000) / 1000) * step)]).flatMap(
      (each) => each ?? [],
    );
  }

  /** A letter left out, or two swapped. */
  const characters: readonly Slip[] = written.flatMap((project) =>
    project.sources.flatMap(({ text }, file) =>
      scan(text).tokens.flatMap(({ startOffset, image }) =>
        Array.from({ length: image.length }).flatMap((_, index): Slip[] => {
          const start = startOffset + index;
          const [one, other] = [text.charAt(start), text.charAt(start + 1)];
          const drop: Slip = { project, file, start, end: start + 1, put: '' };
          return one === other || other === '' ? [drop] : [drop, { ...drop, end: start + 2, put: other + one }];
        }),
      ),
    ),
  );

  function judge(slips: readonly Slip[]): void {
    const answers = slips.map(answer);
    const bad = answers.filter(({ found, near }) => found.length > 3 || !near).map(({ shown }) => shown);
    const few = answers.filter(({ found }) => found.length <= 3).length / answers.length;
    const near = answers.filter((each) => each.near).length / answers.length;
    if (process.env.SHOW_RATES !== undefined)
      process.stdout.write(`${slips.length} slips: at most 3 ${few.toFixed(3)}, near ${near.toFixed(3)}\n`);
    expect(few, bad.join('\n')).toBeGreaterThanOrEqual(0.95);
    expect(near, bad.join('\n')).toBeGreaterThanOrEqual(0.95);
  }

  test('100 letters left out or swapped, over all examples: at most three messages, the first near the slip', () => {
    judge(spread(characters, 100, sequence(11)));
  });

  test('the same for letters of a new sequence each time', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        judge(spread(characters, 500, sequence(seed)));
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });

  /** A slip in each token of some kinds. */
  function slipsIn(
    make: (token: Token, next: (below: number) => number) => readonly (readonly [start: number, end: number])[],
  ): readonly Slip[] {
    const next = sequence(5);
    return written.flatMap((project) =>
      project.sources.flatMap(({ text }, file) =>
        scan(text).tokens.flatMap((token) =>
          make(token, next).map(([start, end]) => ({
            project,
            file,
            start: token.startOffset + start,
            end: token.startOffset + end,
            put: '',
          })),
        ),
      ),
    );
  }

  const inside = ({ image }: Token, next: (below: number) => number): readonly [number, number] => {
    const at = 1 + next(image.length - 2);
    return [at, at + 1];
  };

  test.each<[string, number, Parameters<typeof slipsIn>[0]]>([
    ['each missing brace', 1, ({ image }) => (image === '{' || image === '}' ? [[0, 1]] : [])],
    ['each misspelt keyword', 1, (token, next) => (/^[a-z]{4,}$/.test(token.tokenType.name) ? [inside(token, next)] : [])],
    ['each misspelt name', 0.95, (token, next) => (token.tokenType.name === 'ID' && token.image.length >= 4 ? [inside(token, next)] : [])],
    [
      'each number without its unit',
      0.95,
      ({ tokenType, image }) => (tokenType.name === 'NUMBER' && /[^\d_]$/.test(image) ? [[image.length - 1, image.length]] : []),
    ],
    [
      'each day and time without a digit',
      0.95,
      ({ tokenType }) => (tokenType.name === 'DATE' ? [[5, 6]] : tokenType.name === 'TIME' ? [[0, 1]] : []),
    ],
    [
      'each missing quote',
      0.95,
      ({ tokenType, image }) =>
        tokenType.name === 'TEXT' && !image.startsWith('"""')
          ? [
              [0, 1],
              [image.length - 1, image.length],
            ]
          : [],
    ],
  ])('%s gives one message', (_, least, make) => {
    const answers = spread(slipsIn(make), 120, sequence(3)).map(answer);
    const bad = answers.filter(({ found }) => found.length > 1).map(({ shown }) => shown);
    const rate = 1 - bad.length / answers.length;
    if (process.env.SHOW_RATES !== undefined)
      process.stdout.write(
        `one message or none: ${rate.toFixed(3)}, one: ${(answers.filter(({ found }) => found.length === 1).length / answers.length).toFixed(3)}\n`,
      );
    expect(rate, bad.join('\n')).toBeGreaterThanOrEqual(least);
    if (least === 1) expect(answers.every(({ found }) => found.length === 1)).toBe(true);
  });
});

describe('size', () => {
  test('5,000 nested parentheses get one clear message', () => {
    const deep = `audience a { where ${'('.repeat(5000)}level is v1${')'.repeat(5000)} }`;
    const { diagnostics } = check(
      `store s { timezone "Asia/Shanghai"  currency CNY  members 1_000 }\n${deep}\naudience b of a { size 10 }`,
    );
    const found = diagnostics.filter(({ level }) => level === 'error');
    expect(found.map((diagnostic) => diagnostic.message.en)).toEqual([
      'More than 100 parentheses or braces stand inside each other here. Give the inner conditions names with `audience` or `measure`.',
    ]);
    // The next file is read as if nothing had happened.
    expect(parseFile('role lead', 'b.crm').file.declarations).toHaveLength(1);
  });

  test('5,000 times `not`', () => {
    expect(
      check(`audience a { where ${'not '.repeat(5000)}sms_consent }`).diagnostics.some((diagnostic) => diagnostic.rule === 'syntax-error'),
    ).toBe(true);
  });

  test('a condition of 20,000 terms', () => {
    const terms = Array.from({ length: 20_000 }, (_, index) => `city is not "c${index}"`).join(' and ');
    expect(() => check(`audience a { where ${terms} }`)).not.toThrow();
  });

  test('100,000 occurrences of one campaign', () => {
    const head = 'store s { timezone "Asia/Shanghai" currency CNY members 1_000 }\npolicy p extends retail { require steps none }\n';
    const waves = Array.from(
      { length: 28 },
      (_, index) => `wave w${index} via weibo { at every day ${String(index % 24).padStart(2, '0')}:${index >= 24 ? '30' : '00'} }`,
    ).join('\n');
    const { sends, diagnostics } = check(`${head}campaign c { scope targeted\nruns 2027-01-01 .. 2036-12-31\ntiming {\n${waves}\n} }`);
    const told = diagnostics.filter((diagnostic) => diagnostic.level === 'error').map((diagnostic) => diagnostic.message.en);
    expect(told.length > 0 || sends.sends.length > 100_000).toBe(true);
    expect(told.every((message) => message.includes('100,000'))).toBe(true);
  });
});

describe('format', () => {
  /** What a file means, without the places. */
  const meaning = (text: string): string => {
    const { model } = lowerFile('plan.crm', text, parseFile(text, 'plan.crm'));
    return freezeModels([model]).replace(/"(?:start|end)":\d+/g, '');
  };

  test('is idempotent, keeps the meaning and the comments, whatever the spacing', () => {
    const gaps = fc.array(fc.constantFrom(' ', '  ', '\n', '\n\n', ' // 备注\n', ' /* 注 */ ', '\t'), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(gaps, fc.nat(PLAN.length - 1), (spaces, start) => {
        let next = 0;
        const at = PLAN.indexOf('\n', start);
        const text =
          PLAN.slice(0, at) +
          PLAN.slice(at, at + 400).replace(/(?<=^[^"\n]*)[ \n]+(?=[^"\n]*$)/gm, (space) =>
            next < spaces.length ? (spaces[next++] ?? ' ') : space,
          ) +
          PLAN.slice(at + 400);
        const once = format({ path: 'plan.crm', text });
        if ('problems' in once) return;
        const twice = format({ path: 'plan.crm', text: once.text });
        expect('text' in twice && twice.text).toBe(once.text);
        expect(meaning(once.text)).toBe(meaning(text));
        expect((once.text.match(/备注|注 \*/g) ?? []).length).toBe((text.match(/备注|注 \*/g) ?? []).length);
      }),
      { numRuns: 200 },
    );
  });
});
