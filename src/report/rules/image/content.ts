import { IMAGE_SEVERITY } from '../../../image/rules/severities.ts';
import { filesText, limitText, listFact, numberFact, placesText, stakes } from '../facts.ts';
import type { RuleText } from '../rule-text.ts';
import { ownFix } from './cache-rule.ts';
import { appended, commandOf } from './snippet.ts';

/** What files of the final tree are. */
export const CONTENT_RULES: readonly RuleText[] = [
  {
    id: 'image/oversized-layer',
    severity: IMAGE_SEVERITY['image/oversized-layer'],
    title: 'A layer is large',
    what: 'A layer whose files are larger than the limit: 500 MB, --max-layer, or `limit` in the configuration.',
    why: 'A layer is pulled in one piece by one connection, and pulled again whole when a byte of it changes.',
    cure: 'Part what seldom changes from what often does: one step for dependencies, a later one for the program.',
    measured: 'The sum of the files that the layer stores.',
    off: 'When the image is one large body by nature, a model for instance.',
    message: (seen) => `The layer stores ${stakes(seen)}, above the limit of ${limitText(seen)}.`,
    fix: ownFix(() => 'Split the step: what seldom changes first, what often changes later.'),
  },
  {
    id: 'image/oversized-file',
    severity: IMAGE_SEVERITY['image/oversized-file'],
    title: 'A file is large',
    what: 'A file of the final tree above the limit: 100 MB, --max-file, or `limit` in the configuration.',
    why: 'Data, models and debug symbols often need not be in the image, or not in this one.',
    cure: 'Mount it when the program runs, fetch it on start, or strip it.',
    measured: 'The size of the file.',
    off: 'When large files belong into the image.',
    message: (seen) => `${seen.place.path} has ${stakes(seen)}, above the limit of ${limitText(seen)}.`,
    fix: ownFix(() => 'Leave it out where a mount or a download does, or raise the limit.'),
  },
  {
    id: 'image/duplicate-content',
    severity: IMAGE_SEVERITY['image/duplicate-content'],
    title: 'Files have the same content',
    what: 'Files of the final tree with equal bytes, where own layers store 100 kB or more that is there already (in small images 1 % of them, but 10 kB). Looked for with --duplicates, and in images up to 32 MB.',
    why: 'Each copy is stored and pulled by itself.',
    cure: 'Keep one, and link to it: `ln` in the RUN that makes both, `ln -s` across layers.',
    measured: 'The size of all copies in own layers but the first of the image.',
    off: 'When the copies come with packages that cannot be changed.',
    message: (seen) =>
      `${numberFact(seen, 'copies')} files have the same content: ${listFact(seen, 'paths').slice(0, 3).join(', ')}${numberFact(seen, 'copies') > 3 ? ', …' : ''}; ${stakes(seen)} could go.`,
    fix: (seen) => {
      const [first = '', second = ''] = listFact(seen, 'paths');
      return `Keep one and link the others to it: \`ln -sf /${first} /${second}\` in the step that makes them.`;
    },
  },
  {
    id: 'image/python-bytecode-duplicated',
    severity: IMAGE_SEVERITY['image/python-bytecode-duplicated'],
    title: 'Bytecode of Python lies beside its sources',
    what: 'Files ending in .pyc whose source lies beside them, or beside their __pycache__.',
    why: 'Python makes them again when it needs them. They cost about as much as the sources.',
    cure: 'Set `ENV PYTHONDONTWRITEBYTECODE=1` before packages are installed, or `pip install --no-compile`.',
    measured: 'The size of the bytecode that remains visible.',
    off: 'When the program must start quickly and cannot write.',
    message: (seen) =>
      `${stakes(seen)} of bytecode lie beside its sources (${filesText(seen)} in ${placesText(seen)}).`,
    fix: ownFix((seen) => {
      const command = commandOf(seen);
      const root = /^usr(?:$|\/(?:lib|share)(?=\/|$))/.exec(seen.place.path ?? '')?.[0];
      // Packages of a distribution compile by a trigger that no variable stops.
      if (command !== null && root !== undefined)
        return `Write \`${appended(command, `find /${root} -name __pycache__ -prune -exec rm -rf {} +`)}\`.`;
      if (command !== null && /\bpip\d? install /.test(command))
        return `Write \`RUN ${command.replace(/\b(pip\d?) install /, '$1 install --no-compile ')}\`, or set \`ENV PYTHONDONTWRITEBYTECODE=1\` before.`;
      return 'Set `ENV PYTHONDONTWRITEBYTECODE=1` before this step.';
    }),
  },
  {
    id: 'image/core-dump',
    severity: IMAGE_SEVERITY['image/core-dump'],
    title: 'A core dump is in the image',
    what: 'A file named core or core.N of the final tree whose head is that of an ELF core file.',
    why: 'It is the memory of a program that failed during the build: large, and with all secrets that it held.',
    cure: 'Find out what failed, and remove the file in the RUN that made it.',
    measured: 'The size of the file.',
    off: 'Never.',
    message: (seen) => `${seen.place.path} is a core dump of ${stakes(seen)}.`,
    fix: ownFix((seen) => {
      const command = commandOf(seen);
      return command === null
        ? `Leave ${seen.place.path} out of what is copied.`
        : `Write \`${appended(command, `rm -f /${seen.place.path}`)}\`, and find out what failed.`;
    }),
  },
  {
    id: 'image/setuid-file',
    severity: IMAGE_SEVERITY['image/setuid-file'],
    title: 'Programs run as their owner',
    what: 'Files of the final tree with the setuid bit, or with the setgid bit where the group may execute them.',
    why: 'Whoever breaks into the container gains by a flaw in one of them.',
    cure: 'Take the bit away in the RUN that installs the program, or run with `--security-opt no-new-privileges`.',
    measured: 'Nothing.',
    off: 'When the container needs sudo, ping or the like.',
    message: (seen) => {
      const files = numberFact(seen, 'files');
      const paths = listFact(seen, 'paths');
      return `${filesText(seen)} ${files === 1 ? 'runs' : 'run'} as the owner or group: ${paths.slice(0, 5).join(', ')}${files > 5 ? ', …' : ''}.`;
    },
    fix: ownFix((seen) => {
      const paths = listFact(seen, 'paths')
        .slice(0, 5)
        .map((path) => `/${path}`);
      return `Take the bit away where it is not needed: \`chmod a-s ${paths.join(' ')}\` in the step that installs it.`;
    }),
  },
];
