import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '../src/compiler.js';
import type { Locale } from '../src/diagnostics/diagnostic.js';
import { format } from '../src/formatter.js';
import { renderPretty } from '../src/diagnostics/pretty.js';
import { KEYWORDS } from '../src/syntax/tables/keywords.js';
import type { Source } from '../src/text/source.js';
import { folderOf } from './support/projects.js';

/*
 * Every plan in the documents is checked, and everything they let crm say is what crm says.
 * `npm run test:update` rewrites what crm says.
 *
 * The reference (language.md). What stands after ```crm says what a block is:
 *
 *   ```crm project      the declarations that the other blocks of the page may use
 *   ```crm              declarations
 *   ```crm campaign     what stands in a campaign
 *   ```crm timing       what stands in the step `timing` of a campaign
 *   ```crm policy       the clauses of a policy
 *   ```crm when         times, one in each line
 *   ```crm condition    conditions, one in each line
 *
 * A block has no error and no warning; with `error RULE` or `warning RULE` behind it has exactly that one,
 * and a ```text block after it shows the message.
 *
 * The guide (guide.md) is one project, file by file:
 *
 *   ```crm NAME.crm          the whole file
 *   ```crm NAME.crm more     what is added at the end of the file
 *   ```crm NAME.crm step     a step of the campaign in that file; it comes last
 *   ```crm NAME.crm wave     a wave that takes the place of the one of its name
 *   ```json NAME.json        the whole file; without a name an object of the schedule that was written last
 *   ```console               commands after `$ `, and what they print; `…` stands for lines left out
 */

const LOCALES: readonly { readonly locale: Locale; readonly folder: string }[] = [
  { locale: 'en', folder: 'docs' },
  { locale: 'zh-CN', folder: 'docs/zh-CN' },
];

interface Block {
  /** What stands after the opening fence, word by word. */
  readonly info: readonly string[];
  readonly text: string;
  /** Of its first line, counted from 1. */
  readonly line: number;
  /** The last heading before it. */
  readonly heading: string;
}

function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  let heading = '';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^#+ /.test(line)) heading = line;
    if (!line.startsWith('```')) continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`The block in line ${at + 1} is not closed.`);
    blocks.push({ info: line.slice(3).split(' '), text: `${lines.slice(at + 1, end).join('\n')}\n`, line: at + 2, heading });
    at = end;
  }
  return blocks;
}

const read = (file: string): string => fs.readFileSync(folderOf(file), 'utf8').replaceAll('\r\n', '\n');

/** The document with other texts in some of its blocks. */
function withTexts(markdown: string, texts: ReadonlyMap<Block, string>): string {
  const lines = markdown.split('\n');
  for (const [block, text] of [...texts].sort(([a], [b]) => b.line - a.line))
    lines.splice(block.line - 1, block.text.split('\n').length - 1, ...text.trimEnd().split('\n'));
  return lines.join('\n');
}

function update(file: string, texts: ReadonlyMap<Block, string>): void {
  if (process.env.UPDATE !== undefined && texts.size > 0) fs.writeFileSync(folderOf(file), withTexts(read(file), texts));
}

// ---------------------------------------------------------------- the reference

const FORMS = ['project', 'campaign', 'timing', 'policy', 'when', 'condition'];

/** The lines of a block that say something. */
const sentences = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\s*\/\/.*/, ''))
    .filter((line) => line !== '');

/** What a campaign of the page has besides what the block says. */
function campaignWith(text: string): string {
  const has = (word: string): boolean => new RegExp(`^${word}\\b`, 'm').test(text);
  return [
    'campaign example {',
    ...(has('scope') ? [] : ['scope targeted']),
    ...(has('runs') ? [] : ['runs 2027-10-20 .. 2027-11-11']),
    ...(has('resources') ? [] : ['resources { budget 50万元 }']),
    text,
    '}\n',
  ].join('\n');
}

