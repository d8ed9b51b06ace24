import type { Command } from 'commander';
import { RULES } from '../../rules/generated/index.js';
import { ExitCode } from '../exit-codes.js';
import type { Options } from '../options.js';
import { shapeOf, type CommandShape } from '../shape.js';
import { bashCompletion } from '../shells/bash.js';
import { fishCompletion } from '../shells/fish.js';
import { zshCompletion } from '../shells/zsh.js';
import { createTerminal } from '../terminal.js';

const SHELLS: Readonly<Record<string, (commands: readonly CommandShape[]) => string>> = {
  bash: bashCompletion,
  fish: fishCompletion,
  zsh: zshCompletion,
};

/** `crm completion SHELL`: prints the script that a shell reads to complete calls of `crm`. */
export function completion(shell: string, program: Command, options: Options): ExitCode {
  const script = SHELLS[shell];
  if (!script) throw new Error(`no completion for ${shell}`);
  createTerminal(options).out(
    script(
      shapeOf(
        program,
        RULES.map(({ id }) => id),
      ),
    ),
  );
  return ExitCode.fine;
}
