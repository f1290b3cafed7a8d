import { type Command, Option } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import type { DiffReport } from '../../diff/report.ts';
import type { DiffContextsOptions } from '../../inspect/diff/contexts.ts';
import type { DiffImagesOptions } from '../../inspect/diff/images.ts';
import { addBudgetOption, type BudgetOptions } from '../budget-options.ts';
import { addBuildOptions, type BuildFlags, buildOptions } from '../build-options.ts';
import { emit } from '../emit.ts';
import { DIFF_FORMATS } from '../formats.ts';
import { type Cli, interruptible } from '../io.ts';
import { byteSize } from '../option-types.ts';
import { addGateOptions, addOutputOptions, collect, type OutputOptions } from '../options.ts';
import { pageTree } from '../page-tree.ts';
import { progressLine } from '../progress.ts';
import { addArchiveOptions } from './image.ts';

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
  addInputOptions(command);
  addContextOptions(command);
  command.addOption(
    new Option(
      '--filter <condition>',
      'which paths to list: a pattern, or state=, layer=, min=SIZE; may be repeated',
    )
      .argParser(collect)
      .default([], 'all')
      .helpGroup('Output:'),
  );
  addOutputOptions(command, DIFF_FORMATS);
  addGateOptions(command);
  addBudgetOption(command, 'a limit for the later side, as growth=10% or total=20MB; may be repeated');
  command.addOption(new Option('--fail-on-change', 'exit with 1 when anything differs').helpGroup('Gate:'));
}

function addInputOptions(command: Command): void {
  const group = 'Input:';
  command
    .addOption(new Option('--before-image <ref|n>', 'which image of the earlier archive').helpGroup(group))
    .addOption(new Option('--after-image <ref|n>', 'which image of the later archive').helpGroup(group))
    .addOption(
      new Option('--base <file|n>', 'layers that are not ours to blame: an archive, or how many').helpGroup(
        group,
      ),
    )
    .addOption(new Option('--verify', 'check every digest and diff ID').helpGroup(group))
    .addOption(
      new Option('--compare-limit <size>', 'most bytes read to compare contents')
        .argParser(byteSize)
        .helpGroup(group),
    );
}

function addContextOptions(command: Command): void {
  const group = 'Build contexts:';
  command
    .addOption(new Option('--context', 'compare what builds of two directories send').helpGroup(group))
    .addOption(
      new Option('--rev <revision>', 'the earlier side is this revision of the git checkout').helpGroup(
        group,
      ),
    );
  addBuildOptions(command, undefined, group);
}

async function compare(
  cli: Cli,
  before: string,
  after: string | undefined,
  options: Options,
): Promise<0 | 1> {
  const progress = await progressLine(cli.process, options.quiet ?? false);
  try {
    const page = pageTree(options);
    const asked = { ...options, onTree: page.onTree, onProgress: progress.listener };
    const report = await interruptible(cli.process, (signal) =>
      options.context || options.rev !== undefined
        ? compareContexts(before, after, { ...asked, signal })
        : compareImages(cli, before, after, { ...asked, signal }),
    );
    progress.stop();
    const status = await emit(cli.process, report, { ...options, tree: page.tree() });
    return options.failOnChange && !report.same ? 1 : status;
  } finally {
    progress.stop();
  }
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
  const source = (side: string) => (side === '-' ? cli.process.stdin : side);
  return diffImages(source(before), source(after), {
    ...options,
    budgets: options.budget,
    findings: options.failOn !== 'never',
  });
}

async function compareContexts(
  before: string,
  after: string | undefined,
  options: Options & DiffContextsOptions,
): Promise<DiffReport> {
  const { diffContexts } = await import('../../inspect/diff/contexts.ts');
  const { rev } = options;
  const asked = { ...options, ...buildOptions(options), budgets: options.budget };
  if (rev !== undefined) return diffContexts(before, after ?? before, asked);
  if (after === undefined) throw missingSide('plimsoll diff --context old new');
  return diffContexts(before, after, asked);
}

function missingSide(example: string): PlimsollError {
  return new PlimsollError('usage', 'There is nothing to compare with: two sides are needed.', {
    hint: `Name both, as in ${example}.`,
  });
}
