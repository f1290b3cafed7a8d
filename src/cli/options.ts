import { type Command, InvalidArgumentError, Option } from 'commander';
import type { FoldedTree } from '../core/folded-tree.ts';
import { nearestText } from '../core/nearest.ts';
import type { RenderOptions } from '../report/options.ts';
import type { AnyReport } from '../report/render-text.ts';
import { type ProcessLike, wantsAscii, wantsColor } from './io.ts';

/** `--output NAME=FILE`, or `NAME+=FILE`. */
export interface OutputTarget {
  readonly format: string;
  readonly file: string;
  /** Behind what the file holds already, instead of in its place. */
  readonly append: boolean;
}

/** What every reporting command takes. */
export interface OutputOptions {
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
  readonly failOn: 'error' | 'warning' | 'note' | 'never';
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
export function addOutputOptions(command: Command, formats: readonly string[]): Command {
  const group = 'Output:';
  return command
    .addOption(
      new Option('--format <name>', 'what goes to standard output')
        .choices([...formats])
        .default('table')
        .helpGroup(group),
    )
    .addOption(
      new Option('--output <name=file>', 'also write this format to a file (+= appends); may be repeated')
        .argParser(collectOutput(formats))
        .default([], 'none')
        .helpGroup(group),
    )
    .addOption(new Option('--bytes', 'exact bytes instead of human sizes').helpGroup(group))
    .addOption(
      new Option('--units <system>', 'human sizes in powers of 1000 or 1024')
        .choices(['si', 'iec'])
        .default('si')
        .helpGroup(group),
    )
    .addOption(
      new Option('--top <n>', 'length of the ranked lists, 0 for all (default: 10 in text, 100 in data)')
        .argParser(wholeNumber)
        .helpGroup(group),
    )
    .addOption(
      new Option('--color <when>', 'colours')
        .choices(['auto', 'always', 'never'])
        .default('auto')
        .helpGroup(group),
    )
    .addOption(
      new Option('--width <columns>', 'width of the text (default: the terminal, else 80)')
        .argParser(wholeNumber)
        .helpGroup(group),
    )
    .addOption(new Option('--ascii', 'no characters beyond ASCII in borders and bars').helpGroup(group))
    .addOption(
      new Option('--max-bytes <n>', 'most bytes of a markdown text (default: 65536)')
        .argParser(wholeNumber)
        .hideHelp(!formats.includes('markdown'))
        .helpGroup(group),
    )
    .addOption(new Option('--quiet', 'no progress, no warnings').helpGroup(group));
}

/** Adds `--fail-on`; the default leaves the exit status alone. */
export function addGateOptions(command: Command): Command {
  return command.addOption(
    new Option('--fail-on <severity>', 'exit with 1 when a finding is at least this grave')
      .choices(['error', 'warning', 'note', 'never'])
      .default('never')
      .helpGroup('Gate:'),
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

/** A whole number of at least 0. */
function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

/** For options that may be repeated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** For `NAME=VALUE` options that may be repeated. */
export function collectPair(
  value: string,
  previous: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const equals = value.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('It must be NAME=VALUE.');
  return { ...previous, [value.slice(0, equals)]: value.slice(equals + 1) };
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
