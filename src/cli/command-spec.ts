import type { Argument, Command, Option } from 'commander';
import type { ArgumentSpec, CommandSpec, OptionSpec, WordSpec } from '../report/manual/command-spec.ts';

/** Names of values that are paths; every other value is free text unless it has choices. */
const FILE_NAMES = /^(path|file|files|archives?|dockerfile|before|after|template-file)\b|=file$|\bfile\|/;
const DIRECTORY_NAMES = /^(dir|directory)$|=dir$/;

/** A command and those below it, as data. */
export function commandSpec(command: Command): CommandSpec {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.description(),
    examples: examplesOf(command),
    arguments: command.registeredArguments.map(argumentSpec),
    options: help.visibleOptions(command).map(optionSpec),
    commands: help.visibleCommands(command).map(commandSpec),
  };
}

/** The command lines of the help, as they stand between its head and the first blank line. */
function examplesOf(command: Command): readonly string[] {
  const [head, ...lines] = helpText(command).split('\n');
  if (head !== 'Examples:') return [];
  return lines.slice(0, lines.indexOf('')).map((line) => line.trim());
}

/** What `--help` prints, at 80 columns and without colour. */
export function helpText(command: Command): string {
  const pieces: string[] = [];
  const old = command.configureOutput();
  command.configureOutput({
    writeOut: (text) => void pieces.push(text),
    getOutHelpWidth: () => 80,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  command.configureOutput(old);
  return pieces.join('');
}

function argumentSpec(argument: Argument): ArgumentSpec {
  const { description, required, variadic, argChoices } = argument;
  return {
    name: argument.name(),
    description,
    isRequired: required,
    isRepeated: variadic,
    ...wordSpec(argument.name(), argChoices),
  };
}

function optionSpec(option: Option): OptionSpec {
  const value = /[<[](.+)[>\]]/.exec(option.flags)?.[1] ?? null;
  const {
    short = null,
    long,
    description,
    argChoices,
    optional,
    defaultValue,
    defaultValueDescription,
  } = option;
  const isPlain = typeof defaultValue === 'string' || typeof defaultValue === 'number';
  return {
    long: long ?? short ?? '',
    short: long === undefined ? null : short,
    value,
    isValueOptional: optional,
    description,
    preset: defaultValueDescription || (isPlain ? String(defaultValue) : null) || null,
    ...wordSpec(value ?? '', argChoices),
  };
}

function wordSpec(name: string, choices: readonly string[] | undefined): WordSpec {
  if (choices !== undefined) return { kind: 'choice', choices };
  const kind = DIRECTORY_NAMES.test(name) ? 'directory' : FILE_NAMES.test(name) ? 'file' : 'free';
  return { kind, choices: [] };
}
