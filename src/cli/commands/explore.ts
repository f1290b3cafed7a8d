import { type Command, Option } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import type { Place } from '../../explore/explore.ts';
import type { SurveyOptions } from '../../image/survey.ts';
import { addBuildOptions, type BuildFlags, buildOptions } from '../build-options.ts';
import { type Cli, interruptible, type ProcessLike, wantsAscii, wantsColor } from '../io.ts';
import { progressLine } from '../progress.ts';
import { addArchiveOptions, addBaseOption } from './image.ts';

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
    .argument('[archive]', 'docker or OCI archive, layout directory, or - for standard input')
    .action((archive: string | undefined, flags: ExploreFlags) => run(cli, archive, flags));
  addArchiveOptions(command, cli);
  addBaseOption(command);
  const group = 'Context:';
  command.addOption(
    new Option('--context <dir>', 'what docker build is given, in place of an image').helpGroup(group),
  );
  addBuildOptions(command, ['buildkit', 'classic'], group);
  command
    .addOption(
      new Option('--units <si|iec>', 'MB or MiB').choices(['si', 'iec']).default('si').helpGroup('Output:'),
    )
    .addOption(
      new Option('--color <when>', 'colours')
        .choices(['auto', 'always', 'never'])
        .default('auto')
        .helpGroup('Output:'),
    )
    .addOption(new Option('--ascii', 'no characters beyond ASCII').helpGroup('Output:'));
}

async function run({ process }: Cli, archive: string | undefined, flags: ExploreFlags): Promise<void> {
  if ((archive === undefined) === (flags.context === undefined)) {
    throw new PlimsollError('usage', 'plimsoll explore takes an archive, or --context with a directory.', {
      hint: 'Write plimsoll explore app.tar, or plimsoll explore --context .',
    });
  }
  const isPiped = archive === '-';
  requireTerminal(process, isPiped);
  const { openKeyboard } = await import('../../explore/terminal/keyboard.ts');
  const keyboard = isPiped ? openKeyboard() : process.stdin;
  const progress = await progressLine(process, false);
  try {
    await interruptible(process, async (signal) => {
      const place = placeOf(process, keyboard, flags, signal);
      const seen = { signal, onProgress: progress.listener };
      if (archive === undefined) {
        const { exploreContext } = await import('../../explore/explore-context.ts');
        const { globalGitIgnore } = await import('../git-excludes.ts');
        const options = { ...buildOptions(flags), ...seen, globalGitIgnore: globalGitIgnore(process) };
        return exploreContext(flags.context!, options, place, progress.stop);
      }
      const { exploreImage } = await import('../../explore/explore-image.ts');
      const { image, platform, maxUnpacked, cache, base } = flags;
      const options = { image, platform, maxUnpacked, cache, base, ...seen };
      return exploreImage(isPiped ? process.stdin : archive, options, place, progress.stop);
    });
  } finally {
    progress.stop();
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
