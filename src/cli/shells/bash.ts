import type { CommandShape, Values } from '../shape.js';

const REVISIONS = "$(git for-each-ref --format='%(refname:short)' 2> /dev/null)";

/** Fills COMPREPLY with what fits the word under the cursor. */
function offer(values: Values): string {
  const files = (options: string): string =>
    `compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen ${options} -- "$current")`;
  switch (values) {
    case 'anything':
      return ':';
    case 'folders':
      return 'compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$current")';
    case 'plans':
      return files("-f -X '!*.crm'");
    case 'files':
      return 'compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current")';
    case 'revisions':
      return `mapfile -t COMPREPLY < <(compgen -W "${REVISIONS}" -- "$current"; compgen -d -- "$current"; compgen -f -X '!*.json' -- "$current")`;
    default:
      return `mapfile -t COMPREPLY < <(compgen -W "${values.join(' ')}" -- "$current")`;
  }
}

/** A script that makes bash complete `crm`. */
export function bashCompletion(commands: readonly CommandShape[]): string {
  const names = commands.map(({ name }) => name);
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ long, short, values: taken }) =>
      taken
        ? [
            `    ${[long, short].flatMap((flag) => (flag === undefined ? [] : [`'${name} ${flag}'`])).join(' | ')}) ${offer(taken)}; return ;;`,
          ]
        : [],
    ),
  );
  const flags = commands.map(
    ({ name, options }) =>
      `      ${name}) ${offer(options.flatMap(({ long, short }) => [long, ...(short === undefined ? [] : [short])]))} ;;`,
  );
  const words = commands.flatMap(({ name, values: taken }) => (taken ? [`    ${name}) ${offer(taken)} ;;`] : []));
  return `# Completion of crm for bash 4 and later, made by \`crm completion bash\`.
_crm() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if (( COMP_CWORD == 1 )); then
    ${offer([...names, '--help', '--version'])}
    return
  fi
  case "$command $previous" in
${values.join('\n')}
  esac
  if [[ $current == -* ]]; then
    case $command in
${flags.join('\n')}
    esac
    return
  fi
  case $command in
${words.join('\n')}
  esac
}
complete -F _crm crm
`;
}
