import type { CommandShape, Values } from '../shape.js';

const quoted = (text: string): string => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;

/** What fish offers; without \`-f\` files come with it. */
function offer(values: Values): string {
  switch (values) {
    case 'anything':
      return '-f';
    case 'folders':
      return "-f -a '(__fish_complete_directories)'";
    case 'plans':
      return "-f -a '(__fish_complete_directories; set -l plans (commandline -ct)*.crm; string collect $plans)'";
    case 'files':
      return '-F';
    case 'revisions':
      return '-F -a \'(git for-each-ref --format="%(refname:short)" 2> /dev/null)\'';
    default:
      return `-f -a ${quoted(values.join(' '))}`;
  }
}

/** A script that makes fish complete \`crm\`. */
export function fishCompletion(commands: readonly CommandShape[]): string {
  const lines = commands.flatMap(({ name, description, options, values }) => {
    const chosen = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c crm -n __fish_use_subcommand -f -a ${name} -d ${quoted(description)}`,
      `complete -c crm ${chosen} ${values ? offer(values) : '-f'}`,
      ...options.map((option) => {
        const short = option.short === undefined ? '' : ` -s ${option.short.slice(1)}`;
        const value = option.values ? ` -r ${offer(option.values)}` : '';
        return `complete -c crm ${chosen} -l ${option.long.slice(2)}${short}${value} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return `# Completion of crm for fish, made by \`crm completion fish\`.\n${lines.join('\n')}\n`;
}
