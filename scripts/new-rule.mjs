// npm run new-rule <group> <id>: a rule file and a fixture to fill in.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [group, id] = process.argv.slice(2);
if (!group || !id || !/^[a-z]+(-[a-z]+)+$/.test(id)) {
  console.error('Usage: npm run new-rule <group> <id>, such as: npm run new-rule timing late-reminder');
  process.exitCode = 1;
} else {
  const name = id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
  const rule = path.join(root, `src/rules/${group}/${id}.ts`);
  const fixture = path.join(root, `tests/rules/${group}/${id}.crm`);
  if (fs.existsSync(rule)) throw new Error(`There is already a rule ${id}.`);
  fs.mkdirSync(path.dirname(rule), { recursive: true });
  fs.mkdirSync(path.dirname(fixture), { recursive: true });
  fs.writeFileSync(
    rule,
    `import type { Finding, Rule, RuleContext } from '../rule.js';

function* check(_context: RuleContext): Iterable<Finding> {
  // yield { span, message: { en: '…', zh: '…' }, subjects: [{ campaign }] };
}

export const ${name}: Rule = {
  id: '${id}',
  group: '${group}',
  level: 'warning',
  title: { en: '…', zh: '…' },
  why: { en: '…', zh: '…' },
  configure: { en: 'Change its level with \`level ${id} off\`.', zh: '可用 level ${id} off 关闭。' },
  bad: \`\`,
  good: \`\`,
  check,
};
`,
  );
  fs.writeFileSync(fixture, '//// the bad case\n\n//// just fine\n');
  console.log(`src/rules/${group}/${id}.ts\ntests/rules/${group}/${id}.crm`);
}
