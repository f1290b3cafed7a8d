import { Command, CommanderError } from 'commander';
import { PlimsollError } from '../core/errors.ts';
import { nearestText } from '../core/nearest.ts';
import { VERSION } from '../core/version.ts';
import { printable } from '../report/text/printable.ts';
import { addCheckCommand } from './commands/check.ts';
import { addCompletionCommand } from './commands/completion.ts';
import { addContextCommand } from './commands/context.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addExploreCommand } from './commands/explore.ts';
import { addHistoryCommand } from './commands/history.ts';
import { addImageCommand } from './commands/image.ts';
import { addImagesCommand } from './commands/images.ts';
import { addInitCommand } from './commands/init.ts';
import { addRulesCommand } from './commands/rules.ts';
import { addTreeCommand } from './commands/tree.ts';
import { addWhyCommand } from './commands/why.ts';
import { type Cli, type ProcessLike, write } from './process.ts';

const FAILURE_STATUS = 2;
const EXAMPLES = `Examples:
  plimsoll context .
  docker save app | plimsoll image -
`;
const EXIT_STATUS = `
plimsoll COMMAND --help tells more. Exit status: 0 clean; 1 a budget is broken,
or a finding reaches --fail-on; 2 the job could not be done.`;

/** Runs one command line and sets the exit status: 0 clean, 1 a gate is broken, 2 the job could not be done. */
export async function main(process: ProcessLike): Promise<void> {
  const output = watchOutput(process);
  const status = await run(process);
  process.exitCode = output.hasFailed() ? FAILURE_STATUS : status;
}

/** Runs one command line; the status is returned, nothing exits. */
export async function run(process: ProcessLike): Promise<number> {
  let status = 0;
  const program = createProgram({
    process,
    setStatus: (code) => {
      status = Math.max(status, code);
    },
  });
  try {
    const isBare = process.argv.length <= 2;
    await program.parseAsync(isBare ? [...process.argv, '--help'] : [...process.argv]);
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : FAILURE_STATUS;
    await write(process.stderr, `${errorText(error)}\n`);
    return FAILURE_STATUS;
  }
}

/** The whole command tree. Definitions are light; what a command needs is loaded when it runs. */
export function createProgram(cli: Cli): Command {
  const { process } = cli;
  const program = new Command('plimsoll')
    .addHelpText('before', EXAMPLES)
    .addHelpText('after', EXIT_STATUS)
    .description('What goes into a container build and what comes out of it, weighed offline.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'Print the help of a command.')
    .showHelpAfterError('(plimsoll --help shows what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void process.stdout.write(text),
      writeErr: (text) => void process.stderr.write(text),
      outputError: (text, write) =>
        write(printableLines(withNearest(text.replace(/^error: /, 'plimsoll: ')))),
    });
  addContextCommand(program, cli);
  addExplainCommand(program, cli);
  addImageCommand(program, cli);
  addTreeCommand(program, cli);
  addWhyCommand(program, cli);
  addExploreCommand(program, cli);
  addHistoryCommand(program, cli);
  addImagesCommand(program, cli);
  addDiffCommand(program, cli);
  addCheckCommand(program, cli);
  addInitCommand(program, cli);
  addRulesCommand(program, cli);
  addCompletionCommand(program, cli);
  for (const command of program.commands)
    command.showHelpAfterError(`(plimsoll ${command.name()} --help shows what there is)`);
  return program;
}

function errorText(error: unknown): string {
  if (error instanceof PlimsollError) {
    const hint = error.hint === undefined ? '' : `\n  ${printable(error.hint)}`;
    const lines = [error.message, ...error.others].map((text) => `plimsoll: ${printable(text)}`);
    return `${lines.join('\n')}${hint}`;
  }
  if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd') {
    return 'plimsoll: the working directory does not exist any more.\n  Change to another one first.';
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `plimsoll: this is a bug in plimsoll, please report it: ${reason}`;
}

/** A complaint about a word that is none of the choices, with the nearest of them. */
function withNearest(text: string): string {
  const [, word, choices] =
    / '([^']*)' is invalid(?: for argument '[^']*')?\. Allowed choices are (.+)\.\n/.exec(text) ?? [];
  if (word === undefined || choices === undefined) return text;
  const near = nearestText(word, choices.split(', '));
  return near === null ? text : `${text.trimEnd()} Did you mean "${near}"?\n`;
}

/** Text of several lines without control characters. */
function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** A closed pipe ends quietly; any other refusal of standard output is a failure of the job. Standard error has nobody to complain to. */
function watchOutput(process: ProcessLike): { readonly hasFailed: () => boolean } {
  let hasFailed = false;
  process.stderr.on('error', () => {});
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || hasFailed) return;
    hasFailed = true;
    process.exitCode = FAILURE_STATUS;
    process.stderr.write(`plimsoll: standard output cannot be written (${code ?? 'unknown error'}).\n`);
  });
  return { hasFailed: () => hasFailed };
}
