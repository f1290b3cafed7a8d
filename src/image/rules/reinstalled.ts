import { nameText } from '../../core/byte-text.ts';
import { KIND } from '../index/entry-kind.ts';
import { type PackageCommand, packageCommands } from './package-commands.ts';
import type { Scene } from './scene.ts';
import { shellCommands } from './shell-commands.ts';
import { type Sighting, sighting } from './sighting.ts';
import type { Step } from './steps.ts';

/** Files that say what is to be installed. */
const MANIFEST =
  /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|requirements[\w.-]*|pyproject\.toml|poetry\.lock|Pipfile(?:\.lock)?|uv\.lock|setup\.(?:py|cfg)|go\.(?:mod|sum)|Gemfile(?:\.lock)?|composer\.(?:json|lock)|Cargo\.(?:toml|lock)|pom\.xml|[\w.-]+\.csproj|mix\.(?:exs|lock))$/;

/** COPY of everything before dependencies are installed: each change of a source installs them anew. */
export function seeReinstalled(scene: Scene): readonly Sighting[] {
  const {
    steps,
    survey: { scans },
  } = scene;
  let copied: Step | null = null;
  for (const step of steps) {
    if (!step.isOwn) continue;
    if (bringsManifest(scene, step)) return [];
    if (bringsAll(step)) copied ??= step;
    const command = installCommand(step);
    if (command === null) continue;
    if (copied === null) return [];
    const { index } = scans[step.layer]!;
    const bytes = index.fileBytes;
    const facts = { install: command, copiedIn: copied.layer, copy: copied.instruction };
    return [sighting('image/dependencies-reinstalled', { bytes, step, facts })];
  }
  return [];
}

function copyWords({ keyword, text }: Step): readonly string[] {
  return keyword === 'COPY' || keyword === 'ADD'
    ? text.split(' ').filter((word) => !word.startsWith('--'))
    : [];
}

/** BuildKit keeps the names of what is copied; of the classic builder a file or several are told from a directory, and the layer has the names. */
function bringsManifest(scene: Scene, step: Step): boolean {
  const words = copyWords(step);
  return /^(?:file|multi):[0-9a-f]/.test(words[0] ?? '')
    ? storesManifest(scene, step)
    : words.slice(0, -1).some((word) => MANIFEST.test(word));
}

function bringsAll(step: Step): boolean {
  const words = copyWords(step);
  return (
    /^dir:[0-9a-f]/.test(words[0] ?? '') || words.slice(0, -1).some((word) => /^(?:\.\/?|\/)$/.test(word))
  );
}

function storesManifest({ survey: { stack } }: Scene, { layer }: Step): boolean {
  const { count, kind, node } = stack.entries.layers[layer]!;
  for (let at = 0; at < count; at++)
    if (kind[at] === KIND.file && MANIFEST.test(nameText(stack.names.nameBytes(node[at]!)))) return true;
  return false;
}

/** The command of a step that installs what a manifest names; null where none does. */
function installCommand(step: Step): string | null {
  const found = packageCommands(step).find(installsManifest);
  if (found !== undefined) return `${found.manager} ${found.action}`.trim();
  const other = step.keyword === 'RUN' ? shellCommands(step.text) : [];
  const manager = other.find(({ program, words: [action = ''] }) => OTHERS[program]?.test(action));
  return manager === undefined ? null : `${manager.program} ${manager.words[0]}`;
}

const OTHERS: Readonly<Record<string, RegExp>> = {
  poetry: /^install$/,
  pipenv: /^(?:install|sync)$/,
  uv: /^sync$/,
  bundle: /^install$/,
  bundler: /^install$/,
  composer: /^install$/,
  dotnet: /^restore$/,
  mix: /^deps\.get$/,
  cargo: /^fetch$/,
  mvn: /^dependency:/,
};

function installsManifest({ manager, action, names, options }: PackageCommand): boolean {
  switch (manager) {
    case 'npm':
      return action === 'ci' || (/^(?:i|install)$/.test(action) && names.length === 0);
    case 'pnpm':
    case 'bun':
      return /^(?:i|install)$/.test(action) && names.length === 0;
    case 'yarn':
      return action === '' || (action === 'install' && names.length === 0);
    case 'pip':
    case 'pip3':
      return (
        action === 'install' &&
        (options.some((option) => /^(?:-[re]|--requirement|--editable)/.test(option)) ||
          names.some((name) => /^\.(?:\/|\[|$)/.test(name)))
      );
    case 'go':
      return action === 'mod' && names[0] === 'download';
    default:
      return false;
  }
}