/** One wave for each time: a public post, or where each member has a time of their own a message. */
function waveAt(when: string, index: number): string {
  return /\beach\b/.test(when.replace(/\bwhere\b.*$/, ''))
    ? `wave wave_${index} via push to everyone {\nas service\nat ${when}\nat most 1 per rolling 7d\n}`
    : `wave wave_${index} via shop {\nat ${when}\n}`;
}

function planOf(form: string, text: string): string {
  switch (form) {
    case 'campaign':
      return campaignWith(text);
    case 'timing':
      return campaignWith(`timing {\n${text}}`);
    case 'policy':
      return `policy example extends house {\n${text}}\n`;
    case 'when': {
      const phase = 'phase sprint 2027-11-01 .. 2027-11-08';
      const first = 'wave launch via shop { at 2027-11-03 10:30 }';
      return campaignWith(`timing {\n${[phase, first, ...sentences(text).map(waveAt)].join('\n')}\n}`);
    }
    case 'condition':
      return sentences(text)
        .map((condition, index) => `audience audience_${index} {\nwhere ${condition}\nsize 10\n}\n`)
        .join('');
    default:
      return text;
  }
}

interface Example {
  readonly block: Block;
  readonly sources: readonly Source[];
  /** The only problem, such as `error quiet-hours`. */
  readonly found?: string;
  /** Where the page shows what crm says to it. */
  readonly said?: Block;
}

function examplesOf(blocks: readonly Block[]): readonly Example[] {
  const project = blocks.find(({ info }) => info[0] === 'crm' && info[1] === 'project');
  return blocks.flatMap((block, index) => {
    const [language, ...words] = block.info;
    if (language !== 'crm') return [];
    const form = FORMS.includes(words[0] ?? '') ? (words.shift() ?? '') : '';
    const [level, rule, ...rest] = words;
    if (rest.length > 0 || (level !== undefined && (!/^(error|warning)$/.test(level) || rule === undefined)))
      throw new Error(`Line ${block.line}: nobody knows what \`${block.info.join(' ')}\` is.`);
    const next = blocks[index + 1];
    return {
      block,
      sources: [
        ...(project ? [{ path: 'project.crm', text: project.text }] : []),
        ...(block === project ? [] : [{ path: 'plan.crm', text: planOf(form, block.text) }]),
      ],
      ...(level !== undefined && { found: `${level} ${rule}` }),
      ...(level !== undefined && next?.info[0] === 'text' && { said: next }),
    };
  });
}

/** The messages, without the lines of the plan. */
function messages(sources: readonly Source[], locale: Locale): string {
  const problems = analyse(sources).diagnostics.filter(({ level }) => level !== 'info');
  const shown = problems.map((problem) => renderPretty([problem], () => undefined, locale).split('\n')[0]);
  return `${shown.join('\n')}\n`;
}

