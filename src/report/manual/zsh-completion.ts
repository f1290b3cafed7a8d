import {
  type ArgumentSpec,
  type CommandSpec,
  flagsOf,
  type OptionSpec,
  type WordSpec,
} from './command-spec.ts';

/** A completion script for zsh: to be sourced, or saved as `_plimsoll` in a directory of `$fpath`. */
export function renderZshCompletion(program: CommandSpec): string {
  const { name, commands } = program;
  const described = commands.map((command) => `    ${quote(`${command.name}:${command.description}`)}`);
  return `#compdef ${name}
# zsh completion for ${name}; load it with: source <(${name} completion zsh)
_${name}() {
  local curcontext=$curcontext state line
  local -a commands
  commands=(
${described.join('\n')}
  )
  _arguments -C \\
${program.options.map(optionLine).join('')}    '1: :->command' '*:: :->rest' && return
  case $state in
    command) _describe -t commands '${name} command' commands ;;
    rest)
      case $words[1] in
${commands.map(commandCase).join('\n')}
      esac ;;
  esac
}
if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function commandCase(command: CommandSpec): string {
  const lines = [...command.options.map(optionLine), ...command.arguments.map(argumentLine)].join('');
  return `        ${command.name})
          _arguments \\
${lines.replace(/ \\\n$/, '')} ;;`;
}

/** Every option may come again: which may not is the program's to say. */
function optionLine(option: OptionSpec): string {
  const text = `[${escaped(option.description)}]`;
  const value =
    option.value === null
      ? ''
      : `${option.isValueOptional ? '::' : ':'}${escaped(option.value)}:${wordsFor(option)}`;
  const flags = flagsOf(option).map((flag) => {
    const glue = option.value === null || !flag.startsWith('--') ? '' : option.isValueOptional ? '=-' : '=';
    return `    ${quote(`*${flag}${glue}${text}${value}`)} \\\n`;
  });
  return flags.join('');
}

function argumentLine(argument: ArgumentSpec): string {
  const place = argument.isRepeated ? '*:' : argument.isRequired ? ':' : '::';
  return `    ${quote(`${place}${escaped(argument.name)}:${wordsFor(argument)}`)} \\\n`;
}

function wordsFor({ kind, choices }: WordSpec): string {
  switch (kind) {
    case 'choice':
      return `(${choices.join(' ')})`;
    case 'file':
      return '_files';
    case 'directory':
      return '_files -/';
    case 'free':
      return ' ';
  }
}

/** What has a meaning within the specifications of _arguments. */
function escaped(text: string): string {
  return text.replaceAll(/[\\[\]:]/g, '\\$&');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
