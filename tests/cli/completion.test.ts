import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BIN } from '../support/command.js';

// The scripts of `crm completion` in the shells themselves; a shell that is not installed is left out (the gate installs all).

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;
let folder = '';

function script(shell: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [BIN, 'completion', shell, ...args], { encoding: 'utf8', cwd: folder });
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'crm-completion-'));
  for (const shell of ['bash', 'zsh', 'fish']) fs.writeFileSync(path.join(folder, `crm.${shell}`), script(shell));
  fs.mkdirSync(path.join(folder, 'plans'));
  for (const file of ['plan.crm', 'notes.txt', 'ledger.csv', 'schedule.json']) fs.writeFileSync(path.join(folder, file), '');
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: folder, stdio: 'ignore' });
  };
  git('init', '-b', 'trunk');
  git('commit', '--allow-empty', '-m', 'first');
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const RULE_WORDS = ['cap-exceeded', 'contradictory-fact', 'cyclic-reference'];

const CASES: readonly (readonly [line: string, holds: readonly string[], lacks: readonly string[]])[] = [
  ['crm ', ['init', 'check', 'compile', 'diff', 'completion'], ['plan.crm']],
  ['crm che', ['check'], ['compile']],
  ['crm check --', ['--format', '--watch', '--ledger'], ['--campaign']],
  ['crm check --format ', ['pretty', 'json', 'github', 'sarif', 'junit'], ['plan.crm', 'ndjson']],
  ['crm check --ledger l', ['ledger.csv'], ['plan.crm']],
  ['crm check ', ['plan.crm', 'plans'], ['notes.txt', 'ledger.csv']],
  ['crm explain c', RULE_WORDS, ['past-send', 'plan.crm']],
  ['crm diff ', ['trunk', 'schedule.json', 'plans'], []],
  ['crm completion ', ['bash', 'zsh', 'fish'], ['plan.crm']],
];

/** Words that a shell offers, without the slash that some put after folders. */
function expectOffered(words: readonly string[], holds: readonly string[], lacks: readonly string[]): void {
  const names = words.map((word) => word.trim().split('\t')[0]?.replace(/[/=]$/, '') ?? '');
  for (const word of holds) expect(names).toContain(word);
  for (const word of lacks) expect(names).not.toContain(word);
}

describe.skipIf(!has('bash'))('bash', () => {
  test.each(CASES)('%s', (line, holds, lacks) => {
    const call = `source crm.bash; COMP_WORDS=(${line.endsWith(' ') ? `${line} ''` : line}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _crm; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expectOffered(execFileSync('bash', ['--norc', '-c', call], { encoding: 'utf8', cwd: folder }).split('\n'), holds, lacks);
  });
});

describe.skipIf(!has('fish'))('fish', () => {
  test.each(CASES)('%s', (line, holds, lacks) => {
    const call = `source crm.fish; complete -C ${JSON.stringify(line)}`;
    const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder };
    const out = execFileSync('fish', ['--no-config', '-c', call], { encoding: 'utf8', cwd: folder, env });
    // fish offers files beside revisions as its own; it has no list of them for a call from a script.
    expectOffered(out.split('\n'), line === 'crm diff ' ? ['trunk'] : holds, lacks);
  });
});

/** Types a line into a zsh of its own, asks it for all matches and gives what it lists. */
function offeredByZsh(line: string): readonly string[] {
  const program = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; autoload -Uz compinit; compinit -u -d ${folder}/.zcompdump; source ${folder}/crm.zsh; cd ${folder}'
zpty -w shell 'list-all() { compadd() { [[ $argv[(I)-(O|A|D)] != 0 ]] && { builtin compadd "$@"; return }; builtin compadd -A found "$@"; print -rl -- OFFER:$^found; builtin compadd "$@" } }'
zpty -w shell 'compprefuncs=(list-all); zstyle ":completion:*" list-grouped false; bindkey "^I" complete-word'
zpty -w shell 'print REA""DY'
while zpty -r shell out; do [[ $out == *READY* ]] && break; done
zpty -w -n shell ${JSON.stringify(line)}$'\\t'
sleep 1
zpty -r -t shell rest; while zpty -r -t shell more; do rest+=$more; done
print -r -- "$rest"
zpty -d shell`;
  const out = execFileSync('zsh', ['-f', '-c', program], { encoding: 'utf8', cwd: folder, timeout: 30_000 });
  return [...out.matchAll(/OFFER:([^\r\n]*)/g)].map((match) => match[1] ?? '');
}

describe.skipIf(!has('zsh'))('zsh', () => {
  test.each(CASES)('%s', (line, holds, lacks) => {
    expectOffered(offeredByZsh(line), holds, lacks);
  });

  test('may lie in a folder of $fpath', () => {
    const functions = path.join(folder, 'functions');
    fs.mkdirSync(functions, { recursive: true });
    fs.copyFileSync(path.join(folder, 'crm.zsh'), path.join(functions, '_crm'));
    const call = `fpath=(${functions} $fpath); autoload -Uz compinit; compinit -u -D; print $_comps[crm]`;
    expect(execFileSync('zsh', ['-f', '-c', call], { encoding: 'utf8' })).toBe('_crm\n');
  });
});

test('descriptions come in the language of the call', () => {
  expect(script('fish', '--locale', 'zh-CN')).toContain("-d '检查项目，列出所有问题'");
  expect(script('zsh')).toContain("'check:check a project\\: everything that is wrong with it'");
});
