import { COMMON, type Command } from '../command.ts';
import { EXIT, Usage } from '../exit-codes.ts';

const flagsOf = ({ flags }: Command): string[] =>
  Object.keys({ ...flags, ...COMMON }).map((name) => `--${name}`);

function bash(commands: readonly Command[]): string {
  const cases = commands.map((each) => `    ${each.name}) words="${flagsOf(each).join(' ')}" ;;`);
  return [
    '_unstuck() {',
    '  local words=""',
    '  if [ "$COMP_CWORD" = 1 ]; then',
    `    words="${commands.map(({ name }) => name).join(' ')}"`,
    `  else case "\${COMP_WORDS[1]}" in`,
    ...cases,
    '  esac; fi',
    `  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))`,
    '}',
    'complete -o default -F _unstuck unstuck',
    '',
  ].join('\n');
}

const quoted = (text: string): string => text.replaceAll("'", '’').replaceAll(':', ' –');

function zsh(commands: readonly Command[]): string {
  const names = commands.map(({ name, about }) => `    '${name}:${quoted(about)}'`);
  const cases = commands.map((each) => `    ${each.name}) compadd -- ${flagsOf(each).join(' ')}; _files ;;`);
  return [
    '#compdef unstuck',
    '_unstuck() {',
    '  local -a commands=(',
    ...names,
    '  )',
    '  if (( CURRENT == 2 )); then _describe command commands; return; fi',
    '  case "$words[2]" in',
    ...cases,
    '  esac',
    '}',
    'compdef _unstuck unstuck',
    '',
  ].join('\n');
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c unstuck -n __fish_use_subcommand -a ${command.name} -d '${quoted(command.about)}'`,
    ...Object.entries({ ...command.flags, ...COMMON }).map(
      ([name, { about }]) =>
        `complete -c unstuck -n '__fish_seen_subcommand_from ${command.name}' -l ${name} -d '${quoted(about)}'`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}

const SHELLS = { bash, zsh, fish };

/** @param others the commands beside this one */
export function completionOf(others: readonly Command[]): Command {
  const completion: Command = {
    name: 'completion',
    about: 'Print what a shell completes commands with: eval "$(unstuck completion bash)".',
    usage: 'bash|zsh|fish',
    words: [1, 1],
    flags: {},
    run: async ({ words: [given = ''], world }) => {
      const shell = Object.entries(SHELLS).find(([name]) => name === given);
      if (!shell) throw new Usage(`completion knows ${Object.keys(SHELLS).join(', ')}, not ${given}.`);
      world.out(shell[1]([...others, completion]));
      return EXIT.done;
    },
  };
  return completion;
}
