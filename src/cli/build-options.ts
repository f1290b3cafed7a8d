import { type Command, Option } from 'commander';
import type { InspectContextOptions } from '../inspect/context.ts';
import { collectPair } from './options.ts';

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
    .addOption(
      new Option('-f, --file <dockerfile>', 'the Dockerfile (default: PATH/Dockerfile)').helpGroup(group),
    )
    .addOption(new Option('--target <stage>', 'the stage to build (default: the last one)').helpGroup(group))
    .addOption(
      new Option('--build-arg <name=value>', 'a build argument; may be repeated')
        .argParser(collectPair)
        .default({}, 'none')
        .helpGroup(group),
    )
    .addOption(
      new Option('--build-context <name=dir>', 'a named context; may be repeated')
        .argParser(collectPair)
        .default({}, 'none')
        .helpGroup(group),
    )
    .addOption(
      new Option('--walk <builder>', 'whose walk is shown')
        .choices([...walks])
        .default('buildkit')
        .helpGroup(group),
    )
    .addOption(new Option('--ignore-file <file>', 'try another ignore file').helpGroup(group));
}

/** The same as options of the library. */
export function buildOptions({
  file,
  target,
  walk,
  ignoreFile,
  buildArg,
  buildContext,
}: BuildFlags): InspectContextOptions {
  return { dockerfile: file, target, walk, ignoreFile, buildArgs: buildArg, buildContexts: buildContext };
}
