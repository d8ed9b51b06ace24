import { CommanderError } from 'commander';
import type { Locale } from '../diagnostics/diagnostic.js';
import { localeOf } from '../node/projects.js';
import { ExitCode } from './exit-codes.js';
import { createProgram, type Run } from './program.js';
import { chooseLocale } from './terminal.js';

/** The version is filled in when the bundle is made. */
declare const CRM_VERSION: string;

/** Help and errors of a call come in the language it asks for, wherever in it that stands. */
function localeOfCall(argv: readonly string[]): Locale {
  const [, wanted] = /(?:^|\0)--locale[=\0](en|zh-CN)(?:\0|$)/.exec(argv.join('\0')) ?? [];
  return chooseLocale(wanted, wanted === undefined ? localeOf(['.']) : undefined, process.env);
}

/** Runs `crm` with the arguments of the process and sets its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram(CRM_VERSION, localeOfCall(argv), run).parseAsync([...argv]);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? ExitCode.fine : ExitCode.usage;
    else await fail(error, [], undefined);
  }
}

/** Runs a command; whatever stops it is told in the language of the call. */
const run: Run = async (paths, options, command) => {
  try {
    process.exitCode = await command();
  } catch (error) {
    await fail(error, paths, options.locale);
  }
};

async function fail(error: unknown, paths: readonly string[], locale: unknown): Promise<void> {
  const { tellFailure } = await import('./failure.js');
  process.exitCode = tellFailure(error, paths, typeof locale === 'string' ? locale : undefined, CRM_VERSION);
}
