import { type Command, Option } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import type { Place } from '../../explore/explore.ts';
import type { SurveyOptions } from '../../image/survey.ts';
import { ARCHIVE, addArchiveOptions, addBaseOption, sourceOf } from '../options/archive.ts';
import { addBuildOptions, type BuildFlags, readBuildOptions } from '../options/build.ts';
import { addColorOption } from '../options/output.ts';
import { withProgress } from '../output/progress.ts';
import { type Cli, interruptible, type ProcessLike } from '../process.ts';
import { wantsAscii, wantsColor } from '../terminal.ts';

const EXAMPLES = `Examples:
  plimsoll explore app.tar
  plimsoll explore --context .
  docker save app | plimsoll explore -
`;

interface ExploreFlags
  extends BuildFlags,
    Pick<SurveyOptions, 'image' | 'platform' | 'maxUnpacked' | 'cache' | 'base'> {
  readonly context?: string;
  readonly units: 'si' | 'iec';
  readonly color: 'auto' | 'always' | 'never';
  readonly ascii?: boolean;
}

/** `plimsoll explore ARCHIVE`: layers, trees, waste and files on the whole screen. */
export function addExploreCommand(program: Command, cli: Cli): void {
  const command = program
    .command('explore')
    .addHelpText('before', EXAMPLES)
    .description(
      'Look through the layers and files of an image, or through a build context, on the whole screen. ? shows the keys.',
    )
    .argument('[archive]', ARCHIVE)
    .action((archive: string | undefined, flags: ExploreFlags) => run(cli, archive, flags));
  addArchiveOptions(command, cli);
  addBaseOption(command);
  const contexts = 'Context:';
  command
    .optionsGroup(contexts)
    .option('--context <dir>', 'what docker build is given, in place of an image');
  addBuildOptions(command, undefined, contexts);
  command
    .optionsGroup('Output:')
    .addOption(new Option('--units <si|iec>', 'MB or MiB').choices(['si', 'iec']).default('si'));
  addColorOption(command);
  command.option('--ascii', 'no characters beyond ASCII');
}

async function run({ process }: Cli, archive: string | undefined, flags: ExploreFlags): Promise<void> {
  if ((archive === undefined) === (flags.context === undefined)) {
    throw new PlimsollError('usage', 'plimsoll explore takes an archive, or --context with a directory.', {
      hint: 'Write plimsoll explore app.tar, or plimsoll explore --context .',
    });
  }
  const isPiped = archive === '-' || flags.file === '-';
  requireTerminal(process, isPiped);
  const { openKeyboard } = await import('../../explore/terminal/keyboard.ts');
  const keyboard = isPiped ? openKeyboard() : process.stdin;
  try {
    await withProgress(process, false, (onProgress, ready) =>
      interruptible(process, async (signal) => {
        const place = placeOf(process, keyboard, flags, signal);
        const seen = { signal, onProgress };
        if (archive === undefined) {
          const { exploreContext } = await import('../../explore/explore-context.ts');
          const { globalGitIgnore } = await import('../git-excludes.ts');
          const build = await readBuildOptions(process, flags);
          const options = { ...build, ...seen, globalGitIgnore: globalGitIgnore(process) };
          return exploreContext(flags.context!, options, place, ready);
        }
        const { exploreImage } = await import('../../explore/explore-image.ts');
        const { image, platform, maxUnpacked, cache, base } = flags;
        const options = { image, platform, maxUnpacked, cache, base, ...seen };
        return exploreImage(sourceOf(process, archive), options, place, ready);
      }),
    );
  } finally {
    if (isPiped) keyboard.destroy();
  }
}

function placeOf(
  process: ProcessLike,
  keyboard: Place['keyboard'],
  flags: ExploreFlags,
  signal: AbortSignal,
): Place {
  return {
    keyboard,
    screen: process.stdout,
    hasColor: wantsColor(process, flags.color),
    look: { ascii: flags.ascii ?? wantsAscii(process), units: flags.units },
    directory: process.cwd(),
    signal,
    suspend: (resumed) => suspend(process, resumed),
    onTaken: (leave) => void process.once('exit', leave),
  };
}

/** Without its keyboard nothing would keep the process alive until it goes on. */
function suspend(process: ProcessLike, resumed: () => void): void {
  const awake = setInterval(() => {}, 60_000);
  process.once('SIGCONT', () => {
    clearInterval(awake);
    resumed();
  });
  process.kill(process.pid, 'SIGTSTP');
}

function requireTerminal({ stdin, stdout, env }: ProcessLike, isPiped: boolean): void {
  const isTerminal = stdout.isTTY === true && (isPiped || stdin.isTTY === true) && env['TERM'] !== 'dumb';
  if (isTerminal) return;
  throw new PlimsollError('usage', 'plimsoll explore needs a terminal to draw on.', {
    hint: 'Use plimsoll image or plimsoll tree where there is none.',
  });
}
