import path from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { renderPretty } from '../../diagnostics/pretty.js';
import { format } from '../../formatter.js';
import { diagnosticOf } from '../../rules/run.js';
import { ExitCode } from '../exit-codes.js';
import { readProjects, writeAtomically } from '../../node/projects.js';
import type { Options } from '../options.js';
import { createTerminal } from '../terminal.js';

/** `crm fmt`: formats the files of a project in place; with `--check` lists those that differ. */
export async function fmt(paths: readonly string[], options: Options): Promise<ExitCode> {
  const projects = await readProjects(paths, { only: true });
  const terminal = createTerminal(options, projects[0]?.config.locale);
  const broken: Diagnostic[] = [];
  const texts = new Map<string, string>();
  let changed = 0;
  for (const project of projects) {
    broken.push(...project.problems.map(diagnosticOf));
    for (const source of project.sources) {
      const file = path.join(project.root, source.path);
      const result = format(source);
      if ('problems' in result) {
        texts.set(source.path, source.text);
        broken.push(...result.problems.map(diagnosticOf));
      } else if (project.stdin) {
        terminal.out(result.text);
      } else if (result.text !== source.text) {
        changed += 1;
        if (options.check !== true) writeAtomically(file, result.text);
        terminal.out(`${path.relative(process.cwd(), file)}\n`);
      }
    }
  }
  if (broken.length > 0) {
    terminal.err(`${renderPretty(broken, (file) => texts.get(file), terminal.locale, terminal.paint)}\n`);
    return ExitCode.problems;
  }
  return options.check === true && changed > 0 ? ExitCode.differs : ExitCode.fine;
}
