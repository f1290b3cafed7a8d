import { type ArgumentSpec, type CommandSpec, flagsOf, type OptionSpec } from './command-spec.ts';

/** When and in which version the page was made; a page looks at no clock. */
export interface Edition {
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** An option that this many commands describe in the same words is described once. */
const COMMON = 3;
const EXIT_STATUS = [
  ['0', 'Clean.'],
  ['1', 'A budget is broken, or a finding reaches --fail-on.'],
  ['2', 'The job could not be done: usage, configuration, unreadable or damaged input.'],
  ['130', 'Stopped by Ctrl-C.'],
] as const;
const FILES = [
  [
    'plimsoll.yaml',
    'The budgets that check holds to; looked for from the working directory up to the root of the repository.',
  ],
  ['.dockerignore, DOCKERFILE.dockerignore', 'What builds do not send.'],
  ['plimsoll-baseline.json', 'What growth is held against.'],
] as const;

/** The manual page of the program, in the man macros that mandoc and groff read. */
export function renderManPage(program: CommandSpec, { version, date }: Edition): string {
  const { name, commands } = program;
  const common = commonOptions(commands);
  const isCommon = (option: OptionSpec): boolean => common.has(textOf(option));
  return [
    `.TH ${name.toUpperCase()} 1 ${date} "${name} ${version}" "User Commands"`,
    ...section('NAME', `${name} \\- ${roff(lowerFirst(withoutStop(program.description)))}`),
    ...section('SYNOPSIS', ...commands.flatMap((command) => synopsis(name, command))),
    ...section(
      'DESCRIPTION',
      roff(program.description),
      'It reads files: it needs no engine, no network and no root.',
    ),
    ...section('COMMANDS', ...commands.flatMap((command) => commandPart(name, command, isCommon))),
    ...section('COMMON OPTIONS', ...[...common.values()].flatMap(optionPart)),
    ...section('EXIT STATUS', ...EXIT_STATUS.flatMap(entry)),
    ...section('FILES', ...FILES.flatMap(entry)),
    ...section('SEE ALSO', '.BR docker (1),\n.BR dockerignore (5)'),
  ]
    .join('\n')
    .concat('\n');
}

/** Text of an option -> the option, in the order of the commands. */
function commonOptions(commands: readonly CommandSpec[]): ReadonlyMap<string, OptionSpec> {
  const options = commands.flatMap((command) => command.options);
  const count = (text: string): number => options.filter((option) => textOf(option) === text).length;
  const pairs = options.map((option) => [textOf(option), option] as const);
  return new Map(pairs.filter(([text]) => count(text) >= COMMON));
}

function synopsis(program: string, command: CommandSpec): readonly string[] {
  const words = command.arguments.map(argumentWord).join(' ');
  return ['.PD 0', '.PP', `.B ${program} ${command.name}`, `[options] ${words}`.trimEnd(), '.PD'];
}

function commandPart(
  program: string,
  command: CommandSpec,
  isCommon: (option: OptionSpec) => boolean,
): readonly string[] {
  const own = command.options.filter((option) => !isCommon(option));
  const shared = command.options.filter(isCommon).map(({ long }) => roff(long));
  return [
    `.SS ${program} ${command.name}`,
    roff(command.description),
    ...(command.examples.length === 0 ? [] : ['.PP', '.nf', ...command.examples.map(roff), '.fi']),
    ...command.arguments.flatMap((argument) => entry([argument.name, argument.description])),
    ...own.flatMap(optionPart),
    ...(shared.length === 0 ? [] : ['.PP', `Common options: ${shared.join(', ')}.`]),
  ];
}

function optionPart(option: OptionSpec): readonly string[] {
  const { long, value, isValueOptional, description, choices, preset } = option;
  const flags = flagsOf(option).map((flag) => `\\fB${roff(flag)}\\fR`);
  const glue = !long.startsWith('--') ? ' ' : isValueOptional ? '[=' : ' ';
  const word = value === null ? '' : `${glue}\\fI${roff(value)}\\fR${isValueOptional ? ']' : ''}`;
  const words = choices.length === 0 ? '' : `: ${choices.join(', ')}`;
  const otherwise = preset === null ? '' : ` (default: ${preset})`;
  return ['.TP', flags.join(', ') + word, roff(sentence(description + words + otherwise))];
}

function argumentWord({ name, isRequired, isRepeated }: ArgumentSpec): string {
  const word = `\\fI${roff(name)}\\fR${isRepeated ? ' ...' : ''}`;
  return isRequired ? word : `[${word}]`;
}

function entry([head, text]: readonly [string, string]): readonly string[] {
  return ['.TP', `\\fI${roff(head)}\\fR`, roff(sentence(text))];
}

function section(title: string, ...lines: readonly string[]): readonly string[] {
  return [`.SH ${title}`, ...lines];
}

function textOf({ short, long, value, description, choices, preset }: OptionSpec): string {
  return JSON.stringify([short, long, value, description, choices, preset]);
}

/** Text that roff takes for nothing else: backslashes, hyphens that may be copied, and lines that would be requests. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll(
      /\P{ASCII}/gu,
      (letter) => `\\[u${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .replace(/^\./, '\\&.');
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
