import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandSpec } from '../../src/cli/command-spec.ts';
import { DENIED_NETWORK } from '../support/denied-network.ts';
import { fixture } from '../support/fixtures.ts';
import { program } from '../support/program.ts';
import { plantTree } from '../support/tree.ts';
import { runThere, type Workplace, workplaceFor } from '../support/workplace.ts';

const lines = [
  ...commandSpec(program()).commands.flatMap(({ examples }) => examples),
  'plimsoll image app.tar --output json=report.json --output csv=report.csv',
  'plimsoll check --update-baseline',
  'plimsoll context --suggest --write',
];
/** System calls that make, change or remove files. */
const CALLS =
  'openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat';

/** What the line asks to be written, by name, below the working directory or the home. */
function askedFor(line: string, { cwd, home }: Workplace): readonly string[] {
  const named = [...line.matchAll(/--output \w+=(\S+)|> (\S+)/g)].map((match) => (match[1] ?? match[2])!);
  const implied = [
    ...(line.includes('plimsoll init') ? ['plimsoll.yaml'] : []),
    ...(line.includes('--update-baseline') ? ['plimsoll-baseline.json'] : []),
    ...(line.includes('--write') ? ['.dockerignore'] : []),
  ];
  return [...named, ...implied].map((name) => resolve(cwd, name.replace(/^~/, home)));
}

/** Every path below these directories with what can be told of it. */
function snapshot({ cwd, home, temporary }: Workplace): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    const stats = lstatSync(path);
    if (stats.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
    found.set(
      path,
      stats.isFile() ? digestOf(path) : stats.isSymbolicLink() ? readlinkSync(path) : `${stats.mode}`,
    );
  };
  for (const root of [cwd, home, temporary]) visit(root);
  return found;
}

function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function mayTrace(): boolean {
  return spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
}

/** Paths that a trace shows as written, made, renamed to or removed. */
function changedIn(trace: string, cwd: string): readonly string[] {
  const done = trace.split('\n').filter((call) => !/ = -1 /.test(call));
  const changing = done.filter(
    (call) => !/\bopen(at)?\(/.test(call) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(call),
  );
  return changing
    .flatMap((call) => [...call.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => resolve(cwd, match[1]!)))
    .filter((path) => !/^\/(dev|proc)\//.test(path));
}

describe('what a command does besides its job', () => {
  it('is noticed', () => {
    const place = workplaceFor('');
    const before = snapshot(place);
    runThere(place, 'echo > ~/left; rm compose.yaml; echo >> Dockerfile');
    expect(changes(before, snapshot(place)).map((path) => path.split('/').at(-1))).toEqual(
      expect.arrayContaining(['left', 'compose.yaml', 'Dockerfile']),
    );
  });

  it.each(lines)('is nothing, with %s: no network, no file that is not asked for', (line) => {
    const place = workplaceFor(line);
    runThere(place, 'true');
    const before = snapshot(place);
    const preload = join(plantTree({ 'deny.mjs': DENIED_NETWORK }), 'deny.mjs');
    const { code, out, err } = runThere(place, line, { NODE_OPTIONS: `--import=${preload}` });
    if (line.includes('plimsoll explore'))
      expect([code, err]).toEqual([2, expect.stringContaining('needs a terminal')]);
    else expect([0, 1], err).toContain(code);
    expect(out === '' && !/>|<\(|explore/.test(line)).toBe(false);
    expect(changes(before, snapshot(place))).toEqual([...askedFor(line, place)].sort());
  });

  it('is the cache for layers that had to be unpacked, and nothing without one', () => {
    const line = 'plimsoll image packed.tar';
    const place = workplaceFor('');
    copyFileSync(fixture('archives/modern/outputs/buildx-oci.tar'), join(place.cwd, 'packed.tar'));
    runThere(place, 'true');
    const before = snapshot(place);
    runThere(place, `${line} --no-cache`);
    expect(changes(before, snapshot(place))).toEqual([]);
    runThere(place, line);
    const kept = changes(before, snapshot(place));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter((path) => !`${path}/`.startsWith(join(place.home, '.cache/')))).toEqual([]);
  });

  it.skipIf(!mayTrace())('is nothing anywhere on the machine: no socket, no other file', () => {
    const trace = join(plantTree(), 'trace');
    for (const line of lines.filter((line) => !line.includes('--rev'))) {
      const place = workplaceFor(line);
      // What is counted here (npm run coverage) is not what the line does.
      const run = `NODE_V8_COVERAGE= strace -f -qq -e trace=${CALLS},socket,connect -o ${trace} ${line.replace(/.*(?=plimsoll )/, '').replace(/\).*$/, '')}`;
      runThere(place, line.includes('| ') ? `docker save app | ${run}` : run);
      const text = readFileSync(trace, 'utf8');
      expect(text).toContain('openat(');
      expect(text).not.toMatch(/socket\((?!AF_UNIX, SOCK_STREAM\|SOCK_CLOEXEC\|SOCK_NONBLOCK, 0\) = -1)/);
      const asked = askedFor(line, place);
      const beside = (path: string): boolean =>
        asked.some((file) => path.startsWith(realpathSync(resolve(file, '..'))));
      expect(changedIn(text, place.cwd).filter((path) => !asked.includes(path) && !beside(path))).toEqual([]);
    }
  });
});
