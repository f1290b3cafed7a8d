import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planLanes } from '../../../src/context/plan/plan.ts';
import { readBackwards } from '../../../src/context/read-ahead/read-backwards.ts';
import type { ReadAheadTask, ReadPart } from '../../../src/context/read-ahead/read-part.ts';
import {
  createReadStore,
  forget,
  hasPassed,
  statsIn,
  takePart,
  turnTo,
} from '../../../src/context/read-ahead/read-store.ts';
import type { Visited } from '../../../src/context/walk/entry.ts';
import { createJudge } from '../../../src/context/walk/judge.ts';
import { beginWalk, type ReadAhead, stepWalk } from '../../../src/context/walk/walk.ts';
import type { inspectContext } from '../../../src/inspect/context.ts';
import { plantTree } from '../../support/tree.ts';

/** Workers run from what is built. */
const DIST = new URL('../../../dist/inspect/context.js', import.meta.url).href;
const built = (await import(DIST)) as { readonly inspectContext: typeof inspectContext };

/** Deep, flat, excluded and odd parts. */
function plantMixed(): string {
  const root = plantTree({ '.dockerignore': 'skipped\nflat/f1*\nmixed\n!mixed/7/keep\n**/*.tmp\n' });
  for (let n = 0; n < 1500; n++) plant(`${root}/flat/f${n}`, n);
  for (let n = 0; n < 40; n++) {
    for (let m = 0; m < 12; m++)
      plant(`${root}/mixed/${n}/${m % 5 === 0 ? 'keep' : `part ${m}`}/é${m}.tmp`, m);
    plant(`${root}/skipped/${n}/file`, n);
    plant(`${root}/deep/${'d/'.repeat(n)}leaf`, n);
  }
  linkSync(`${root}/flat/f2`, `${root}/deep/second-name`);
  linkSync(`${root}/flat/f2`, `${root}/a-first-name`);
  symlinkSync('flat', `${root}/link`);
  writeFileSync(Buffer.concat([Buffer.from(`${root}/deep/bad-`), Buffer.from([0xff, 0xfe])]), 'x');
  return root;
}

function taskFor(root: string): ReadAheadTask {
  const place = { root, dockerfile: null, dockerfileText: null, ignoreFile: null };
  const frames = [{ path: '', next: 0 }];
  return { place, shown: 'buildkit', measureExcluded: false, frames, stop: new SharedArrayBuffer(4) };
}

function plant(file: string, size: number): void {
  mkdirSync(file.slice(0, file.lastIndexOf('/')), { recursive: true });
  writeFileSync(file, 'x'.repeat(size % 97));
}

describe('a second thread', () => {
  it.each([{}, { measureExcluded: true }, { walk: 'classic' } as const])(
    'changes nothing in the report: %j',
    async (options) => {
      const root = plantMixed();
      const one = await built.inspectContext(root, { ...options, list: true, top: 0, threads: 1 });
      for (let run = 0; run < 5; run++) {
        const two = await built.inspectContext(root, { ...options, list: true, top: 0, threads: 2 });
        expect(two).toEqual(one);
      }
    },
  );

  it('helps with a large context without being asked', async () => {
    const root = plantTree();
    for (let n = 0; n < 20_000; n++) plant(`${root}/${n % 200}/${n}`, n);
    const one = await built.inspectContext(root, { list: true, threads: 1 });
    expect(await built.inspectContext(root, { list: true })).toEqual(one);
  });
});

/** All that a walk tells, as text, with the help of what was read before. */
function eventsOf(root: string, ahead: ReadAhead | null): readonly string[] {
  const events: string[] = [];
  const plan = planLanes({ root, dockerfile: null, dockerfileText: null, ignoreFile: null }, 'buildkit');
  const note =
    (what: string) =>
    (entry: { readonly path: string } | string): void => {
      events.push(`${what} ${typeof entry === 'string' ? entry : JSON.stringify(entry)}`);
    };
  const sink = {
    visit: note('visit'),
    enter: note('enter'),
    leave: note('leave'),
    refuse: note('refuse'),
    vanish: note('vanish'),
  };
  const announce = (entry: Visited, lanes: number): void => note(`announce ${lanes}`)(entry.path);
  const visit = ({ disk: _, stats: { mode, size, mtimeMs, nlink, rdev }, ...entry }: Visited): void =>
    note('visit')({ ...entry, ...{ mode, size, mtimeMs, nlink, rdev } });
  const named = (what: string) => (entry: Visited) => note(what)(entry.path);
  const walk = beginWalk(
    root,
    createJudge(plan.lanes, plan.shown, () => expect.unreachable()),
    {
      ...sink,
      visit,
      announce,
      enter: named('enter'),
      leave: named('leave'),
      fail: () => expect.unreachable(),
    },
    { measureExcluded: false },
  );
  walk.ahead = ahead;
  while (stepWalk(walk));
  return events;
}

describe('a walk with things read ahead', () => {
  it('tells the same, however much was read', () => {
    const root = plantMixed();
    const parts: ReadPart[] = [];
    readBackwards(taskFor(root), (part) => parts.push(part));
    const alone = eventsOf(root, null);
    expect(parts.length).toBeGreaterThan(40);
    for (const share of [0.01, 0.3, 0.5, 0.9, 1]) {
      const store = createReadStore();
      let hits = 0;
      for (const part of parts.slice(0, Math.ceil(share * parts.length))) takePart(store, part);
      const events = eventsOf(root, {
        names: (directory) => turnTo(store, directory),
        stats: (directory, index) => {
          if (directory !== store.directory) turnTo(store, directory);
          const stats = statsIn(store, index);
          if (stats !== null) hits++;
          return stats;
        },
        forget: (directory) => forget(store, directory),
      });
      expect(events).toEqual(alone);
      expect(hits).toBeGreaterThan(share === 1 ? 1500 : 0);
      expect(store.known.size).toBe(0);
    }
  });

  it('knows when all that follows is read', () => {
    const store = createReadStore();
    const passed = (newest: string, directory: string): boolean => hasPassed({ ...store, newest }, directory);
    expect([passed('x', 'x/a'), passed('x/b', 'x/a'), passed('', 'a')]).toEqual([false, false, false]);
    expect([passed('x/a', 'x/b'), passed('x/a', 'x-y'), passed('x-y', 'x/a')]).toEqual([true, true, false]);
  });
});

describe('reading backwards', () => {
  it('begins at the end, and never looks into what the rules skip', () => {
    const parts: ReadPart[] = [];
    readBackwards(
      taskFor(plantTree({ '.dockerignore': 'b\n', 'a/x': '', 'a/y/z': '', 'b/x': '', 'c/x': '' })),
      (part) => parts.push(part),
    );
    expect(parts.map((part) => part.directory)).toEqual(['', 'c', 'a', 'a/y']);
    expect(parts[2]!.names).toBe('x/y');
  });

  it('hands a large directory over in chunks, the last one first, its names once', () => {
    const root = plantTree();
    for (let n = 0; n < 1100; n++) writeFileSync(`${root}/${String(n).padStart(4, '0')}`, '');
    const parts: ReadPart[] = [];
    readBackwards({ ...taskFor(root), frames: [{ path: '', next: 600 }] }, (part) => parts.push(part));
    expect(parts.map(({ chunk, names }) => [chunk, names])).toEqual([
      [2, null],
      [1, null],
    ]);
  });

  it('stops when it is told to', () => {
    const stopped = taskFor(plantTree({ a: '' }));
    new Int32Array(stopped.stop)[0] = 1;
    readBackwards(stopped, () => expect.unreachable());
  });
});
