import { type Command, Option } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import type { DiffReport } from '../../diff/report.ts';
import type { DiffContextsOptions } from '../../inspect/diff/contexts.ts';
import type { DiffImagesOptions } from '../../inspect/diff/images.ts';
import {
  addArchiveOptions,
  addBaseOption,
  addCompareOption,
  addVerifyOption,
  sourceOf,
} from '../options/archive.ts';
import { addBuildOptions, type BuildFlags, readBuildOptions } from '../options/build.ts';
import { DIFF_FORMATS } from '../options/formats.ts';
import { addBudgetOption, addGateOptions, type BudgetOptions } from '../options/gate.ts';
import { addOutputOptions, type OutputOptions } from '../options/output.ts';
import { collect } from '../options/values.ts';
import { emit } from '../output/emit.ts';
import { pageTree } from '../output/page-tree.ts';
import { withProgress } from '../output/progress.ts';
import { type Cli, interruptible } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll diff old.tar new.tar
  plimsoll diff --context . --rev main --format markdown
`;

type Options = OutputOptions &
  BuildFlags &
  Pick<BudgetOptions, 'budget'> &
  Pick<DiffContextsOptions, 'rev'> &
  Omit<DiffImagesOptions, 'budgets' | 'target' | 'onTree' | 'findings'> & {
    readonly context?: boolean;
    readonly failOnChange?: boolean;
  };

/** `plimsoll diff A B`: what differs between two images, or two contexts. */
export function addDiffCommand(program: Command, cli: Cli): void {
  const command = program
    .command('diff')
    .addHelpText('before', EXAMPLES)
    .description('Show what differs between two images, or between what two builds send, and what grew.')
    .argument(
      '<before>',
      'archive, layout directory or saved JSON report; with --context a directory; - for standard input',
    )
    .argument('[after]', 'the same, later; left out with --rev')
    .action(async (before: string, after: string | undefined, options: Options) =>
      cli.setStatus(await compare(cli, before, after, options)),
    );
  addArchiveOptions(command, cli);
  command
    .option('--before-image <ref|n>', 'which image of the earlier archive')
    .option('--after-image <ref|n>', 'which image of the later archive');
  addBaseOption(command);
  addVerifyOption(command);
  addCompareOption(command, 'contents');
  const contexts = 'Build contexts:';
  command
    .optionsGroup(contexts)
    .option('--context', 'compare what builds of two directories send')
    .option('--rev <revision>', 'the earlier side is this revision of the git checkout');
  addBuildOptions(command, undefined, contexts);
  command
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '--filter <condition>',
        'which paths to list: a pattern, or state=, layer=, min=SIZE; may be repeated',
      )
        .argParser(collect)
        .default([], 'all'),
    );
  addOutputOptions(command, DIFF_FORMATS);
  addGateOptions(command);
  addBudgetOption(command, 'a limit for the later side, as growth=10% or total=20MB; may be repeated');
  command.option('--fail-on-change', 'exit with 1 when anything differs');
}

async function compare(
  cli: Cli,
  before: string,
  after: string | undefined,
  options: Options,
): Promise<0 | 1> {
  const page = pageTree(options);
  const report = await withProgress(cli.process, options.quiet, (onProgress) =>
    interruptible(cli.process, (signal) => {
      const asked = { ...options, onTree: page.onTree, onProgress, signal };
      return options.context || options.rev !== undefined
        ? compareContexts(cli, before, after, asked)
        : compareImages(cli, before, after, asked);
    }),
  );
  const status = await emit(cli.process, report, { ...options, tree: page.tree() });
  return options.failOnChange && !report.same ? 1 : status;
}

async function compareImages(
  cli: Cli,
  before: string,
  after: string | undefined,
  options: Options & DiffImagesOptions,
): Promise<DiffReport> {
  if (after === undefined) throw missingSide('plimsoll diff old.tar new.tar');
  if (before === '-' && after === '-') {
    throw new PlimsollError('usage', 'Standard input can be one side only.', {
      hint: 'Save one of the images to a file.',
    });
  }
  const { diffImages } = await import('../../inspect/diff/images.ts');
  return diffImages(sourceOf(cli.process, before), sourceOf(cli.process, after), {
    ...options,
    budgets: options.budget,
    findings: options.failOn !== 'never',
  });
}

async function compareContexts(
  { process }: Cli,
  before: string,
  after: string | undefined,
  options: Options & DiffContextsOptions,
): Promise<DiffReport> {
  const { diffContexts } = await import('../../inspect/diff/contexts.ts');
  const { rev } = options;
  const asked = { ...options, ...(await readBuildOptions(process, options)), budgets: options.budget };
  if (rev !== undefined) return diffContexts(before, after ?? before, asked);
  if (after === undefined) throw missingSide('plimsoll diff --context old new');
  return diffContexts(before, after, asked);
}

function missingSide(example: string): PlimsollError {
  return new PlimsollError('usage', 'There is nothing to compare with: two sides are needed.', {
    hint: `Name both, as in ${example}.`,
  });
}
