import { type PackageCommand, packageCommands } from './package-commands.ts';
import type { Scene } from './scene.ts';
import { shellCommands } from './shell-commands.ts';
import { type Sighting, sighting } from './sighting.ts';
import type { Step } from './steps.ts';

const NAMED = 5;
/** A line for apt's configuration, or its option: not `--no-install-recommends`, which is of one call only. */
const TURNS_OFF = /APT::Install-Recommends/i;

/** apt-get install takes what packages merely recommend along, unless it is told not to. */
export function seeRecommends({ steps }: Scene): readonly Sighting[] {
  if (steps.some(({ text }) => TURNS_OFF.test(text))) return [];
  return steps
    .filter(({ isOwn }) => isOwn)
    .flatMap((step) => {
      const names = packageCommands(step)
        .filter(
          ({ manager, action, options }) =>
            /^apt(?:-get)?$/.test(manager) &&
            action === 'install' &&
            !options.includes('--no-install-recommends'),
        )
        .flatMap((command) => command.names);
      if (names.length === 0) return [];
      return sighting('image/recommends-installed', {
        bytes: 0,
        step,
        facts: { packages: names.slice(0, NAMED), count: names.length },
      });
    });
}

/** What pip gets without an upper bound: a name, `name>=2`, the branch of a repository. */
const UNPINNED =
  /^(?:[A-Za-z][\w.-]*(?:\[[\w,.-]*\])?(?:>=?[^,<=]+)?|git\+(?:https?|ssh):\/\/(?:[^/@]*@)?[^@]*)$/;

/** Steps that take whatever is newest when they run. */
export function seeUnpinned({ steps }: Scene): readonly Sighting[] {
  return steps
    .filter(({ isOwn, keyword }) => isOwn && keyword === 'RUN')
    .flatMap((step) => {
      const what = [...packageCommands(step).flatMap(unpinnedNames), ...unpinnedDownloads(step)];
      if (what.length === 0) return [];
      return sighting('image/unpinned-history', {
        bytes: 0,
        step,
        facts: { what: what.slice(0, NAMED), count: what.length },
      });
    });
}

function unpinnedNames({ manager, action, options, names }: PackageCommand): readonly string[] {
  const isGlobal = options.some((option) => option === '-g' || option === '--global');
  switch (manager) {
    case 'pip':
    case 'pip3':
      return action === 'install' ? names.filter((name) => UNPINNED.test(name)) : [];
    case 'npm':
    case 'pnpm':
      return /^(?:i|install|add)$/.test(action) && isGlobal ? names.filter((name) => !/.@\d/.test(name)) : [];
    case 'yarn':
      return action === 'global' && names[0] === 'add'
        ? names.slice(1).filter((name) => !/.@\d/.test(name))
        : [];
    case 'gem':
      return action === 'install' && !options.some((option) => /^(?:-v|--version)/.test(option))
        ? names.filter((name) => !/:\d/.test(name))
        : [];
    case 'go':
      return action === 'install' ? names.filter((name) => /@(?:latest|master|main)$/.test(name)) : [];
    case 'cargo':
      return action === 'install' && !options.some((option) => /^--(?:vers|git|path|locked)/.test(option))
        ? names.filter((name) => !name.includes('@'))
        : [];
    default:
      return [];
  }
}

/** Clones of a branch, downloads of what is called latest, scripts that go straight into a shell. */
function unpinnedDownloads({ text }: Step): readonly string[] {
  const commands = shellCommands(text);
  const isCheckedOut = commands.some(
    ({ program, words }) => program === 'git' && /^(?:checkout|reset|switch)$/.test(words[0] ?? ''),
  );
  return commands.flatMap(({ program, words }, at) => {
    const url = words.find((word) => /^(?:https?|git|ssh):\/\//.test(word)) ?? null;
    if (url === null) return [];
    if (program === 'git' && words[0] === 'clone') {
      const isPinned = isCheckedOut || words.some((word) => /^(?:-b|--branch|--revision)/.test(word));
      return isPinned ? [] : [`git clone ${url}`];
    }
    if (program !== 'curl' && program !== 'wget') return [];
    const isPiped =
      /^(?:sh|bash|python3?|node|perl)$/.test(commands[at + 1]?.program ?? '') && pipes(text, url);
    return isPiped ||
      FED.test(text.slice(Math.max(text.indexOf(url) - 300, 0), text.indexOf(url))) ||
      /\b(?:latest|master|main|HEAD|nightly)\b/.test(url)
      ? [url]
      : [];
  });
}

/** `sh -c "$(curl …`, `bash <(curl …`, up to the URL. */
const FED = /\b(?:(?:ba|da|z)?sh|source|eval|python3?)\b[^;&|()]*[<$]\((?:curl|wget)\b[^;&|()]*$/;

/** True when what follows a URL in the script is a pipe. */
function pipes(text: string, url: string): boolean {
  return /^[^;&|]*\|[^|]/.test(text.slice(text.indexOf(url) + url.length));
}
