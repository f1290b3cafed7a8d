import { type ShellCommand, shellCommands } from './shell-commands.ts';
import type { Step } from './steps.ts';

/** One call of a package manager. */
export interface PackageCommand {
  readonly manager: string;
  /** `install`, `upgrade`, ...; empty when none is named. */
  readonly action: string;
  readonly options: readonly string[];
  /** What is installed. */
  readonly names: readonly string[];
}

/** Options whose value is the next word. */
const WITH_VALUE: Readonly<Record<string, ReadonlySet<string>>> = {
  apt: new Set(['-o', '-t', '-c', '--option', '--target-release', '--config-file']),
  apk: new Set(['-X', '-p', '-t', '--repository', '--root', '--virtual']),
  dnf: new Set(['-x', '-c', '-e', '-d']),
  pip: new Set([
    '-r',
    '-c',
    '-e',
    '-i',
    '-f',
    '-t',
    '--requirement',
    '--constraint',
    '--editable',
    '--index-url',
    '--extra-index-url',
    '--find-links',
    '--target',
    '--prefix',
    '--platform',
    '--trusted-host',
  ]),
  npm: new Set(['--prefix', '-C', '--registry', '--cache', '-w', '--workspace']),
  gem: new Set(['-v', '--version', '-i', '-n']),
  cargo: new Set([
    '--git',
    '--path',
    '--version',
    '--vers',
    '--root',
    '--features',
    '-F',
    '--tag',
    '--rev',
    '--branch',
    '--target',
    '-j',
  ]),
  go: new Set(['-tags', '-ldflags', '-o', '-mod', '-p']),
};
/** Programs that take the words of another. */
const SAME_AS: Readonly<Record<string, string>> = {
  ...{
    'apt-get': 'apt',
    aptitude: 'apt',
    yum: 'dnf',
    microdnf: 'dnf',
    tdnf: 'dnf',
    dnf5: 'dnf',
    pip3: 'pip',
    pip2: 'pip',
  },
  ...{ pnpm: 'npm', yarn: 'npm', bun: 'npm' },
};
const NO_VALUES: ReadonlySet<string> = new Set();

/** The calls of package managers in a RUN; none in other steps. */
export function packageCommands({
  keyword,
  text,
}: Pick<Step, 'keyword' | 'text'>): readonly PackageCommand[] {
  return keyword === 'RUN' ? shellCommands(text).flatMap(readCommand) : [];
}

function readCommand({ program, words }: ShellCommand): readonly PackageCommand[] {
  const isModule = /^python[\d.]*$/.test(program) && words[0] === '-m' && words[1] === 'pip';
  const manager = isModule || /^pip[\d.]+$/.test(program) ? 'pip' : program;
  const family = SAME_AS[manager] ?? manager;
  const withValue = WITH_VALUE[family] ?? NO_VALUES;
  const options: string[] = [];
  const names: string[] = [];
  const own = isModule ? words.slice(2) : words;
  for (let at = 0; at < own.length; at++) {
    const word = own[at]!;
    if (word.startsWith('-')) {
      options.push(word);
      if (withValue.has(word)) options.push(own[++at] ?? '');
    } else if (!/^\d?[<>]/.test(word)) names.push(word);
    else if (/^\d?[<>]+$/.test(word)) at++;
  }
  return [{ manager, action: names[0] ?? '', options, names: names.slice(1) }];
}

/** True for a step that brings all packages of its base up to date. */
export function upgradesSystem(step: Pick<Step, 'keyword' | 'text'>): boolean {
  return packageCommands(step).some(({ manager, action, names, options }) => {
    if (/^unattended-upgrades?$/.test(manager)) return true;
    switch (SAME_AS[manager] ?? manager) {
      case 'apt':
        return /^(?:dist-|full-|safe-)?upgrade$/.test(action);
      case 'apk':
        return action === 'upgrade';
      case 'dnf':
        return /^(?:update|upgrade|distro-sync)$/.test(action) && names.length === 0;
      case 'zypper':
        return /^(?:up|update|dup|dist-upgrade|patch)$/.test(action) && names.length === 0;
      case 'pacman':
        return options.some((option) => /^-Sy*u/.test(option));
      default:
        return false;
    }
  });
}
