import { type Command, Option } from 'commander';
import type { InspectTreeOptions, TreeBounds } from '../../inspect/tree.ts';
import { ARCHIVE, addArchiveOptions, addCompareOption, sourceOf } from '../options/archive.ts';
import { TREE_FORMATS } from '../options/formats.ts';
import { addOutputOptions, type OutputOptions } from '../options/output.ts';
import { wholeNumber } from '../options/values.ts';
import { emit } from '../output/emit.ts';
import { withProgress } from '../output/progress.ts';
import type { Cli } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll tree app.tar usr/lib --depth 2
  plimsoll tree app.tar --layer 4
  plimsoll tree app.tar --waste
`;
/** Rows of a text that nobody gave a depth for, and children of a directory in it. */
const ROWS = 40;
const CHILDREN = 10;

type TreeOptions = OutputOptions & Omit<InspectTreeOptions, 'path' | 'rows' | 'top'>;

/** `plimsoll tree ARCHIVE [PATH]`: what is in an image, where its bytes are, what a layer did. */
export function addTreeCommand(program: Command, cli: Cli): void {
  const command = program
    .command('tree')
    .addHelpText('before', EXAMPLES)
    .description(
      'Show the files of an image as a tree with sizes: in the end, after a layer, or what one layer did.',
    )
    .argument('<archive>', ARCHIVE)
    .argument('[path]', 'where to begin (default: the root)')
    .action(async (archive: string, path: string | undefined, options: TreeOptions) =>
      cli.setStatus(await showTree(cli, archive, path, options)),
    );
  command
    .optionsGroup('Tree:')
    .addOption(
      new Option('--layer <n>', 'what this layer did: A added, M modified, = the same again, D removed')
        .argParser(wholeNumber)
        .conflicts('upTo'),
    )
    .option('--up-to <n>', 'what the image shows after this layer', wholeNumber)
    .option('--depth <n>', 'levels below the path (default: the heaviest directories, 40 lines)', wholeNumber)
    .addOption(
      new Option('--sort <order>', 'order of the paths in a directory')
        .choices(['size', 'name'])
        .default('size'),
    )
    .option('--waste', 'only what later layers hide: by whom, why, and what is gone');
  addArchiveOptions(command, cli);
  addCompareOption(command);
  addOutputOptions(command, TREE_FORMATS);
  const top = command.options.find(({ long }) => long === '--top');
  if (top !== undefined)
    top.description = 'paths of one directory, 0 for all (default: 10 in text, all in data)';
}

async function showTree(
  cli: Cli,
  archive: string,
  path: string | undefined,
  options: TreeOptions,
): Promise<0 | 1> {
  const { inspectTreeWithin } = await import('../../inspect/tree.ts');
  const { depth, top, output } = options;
  const data = output.filter(({ format }) => format !== 'table');
  const bounds = [boundsOf(options), ...(data.length > 0 ? [{ depth, top }] : [])];
  const [shown, whole] = await withProgress(cli.process, options.quiet, (onProgress) =>
    inspectTreeWithin(sourceOf(cli.process, archive), { ...options, path, onProgress }, bounds),
  );
  const gate = { ...options, failOn: 'never' } as const;
  if (whole) await emit(cli.process, whole, { ...gate, output: data, quiet: true }, NOTHING);
  const texts = output.filter(({ format }) => format === 'table');
  return emit(cli.process, shown!, { ...gate, output: texts });
}

const NOTHING = new Uint8Array(0);

/** A text on the terminal has room for the heaviest paths; data has all. */
function boundsOf({ format, depth, top }: TreeOptions): TreeBounds {
  if (format !== 'table') return { depth, top };
  return { depth, top: top ?? CHILDREN, rows: top === 0 ? undefined : ROWS };
}
