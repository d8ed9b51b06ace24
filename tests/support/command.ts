import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built command. */
export const BIN = fileURLToPath(new URL('../../dist/bin/crm.cjs', import.meta.url));

const { LANG: _lang, LC_ALL: _all, ...env } = process.env;

/** What the command is started with: all but the language of whoever runs the tests. */
export const ENV: NodeJS.ProcessEnv = env;

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command in a folder. */
export function runCrm(cwd: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...ENV, ...more },
    maxBuffer: 1e8,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

/** A plan of one campaign with one send, without a problem unless it is sent at night. */
export const smallPlan = (channel: string, time: string): string => `store s "店" { timezone "Asia/Shanghai"  currency CNY  members 1_000 }
policy house extends retail { require steps none  level unknown-history off }
audience fans "粉丝" { from "tag:fans"  size 100 }
campaign spring "春季" {
  scope targeted
  runs 2027-03-01 .. 2027-03-31
  timing { wave hello "问候" via ${channel} to fans { at 2027-03-02 ${time} } }
}
`;
