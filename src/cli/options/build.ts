import { type Command, Option } from 'commander';
import { byteText } from '../../core/byte-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { InspectContextOptions } from '../../inspect/context.ts';
import type { ProcessLike } from '../process.ts';
import { collectPair } from './values.ts';

/** Flags that say which build is meant. */
export interface BuildFlags extends Pick<InspectContextOptions, 'target' | 'walk' | 'ignoreFile'> {
  readonly file?: string;
  readonly buildArg: Readonly<Record<string, string>>;
  readonly buildContext: Readonly<Record<string, string>>;
}

/** Options of every command that asks what a build sends. */
export function addBuildOptions(
  command: Command,
  walks: readonly string[] = ['buildkit', 'classic'],
  group = 'Input:',
): void {
  command
    .optionsGroup(group)
    .option('-f, --file <dockerfile>', 'the Dockerfile, or - for standard input (default: PATH/Dockerfile)')
    .option('--target <stage>', 'the stage to build (default: the last one)');
  addBuildArgOption(command);
  command
    .addOption(
      new Option('--build-context <name=dir>', 'a named context; may be repeated')
        .argParser(collectPair)
        .default({}, 'none'),
    )
    .addOption(new Option('--walk <builder>', 'whose walk is shown').choices(walks).default('buildkit'))
    .option('--ignore-file <file>', 'try another ignore file');
}

/** Adds `--build-arg`. */
export function addBuildArgOption(command: Command): void {
  command.addOption(
    new Option('--build-arg <name=value>', 'a build argument; may be repeated')
      .argParser(collectPair)
      .default({}, 'none'),
  );
}

/** What a command was given, as options of the library, with a Dockerfile read from standard input where `--file -` asks for it. */
export async function readBuildOptions(
  { stdin }: Pick<ProcessLike, 'stdin'>,
  flags: BuildFlags,
): Promise<InspectContextOptions> {
  if (flags.file !== '-') return buildOptions(flags);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes > DOCKERFILE_LIMIT)
      throw new PlimsollError('limit', 'The Dockerfile on standard input is larger than 16 MiB.');
  }
  return {
    ...buildOptions(flags),
    dockerfile: undefined,
    dockerfileText: byteText(Buffer.concat(chunks)),
  };
}

/** BuildKit's frontend takes no larger one. */
const DOCKERFILE_LIMIT = 2 ** 24;

function buildOptions({
  file,
  target,
  walk,
  ignoreFile,
  buildArg,
  buildContext,
}: BuildFlags): InspectContextOptions {
  return { dockerfile: file, target, walk, ignoreFile, buildArgs: buildArg, buildContexts: buildContext };
}
