import { type CommandSpec, flagsOf, type OptionSpec, type WordSpec } from './command-spec.ts';

/** A completion script for bash 3.2 and later. It asks nothing of the program or of other packages while it completes. */
export function renderBashCompletion(program: CommandSpec): string {
  const { name, commands } = program;
  const names = commands.map((command) => command.name);
  return `# bash completion for ${name}; load it with: source <(${name} completion bash)
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= word
  # bash takes --option=value apart at the equals sign
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = && $COMP_CWORD -gt 1 ]]; then
    prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
      ${names.join('|')}) command=$word; break ;;
    esac
  done
  case "$command $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$command $cur" in
${[program, ...commands].map((command) => switchCase(command, program)).join('\n')}
${commands.map(argumentCase).join('\n')}
    *) _${name}_words '${names.join(' ')}' ;;
  esac
}
_${name}_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}
_${name}_paths() {
  local path
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
  compopt -o filenames 2>/dev/null || :
}
complete -F _${name} ${name}
`.replaceAll('_NAME_', `_${name}_`);
}

/** After an option that takes a value. */
function valueCases({ name, options }: CommandSpec): readonly string[] {
  return options.filter(takesNextWord).map((option) => {
    const patterns = flagsOf(option).map((flag) => `'${name} ${flag}'`);
    return `    ${patterns.join('|')}) ${wordsFor(option)}return ;;`;
  });
}

/** Within an option. */
function switchCase(command: CommandSpec, program: CommandSpec): string {
  const prefix = command === program ? '' : command.name;
  return `    '${prefix} -'*) _NAME_words '${command.options.flatMap(flagsOf).join(' ')}' ;;`;
}

function argumentCase({ name, arguments: words }: CommandSpec): string {
  const [first] = words;
  return `    '${name} '*) ${first === undefined ? '' : wordsFor(first)};;`;
}

function wordsFor({ kind, choices }: WordSpec): string {
  switch (kind) {
    case 'choice':
      return `_NAME_words '${choices.join(' ')}'; `;
    case 'file':
      return '_NAME_paths -f; ';
    case 'directory':
      return '_NAME_paths -d; ';
    case 'free':
      return '';
  }
}

function takesNextWord({ value, isValueOptional }: OptionSpec): boolean {
  return value !== null && !isValueOptional;
}
