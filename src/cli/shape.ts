import type { Argument, Command, Option } from 'commander';

/** What may be written at a place of a call: one of several words, something on the disk, or what only the caller knows. */
export type Values = readonly string[] | 'plans' | 'files' | 'folders' | 'revisions' | 'anything';

export interface OptionShape {
  /** `--format` */
  readonly long: string;
  /** `-o` */
  readonly short?: string;
  readonly description: string;
  /** Missing for an option that takes no value. */
  readonly values?: Values;
}

export interface CommandShape {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionShape[];
  /** What its arguments may be; missing where it takes none. */
  readonly values?: Values;
}

/** What an argument takes, by its name in the program. */
const BY_ARGUMENT: Readonly<Record<string, Values>> = { path: 'plans', folder: 'folders', before: 'revisions', after: 'revisions' };

function valuesOf(argument: Argument, rules: readonly string[]): Values {
  if (argument.name() === 'rule') return rules;
  return argument.argChoices ?? BY_ARGUMENT[argument.name()] ?? 'anything';
}

function optionOf(option: Option): OptionShape {
  const { short, description, argChoices } = option;
  const takes = option.required || option.optional;
  const values = argChoices ?? (option.flags.includes('<file>') ? 'files' : 'anything');
  return { long: option.long ?? '', ...(short !== undefined && { short }), description, ...(takes && { values }) };
}

/** The commands of a program as data, for what makes shells complete them. */
export function shapeOf(program: Command, rules: readonly string[]): readonly CommandShape[] {
  const help = program.createHelp();
  return help
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help')
    .map((command) => {
      const [argument] = command.registeredArguments;
      return {
        name: command.name(),
        description: command.description(),
        options: help.visibleOptions(command).map(optionOf),
        ...(argument && { values: valuesOf(argument, rules) }),
      };
    });
}
