// Makes the JSON Schema of the schedule (draft 2020-12) from its TypeScript types.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The generator writes draft-07: tuples and definitions go by other names since. */
function modern(node) {
  if (Array.isArray(node)) return node.map(modern);
  if (typeof node !== 'object' || node === null) return node;
  const result = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === '$schema') continue;
    if (key === 'definitions') result.$defs = modern(value);
    else if (key === '$ref') result.$ref = String(value).replace('#/definitions/', '#/$defs/');
    else if (key === 'items' && Array.isArray(value)) result.prefixItems = modern(value);
    else if (key === 'additionalItems') result.items = modern(value);
    else result[key] = modern(value);
  }
  if (result.prefixItems && result.items === undefined) result.items = false;
  return result;
}

const schema = createGenerator({
  path: path.join(root, 'src/schedule/types.ts'),
  tsconfig: path.join(root, 'tsconfig.build.json'),
  type: 'Schedule',
  skipTypeCheck: true,
  topRef: true,
}).createSchema('Schedule');
const text = JSON.stringify(
  { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'urn:crm-lang:schedule:1', title: 'crm schedule', ...modern(schema) },
  undefined,
  2,
);
fs.mkdirSync(path.join(root, 'dist'), { recursive: true });
fs.writeFileSync(path.join(root, 'dist/schedule.schema.json'), `${text}\n`);
