import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../src/compiler.js';
import { format } from '../src/formatter.js';
import { lowerFile } from '../src/model/from-syntax/file.js';
import { freezeModels } from '../src/model/frozen.js';
import { parseFile } from '../src/syntax/parse.js';
import { KEYWORDS } from '../src/syntax/tables/keywords.js';

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

describe('one slip', () => {
  test('a letter missing or two swapped gives at most three messages about the file itself, the first near the slip', () => {
    const offsets = fc.tuple(fc.nat(PLAN.length - 2), fc.boolean()).filter(([at]) => /\S/.test(PLAN.charAt(at)));
    const results: boolean[] = [];
    fc.assert(
      fc.property(offsets, ([at, swap]) => {
        const slipped = swap
          ? PLAN.slice(0, at) + PLAN.charAt(at + 1) + PLAN.charAt(at) + PLAN.slice(at + 2)
          : PLAN.slice(0, at) + PLAN.slice(at + 1);
        const found = check(slipped).diagnostics.filter((diagnostic) => diagnostic.level !== 'info');
        const lineOf = (offset: number): number => slipped.slice(0, offset).split('\n').length;
        const syntax = found.find((diagnostic) => diagnostic.rule === 'syntax-error');
        results.push(found.length <= 3 && (!syntax || Math.abs(lineOf(syntax.span.start) - lineOf(at)) <= 2));
      }),
      { numRuns: 300, seed: 11 },
    );
    expect(results.filter(Boolean).length / results.length).toBeGreaterThanOrEqual(0.95);
  });
});

describe('size', () => {
  test('5,000 nested parentheses get one clear message', () => {
    const text = `audience a { where ${'('.repeat(5000)}level is v1${')'.repeat(5000)} }`;
    const found = check(text).diagnostics.filter((diagnostic) => diagnostic.rule === 'syntax-error');
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
