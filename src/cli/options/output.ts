import { type Command, InvalidArgumentError, Option } from 'commander';
import { nearestText } from '../../core/nearest.ts';
import type { FoldedTree } from '../../core/tree/folded-tree.ts';
import type { RenderOptions } from '../../report/options.ts';
import type { AnyReport } from '../../report/render-text.ts';
import type { ProcessLike } from '../process.ts';
import { wantsAscii, wantsColor } from '../terminal.ts';
import type { GateOptions } from './gate.ts';
import { wholeNumber } from './values.ts';

/** `--output NAME=FILE`, or `NAME+=FILE`. */
export interface OutputTarget {
  readonly format: string;
  readonly file: string;
  /** Behind what the file holds already, instead of in its place. */
  readonly append: boolean;
}

/** What every reporting command takes. */
export interface OutputOptions extends GateOptions {
  readonly format: string;
  readonly output: readonly OutputTarget[];
  readonly bytes?: boolean;
  readonly units: 'si' | 'iec';
  readonly color: 'auto' | 'always' | 'never';
  readonly width?: number;
  readonly ascii?: boolean;
  readonly quiet?: boolean;
  readonly top?: number;
  readonly maxBytes?: number;
  /** What the map of a page shows. */
  readonly tree?: FoldedTree | null;
  /** The report that a page is made from, where it knows more than the others are to tell. */
  readonly page?: AnyReport;
}

/** True when the page is written somewhere. */
export function wantsPage({ format, output }: Pick<OutputOptions, 'format' | 'output'>): boolean {
  return format === 'html' || output.some((target) => target.format === 'html');
}

/** Adds the options that every reporting command shares. */
export function addOutputOptions(command: Command, formats: readonly string[]): void {
  command
    .optionsGroup('Output:')
    .addOption(
      new Option('--format <name>', 'what goes to standard output').choices(formats).default('table'),
    )
    .addOption(
      new Option('--output <name=file>', 'also write this format to a file (+= appends); may be repeated')
        .argParser(collectOutput(formats))
        .default([], 'none'),
    )
    .option('--bytes', 'exact bytes instead of human sizes')
    .addOption(
      new Option('--units <system>', 'human sizes in powers of 1000 or 1024')
        .choices(['si', 'iec'])
        .default('si'),
    )
    .option(
      '--top <n>',
      'length of the ranked lists, 0 for all (default: 10 in text, 100 in data)',
      wholeNumber,
    );
  addColorOption(command);
  command
    .option('--width <columns>', 'width of the text (default: the terminal, else 80)', wholeNumber)
    .option('--ascii', 'no characters beyond ASCII in borders and bars')
    .addOption(
      new Option('--max-bytes <n>', 'most bytes of a markdown text (default: 65536)')
        .argParser(wholeNumber)
        .hideHelp(!formats.includes('markdown')),
    )
    .option('--quiet', 'no progress, no warnings');
}

/** Adds `--color`. */
export function addColorOption(command: Command): void {
  command.addOption(
    new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'),
  );
}

/** The style of text on one stream. */
export function styleFor(process: ProcessLike, options: OutputOptions, toFile = false): RenderOptions {
  return {
    color: toFile ? options.color === 'always' : wantsColor(process, options.color),
    width: options.width ?? (toFile ? 80 : (process.stdout.columns ?? 80)),
    bytes: options.bytes ?? false,
    units: options.units,
    top: options.top ?? 10,
    ascii: options.ascii ?? wantsAscii(process),
    maxBytes: options.maxBytes ?? 0,
  };
}

/** For `--output NAME=FILE` and `NAME+=FILE`, which may be repeated. */
export function collectOutput(formats: readonly string[]) {
  return (value: string, previous: readonly OutputTarget[]): readonly OutputTarget[] => {
    const [, format, plus, file] = /^([^=+]+)(\+?)=(.+)$/s.exec(value) ?? [];
    if (format === undefined || file === undefined) throw new InvalidArgumentError('It must be NAME=FILE.');
    if (!formats.includes(format)) throw new InvalidArgumentError(noFormat(format, formats));
    return [...previous, { format, file, append: plus === '+' }];
  };
}

function noFormat(format: string, formats: readonly string[]): string {
  const near = nearestText(format, formats);
  return `The formats are ${formats.join(', ')}.${near === null ? '' : ` Did you mean "${near}"?`}`;
}
