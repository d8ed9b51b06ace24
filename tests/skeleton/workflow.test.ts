import fs from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { githubWorkflow, WORKFLOW_PATH } from '../../src/skeleton/workflow.js';
import { createProgram } from '../../src/cli/program.js';
import { folderOf } from '../support/projects.js';

interface Workflow {
  readonly on: { readonly workflow_call: { readonly inputs: Readonly<Record<string, { readonly default: string }>> } };
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: { readonly plan: { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] } };
}

const { version } = JSON.parse(fs.readFileSync(folderOf('package.json'), 'utf8')) as { readonly version: string };
const program = createProgram('', 'en', () => Promise.resolve());

/** Every call of crm in a text: its command and its long options. */
function callsIn(text: string): readonly { readonly command: string; readonly options: readonly string[] }[] {
  return [...text.matchAll(/(?:^|[\s'])(?:crm|crm-lang@\S+) (check|diff|compile|timeline|init)\b([^\n|>']*)/gm)].map(
    ([, command = '', rest = '']) => ({
      command,
      options: [...rest.matchAll(/--[a-z-]+/g)].map(([option]) => option),
    }),
  );
}

function expectKnown(text: string): void {
  const calls = callsIn(text);
  expect(calls.length).toBeGreaterThan(2);
  for (const { command, options } of calls) {
    const known = program.commands.find((each) => each.name() === command)?.options.map(({ long }) => long) ?? [];
    expect(known, command).toEqual(expect.arrayContaining([...options]));
  }
}

describe('the workflow', () => {
  test('of this repository is the one that crm init writes', () => {
    expect(fs.readFileSync(folderOf(WORKFLOW_PATH), 'utf8')).toBe(githubWorkflow(version, '.'));
  });

  test('names folders of any kind', () => {
    for (const folder of ['.', 'plans', "it's: 计划", '"a" # b', '${{ x }}']) {
      const workflow = parse(githubWorkflow('1.2.3', folder)) as Workflow;
      expect(workflow.on.workflow_call.inputs.folder?.default).toBe(folder);
      expect(workflow.env.FOLDER).toBe(`\${{ inputs.folder || '${folder.replaceAll("'", "''")}' }}`);
    }
  });

  test('calls crm as it can be called, and so do the recipes', () => {
    expectKnown(githubWorkflow(version, '.'));
    expectKnown(fs.readFileSync(folderOf('docs/ci.md'), 'utf8'));
  });
});

test('the recipe for GitLab is YAML', () => {
  const [, text = ''] = /## GitLab[\s\S]*?```yaml\n([\s\S]*?)```/.exec(fs.readFileSync(folderOf('docs/ci.md'), 'utf8')) ?? [];
  expect(Object.keys(parse(text) as object)).toEqual(['image', 'variables', 'before_script', 'check', 'difference', 'schedule']);
});
