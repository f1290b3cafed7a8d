import type { CommandSpec, OptionSpec, WordSpec } from './command-spec.ts';

/** A completion script for fish 3 and later. */
export function renderFishCompletion(program: CommandSpec): string {
  const { name, commands } = program;
  const lines = [
    `complete -c ${name} -f`,
    ...program.options.map((option) => `complete -c ${name} -n __fish_use_subcommand ${optionWords(option)}`),
    ...commands.flatMap((command) => commandLines(name, command)),
  ];
  return `# fish completion for ${name}; load it with: ${name} completion fish | source\n${lines.join('\n')}\n`;
}

function commandLines(program: string, command: CommandSpec): readonly string[] {
  const here = `complete -c ${program} -n '__fish_seen_subcommand_from ${command.name}'`;
  const [first] = command.arguments;
  return [
    `complete -c ${program} -n __fish_use_subcommand -a ${command.name} -d ${quote(command.description)}`,
    ...command.options.map((option) => `${here} ${optionWords(option)}`),
    ...(first === undefined || first.kind === 'free' ? [] : [`${here} ${wordsFor(first)}`]),
  ];
}

function optionWords(option: OptionSpec): string {
  const { long, short, value, isValueOptional, description } = option;
  return [
    ...(short === null ? [] : [`-s ${short.slice(1)}`]),
    `-l ${long.slice(2)}`,
    ...(value === null || isValueOptional ? [] : ['-r', wordsFor(option)]),
    `-d ${quote(description)}`,
  ]
    .filter((word) => word !== '')
    .join(' ');
}

function wordsFor({ kind, choices }: WordSpec): string {
  switch (kind) {
    case 'choice':
      return `-f -a ${quote(choices.join(' '))}`;
    case 'file':
      return '-F';
    case 'directory':
      return "-f -a '(__fish_complete_directories)'";
    case 'free':
      return '-f';
  }
}

function quote(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
