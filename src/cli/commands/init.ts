import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import { FLAVOURS } from '../../inspect/init/flavour.ts';
import type { InitOptions } from '../../inspect/init/init.ts';
import { writeAtomically } from '../output/files.ts';
import { type Cli, write } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll init
  plimsoll init --from .dive-ci
`;
const FILE = 'plimsoll.yaml';

type Options = Pick<InitOptions, 'flavour' | 'from'> & {
  readonly force?: boolean;
  readonly stdout?: boolean;
};

/** `plimsoll init [PATH]`: a commented starting configuration. */
export function addInitCommand(program: Command, cli: Cli): void {
  program
    .command('init')
    .addHelpText('before', EXAMPLES)
    .description('Write a starting plimsoll.yaml for the Dockerfiles, compose files and archives here.')
    .argument('[path]', 'where to look, and where the file is written', '.')
    .addOption(
      new Option('--flavour <trade>', 'path budgets that fit the trade (default: guessed)').choices([
        ...FLAVOURS,
      ]),
    )
    .addOption(new Option('--from <file>', 'take the rules of a .dive-ci over'))
    .addOption(new Option('--force', 'overwrite a configuration that is there'))
    .addOption(new Option('--stdout', 'print it, write nothing'))
    .action(async (path: string, options: Options) => init(cli, path, options));
}

async function init(cli: Cli, path: string, { flavour, from, force, stdout }: Options): Promise<void> {
  const { process } = cli;
  const file = join(path, FILE);
  if (!force && !stdout && existsSync(file)) {
    throw new PlimsollError('usage', `${file} is there already.`, {
      file,
      hint: 'Overwrite it with --force, or look at another one with --stdout.',
    });
  }
  const { draftConfig } = await import('../../inspect/init/init.ts');
  const text = await draftConfig(path, { flavour, from });
  if (stdout) return write(process.stdout, text);
  await writeAtomically(resolve(process.cwd(), file), text);
  await write(process.stdout, `${file}\n`);
  await write(process.stderr, 'plimsoll: hold the repository to it with plimsoll check.\n');
}
