// Makes what is derived from other files: the parser's grammar, the index of rules, the built-in library as text.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dev } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Writes a file only when it changes, so that watchers and incremental builds stay quiet. */
function write(file, text) {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) fs.writeFileSync(target, text);
}

function isNewer(source, target) {
  return !fs.existsSync(target) || fs.statSync(source).mtimeMs > fs.statSync(target).mtimeMs;
}

function grammar() {
  const source = path.join(root, 'src/syntax/crm.langium');
  if (!isNewer(source, path.join(root, 'src/syntax/generated/grammar.ts'))) return;
  const output = execFileSync(
    process.execPath,
    ['--import', new URL('./group-by.mjs', import.meta.url).href, 'node_modules/langium-cli/bin/langium.js', 'generate'],
    { cwd: root, encoding: 'utf8' },
  );
  if (!/finished successfully/.test(output)) throw new Error(output);
}

/** The keywords of the grammar: what stands in single quotes outside of comments, terminals and regular expressions. */
function keywords() {
  const rules = fs
    .readFileSync(path.join(root, 'src/syntax/crm.langium'), 'utf8')
    .split(/\n\/\/ -+ terminals/)[0]
    .replace(/\/\/.*$/gm, '');
  const words = [...new Set([...rules.matchAll(/'([^']+)'/g)].map((match) => match[1]))].sort();
  write(
    'src/syntax/tables/keywords.ts',
    `/** Every keyword and operator of crm.langium. */\nexport const KEYWORDS: readonly string[] = ${JSON.stringify(words)};\n`,
  );
}

const camel = (name) => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

function ruleIndex() {
  const folder = path.join(root, 'src/rules');
  const rules = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
    .flatMap((group) =>
      fs
        .readdirSync(path.join(folder, group.name))
        .filter((file) => file.endsWith('.ts') && !file.startsWith('_'))
        .map((file) => ({ group: group.name, id: file.slice(0, -3) })),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const imports = rules.map(({ group, id }) => `import { ${camel(id)} } from '../${group}/${id}.js';`);
  const list = rules.map(({ id }) => `  ${camel(id)},`);
  write(
    'src/rules/generated/index.ts',
    `import type { Rule } from '../rule.js';\n${imports.join('\n')}\n\nexport const RULES: readonly Rule[] = [\n${list.join('\n')}\n];\n`,
  );
}

async function grammarCode() {
  const { grammarCode } = await dev('grammar-code');
  write(
    'src/syntax/tables/grammar.ts',
    `import type { GrammarCode } from '../grammar-code.js';\n\n/** See src/dev/grammar-code.ts. */\nexport const GRAMMAR = JSON.parse(\n  ${JSON.stringify(JSON.stringify(grammarCode()))},\n) as GrammarCode;\n`,
  );
}

async function library() {
  const folder = path.join(root, 'src/library');
  const files = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.crm'))
    .sort();
  const sources = files.map((file) => ({ path: `crm:${file}`, text: fs.readFileSync(path.join(folder, file), 'utf8') }));
  const lines = sources.map((source) => `  { path: ${JSON.stringify(source.path)}, text: ${JSON.stringify(source.text)} },`);
  write(
    'src/library/generated/sources.ts',
    `import type { Source } from '../../text/source.js';\n\nexport const LIBRARY: readonly Source[] = [\n${lines.join('\n')}\n];\n`,
  );
  const { freezeLibrary } = await dev('freeze-library');
  write(
    'src/library/generated/models.ts',
    `/** The library, read and lowered; see src/dev/freeze-library.ts. */\nexport const LIBRARY_MODELS =\n  ${JSON.stringify(freezeLibrary(sources))};\n`,
  );
}

grammar();
keywords();
ruleIndex();
await grammarCode();
await library();
