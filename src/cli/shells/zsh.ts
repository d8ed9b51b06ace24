import type { CommandShape, OptionShape, Values } from '../shape.js';

/** Within single quotes of the shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Colons and brackets end parts of a specification of \`_arguments\`. */
const escaped = (text: string): string => text.replace(/[\\:[\]]/g, String.raw`\$&`);

function action(values: Values): string {
  switch (values) {
    case 'anything':
      return ' ';
    case 'folders':
      return '_files -/';
    case 'plans':
      return '_files -g "*.crm(-.)"';
    case 'files':
      return '_files';
    case 'revisions':
      return '_crm_versions';
    default:
      return `(${values.join(' ')})`;
  }
}

function optionSpecs({ long, short, description, values }: OptionShape): readonly string[] {
  const value = values ? `:${escaped(long.slice(2))}:${action(values)}` : '';
  const note = `[${escaped(description)}]`;
  const [longForm, shortForm] = [`${long}${values ? '=' : ''}${note}${value}`, `${short ?? ''}${note}${value}`];
  if (short === undefined) return [quoted(longForm)];
  return [quoted(`(${long})${shortForm}`), quoted(`(${short})${longForm}`)];
}

function caseOf({ name, options, values }: CommandShape): string {
  const specs = [...options.flatMap(optionSpecs), ...(values ? [quoted(`*:${name}:${action(values)}`)] : [])];
  return `    ${name})\n      _arguments ${specs.join(' \\\n        ')} ;;`;
}

/** A script that makes zsh complete \`crm\`, to be sourced or put into a folder of \`$fpath\` as \`_crm\`. */
export function zshCompletion(commands: readonly CommandShape[]): string {
  const described = commands.map(({ name, description }) => `    ${quoted(`${name}:${escaped(description)}`)}`);
  return `#compdef crm
# Completion of crm for zsh, made by \`crm completion zsh\`.
_crm_versions() {
  local -a revisions
  revisions=(\${(f)"$(git for-each-ref --format='%(refname:short)' 2> /dev/null)"})
  _alternative 'revisions:revision:compadd -a revisions' 'files:folder or schedule:_files -g "*.json(-.)"'
}
_crm() {
  local -a commands
  commands=(
${described.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    return
  fi
  shift words
  (( CURRENT -= 1 ))
  case $words[1] in
${commands.map(caseOf).join('\n')}
  esac
}
if [[ $funcstack[1] == _crm ]]; then _crm "$@"; else compdef _crm crm; fi
`;
}