describe.each(LOCALES)('the reference in $locale', ({ locale, folder }) => {
  const file = `${folder}/language.md`;
  const blocks = blocksOf(read(file));
  const examples = examplesOf(blocks);

  test('knows every block', () => {
    expect([...new Set(blocks.map(({ info }) => info[0]))].sort()).toEqual(['crm', 'text']);
    expect(blocks.filter(({ info }) => info[0] === 'text')).toEqual(examples.flatMap(({ said }) => said ?? []));
  });

  test.each(examples.map((example) => [example.block.line, example.block.heading, example] as const))(
    'line %i: %s',
    (_line, _heading, { sources, found, said }) => {
      const problems = analyse(sources).diagnostics.filter(({ level }) => level !== 'info');
      const text = messages(sources, locale);
      expect(
        problems.map(({ level, rule }) => `${level} ${rule}`),
        text,
      ).toEqual(found === undefined ? [] : [found]);
      if (said && process.env.UPDATE === undefined) expect(said.text).toBe(text);
    },
  );

  test('has an example of every word of the language', () => {
    const words = new Set(examples.flatMap(({ block }) => block.text.replace(/"[^"\n]*"|\/\/.*/g, '').match(/[a-z_]+/g) ?? []));
    expect(KEYWORDS.filter((keyword) => /^[a-z]/.test(keyword) && !words.has(keyword))).toEqual([]);
  });

  test('shows plans as the formatter writes them', () => {
    const isWhole = ({ info, text }: Block): boolean =>
      (info.length === 1 || info[1] === 'project') && !/[（），“]/.test(text.replace(/"[^"]*"/g, ''));
    for (const { block } of examples.filter((example) => isWhole(example.block)))
      expect(format({ path: 'plan.crm', text: block.text }), `line ${block.line}`).toEqual({ text: block.text });
  });

  test('shows what crm says now', () => {
    update(file, new Map(examples.flatMap(({ sources, said }) => (said ? [[said, messages(sources, locale)] as const] : []))));
  });
});

test('the reference has the same examples in both languages', () => {
  const [en = [], zh = []] = LOCALES.map(({ folder }) => blocksOf(read(`${folder}/language.md`)).map(({ info }) => info.join(' ')));
  expect(zh).toEqual(en);
});

// ---------------------------------------------------------------- links

/** The anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

test.each([...LOCALES.flatMap(({ folder }) => [`${folder}/language.md`, `${folder}/guide.md`]), 'README.md'])('the links of %s', (file) => {
  const broken = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => {
      const [page = '', anchor] = target.split('#');
      const to = page === '' ? file : path.posix.join(path.posix.dirname(file), page);
      if (!fs.existsSync(folderOf(to))) return true;
      return (
        anchor !== undefined &&
        !read(to)
          .split('\n')
          .some((line) => /^#+ /.test(line) && anchorOf(line) === anchor)
      );
    });
  expect(broken).toEqual([]);
});

// ---------------------------------------------------------------- the guide

const BIN = folderOf('dist/bin/crm.cjs');

let temporary = '';

beforeAll(() => {
  temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-docs-'));
});

afterAll(() => {
  fs.rmSync(temporary, { recursive: true, force: true });
});

/** The plan with a step or wave in the place of the one of its name; a step that is not there yet comes last in the campaign. */
function withPart(plan: string, part: string): string {
  const name = /^wave \S+|^\w+/.exec(part)?.[0] ?? '';
  const lines = plan.split('\n');
  const start = lines.findIndex((line) => line.startsWith(' ') && line.trimStart().startsWith(`${name} `));
  const indent = start < 0 ? '  ' : (/^ +/.exec(lines[start] ?? '')?.[0] ?? '');
  const indented = part.replace(/^(?=.)/gm, indent);
  if (start < 0) return plan.replace(/\n\}\n$/, () => `\n\n${indented}}\n`);
  const end = lines.indexOf(`${indent}}`, start);
  return [...lines.slice(0, start), ...indented.trimEnd().split('\n'), ...lines.slice(end + 1)].join('\n');
}

/** What a command prints, read as in a terminal of the language. */
function run(command: string, cwd: string): string {
  const [program, ...args] = command.split(' ');
  if (program !== 'crm') throw new Error(`The guide runs only crm, not ${command}.`);
  const { NODE_EXTRA_CA_CERTS: _certs, LANG: _lang, LC_ALL: _all, ...env } = process.env;
  const { stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd, env, input: '', encoding: 'utf8', timeout: 60_000 });
  return stdout + stderr;
}

/** A pattern for what is shown: a line of `…` stands for any lines. */
function shownPattern(shown: string): RegExp {
  const escaped = shown.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/^…\n/gm, '(?:.*\\n)*?')}$`);
}

/** The same findings and lines of the output, as it is now. */
function shownAgain(shown: string, output: string): string {
  const headOf = (text: string): string | undefined => /^.*?\]/.exec(text)?.[0];
  const paragraphs = output.trimEnd().split('\n\n');
  return shown.replace(/(?:^(?!…).+\n)+/gm, (old) => {
    const found = paragraphs.find((paragraph) => headOf(paragraph) === headOf(old)) ?? old.trimEnd();
    return `${old.trimEnd().includes('\n') ? found : (found.split('\n')[0] ?? '')}\n`;
  });
}

interface Call {
  readonly command: string;
  readonly shown: string;
}

function callsOf(block: Block): readonly Call[] {
  return block.text
    .split(/^\$ /m)
    .slice(1)
    .map((call) => {
      const end = call.indexOf('\n');
      return { command: call.slice(0, end), shown: call.slice(end + 1).replace(/^\n|(?<=\n)\n$/g, '') };
    });
}

/** The object of the schedule that the block shows: the first whose value under the first key of the block is the same. */
function fromSchedule(text: string, schedule: unknown): unknown {
  const [[key, value] = []] = Object.entries(JSON.parse(text) as Readonly<Record<string, unknown>>);
  const search = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return undefined;
    if (!Array.isArray(node) && key !== undefined && (node as Readonly<Record<string, unknown>>)[key] === value) return node;
    for (const each of Object.values(node)) {
      const found = search(each);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(schedule);
}

describe.each(LOCALES)('the guide in $locale', ({ locale, folder }) => {
  const file = `${folder}/guide.md`;
  const blocks = blocksOf(read(file));

  test('says what crm says, step by step', () => {
    const project = path.join(temporary, locale);
    fs.mkdirSync(project);
    const write = (name: string, text: string): void => {
      fs.writeFileSync(path.join(project, name), text);
    };
    const now = new Map<Block, string>();
    let unseen: Block | undefined;
    for (const block of blocks) {
      const [language, name, form] = block.info;
      if (unseen && unseen.heading !== block.heading) throw new Error(`What crm says after line ${unseen.line} is not shown.`);
      if (language === 'crm') {
        if (name === undefined) throw new Error(`Line ${block.line}: which file is this?`);
        const before = form === undefined ? '' : fs.readFileSync(path.join(project, name), 'utf8');
        write(
          name,
          form === 'step' || form === 'wave' ? withPart(before, block.text) : before === '' ? block.text : `${before}\n${block.text}`,
        );
        unseen = block;
      } else if (language === 'json' && name !== undefined) {
        write(name, block.text);
      } else if (language === 'json') {
        const schedule: unknown = JSON.parse(fs.readFileSync(path.join(project, 'schedule.json'), 'utf8'));
        const found = fromSchedule(block.text, schedule);
        if (process.env.UPDATE === undefined) expect(JSON.parse(block.text)).toEqual(found);
        now.set(block, `${JSON.stringify(found, undefined, 2)}\n`);
      } else if (language === 'console') {
        unseen = undefined;
        const said = callsOf(block).map(({ command, shown }) => ({ command, shown, output: run(command, project) }));
        const again = said.map(({ command, shown, output }) => ({
          command,
          output,
          text: /^…$/m.test(shown) ? shownAgain(shown, output) : output,
        }));
        for (const [index, { command, output, text }] of again.entries()) {
          const shown = process.env.UPDATE === undefined ? (said[index]?.shown ?? '') : text;
          expect(output, `line ${block.line}: ${command}`).toMatch(shownPattern(shown));
        }
        now.set(block, again.map(({ command, text }) => `$ ${command}\n${text}`).join('\n'));
      } else if (language !== 'sh') {
        throw new Error(`Line ${block.line}: nobody knows what \`${block.info.join(' ')}\` is.`);
      }
    }
    update(file, now);
    const sources = fs
      .readdirSync(project)
      .filter((each) => each.endsWith('.crm'))
      .map((each) => ({ path: each, text: fs.readFileSync(path.join(project, each), 'utf8') }));
    expect(messages(sources, locale)).toBe('\n');
  });
});

test('the guide has the same steps in both languages', () => {
  const [en = [], zh = []] = LOCALES.map(({ folder }) => blocksOf(read(`${folder}/guide.md`)).map(({ info }) => info.join(' ')));
  expect(zh).toEqual(en);
});
