import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixture } from './fixtures.ts';
import { archiveMembers } from './image-archive.ts';
import { madeImage } from './made-image.ts';
import { type LineResult, runLine } from './recipes.ts';
import { tarOf } from './tar.ts';
import { plantTree } from './tree.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BASE = [
  {
    by: 'ADD rootfs.tar /',
    files: { 'bin/': 0, 'bin/sh': 900, 'usr/': 0, 'usr/lib/': 0, 'usr/lib/libc.so': 4000 },
  },
  { by: 'CMD ["sh"]', files: { 'etc/passwd': 30 } },
  { by: 'RUN apt-get update', files: { 'var/lib/apt/lists/main': 3000 } },
  { by: 'RUN rm -rf /var/lib/apt/lists', files: { 'var/lib/apt/.wh.lists': 0 } },
];
const APP = [
  ...BASE,
  { by: 'COPY . /app', files: { 'app/': 0, 'app/index.js': 500, 'usr/lib/libc.so': 4000 } },
  { by: 'RUN touch /app/index.js', files: { 'app/index.js': 501 } },
];
const CONTEXT = {
  Dockerfile: 'FROM scratch\nCOPY . /\n',
  '.dockerignore': 'node_modules\n*.log\n',
  'src/index.ts': 'export {};\n',
  'app.log': 'x',
};
const DIRECTORIES = ['app', 'old', 'new'];

/** Directories of a run: where it works, its home, and its temporary files. */
export interface Workplace {
  readonly cwd: string;
  readonly home: string;
  readonly temporary: string;
}

/**
 * A place in which a documented command line finds all that it names: build contexts, archives called as it calls them,
 * a configuration unless it writes one, and the package under its name.
 */
export function workplaceFor(line: string): Workplace {
  const contexts = ['.', ...DIRECTORIES].flatMap((directory) =>
    Object.entries(CONTEXT).map(([name, text]) => [join(directory, name), text] as const),
  );
  const cwd = plantTree({
    ...Object.fromEntries(contexts),
    'compose.yaml': 'services: { web: { build: ./app }, api: { build: ./new } }\n',
    '.dive-ci': 'rules:\n  lowestEfficiency: 0.9\n',
    ...(line.includes('plimsoll init')
      ? {}
      : { 'plimsoll.yaml': 'contexts: [{ path: ., budgets: [{ total: 1MB }] }]\n' }),
  });
  for (const [, archive] of line.matchAll(/(?<![\w=/.-])([\w./-]*[\w-]\.tar)\b/g))
    plantArchive(cwd, archive!);
  if (line.includes('oci/')) {
    mkdirSync(join(cwd, 'oci'));
    execFileSync('tar', [
      '-xf',
      fixture('archives/modern/fleet-c8d/docker29-c8d-1-both.tar'),
      '-C',
      join(cwd, 'oci'),
    ]);
  }
  if (line.includes('*.tar')) plantArchive(cwd, 'build/app.tar');
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(ROOT, join(cwd, 'node_modules/plimsoll'), 'dir');
  if (line.includes('--rev')) commitSome(cwd);
  const home = plantTree({ '.zsh/functions/': '', '.config/fish/completions/': '' });
  return { cwd, home, temporary: plantTree() };
}

/** Makes the place a git checkout, some of which is tracked. */
function commitSome(cwd: string): void {
  const git = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...git, 'init', '--quiet'], { cwd });
  execFileSync('git', [...git, 'add', '--force', 'Dockerfile', '.dockerignore', 'src'], { cwd });
  execFileSync('git', [...git, 'commit', '--quiet', '-m', 'first'], { cwd });
}

function plantArchive(cwd: string, name: string): void {
  mkdirSync(join(cwd, name, '..'), { recursive: true });
  if (name === 'save.tar') {
    writeFileSync(join(cwd, name), severalImages());
    return;
  }
  const isEarlier = /old|base|main|previous/.test(name);
  madeImage(isEarlier ? BASE : APP, join(cwd, name));
}

/** What `docker save app:1 app:2 app:3` leaves. */
function severalImages(): Buffer {
  const images = ['app:1', 'app:2', 'app:3'].map((tag) =>
    archiveMembers({ layers: [tarOf({ name: 'etc/release', body: tag })], tags: [tag] }),
  );
  const manifests = images.flatMap((members) => JSON.parse(String(members.at(-1)!.body)) as unknown[]);
  const blobs = images.flatMap((members) => members.slice(0, -1));
  return tarOf(...blobs, { name: 'manifest.json', body: JSON.stringify(manifests) });
}

/** Runs the line there. */
export function runThere(
  { cwd, home, temporary }: Workplace,
  line: string,
  env: Readonly<Record<string, string>> = {},
): LineResult {
  return runLine(line, cwd, { HOME: home, TMPDIR: temporary, LC_ALL: 'C.UTF-8', ...env });
}
