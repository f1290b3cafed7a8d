/**
 * Mutation testing: changes the sources in small ways, one at a time, and counts the changes that no test notices.
 * `npm run mutation` takes every room, `npm run mutation -- budget` one. Survivors are listed, and are in coverage/mutation-ROOM.json.
 */
import { spawnSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/**
 * Room -> what is changed, and the quick tests that have to notice. A spawned command line would run the build, not the mutant.
 * What is computed once, on import, is tried with every test of the room, which image leaves out.
 */
const ROOMS = {
  ignore: {
    mutate: ['src/ignore/**/*.ts'],
    tests: ['test/ignore/**/*.test.ts'],
  },
  image: {
    flags: ['--ignoreStatic'],
    mutate: [
      'stack/*',
      'waste/*',
      'index/name-tree',
      'index/names',
      'index/node-table',
      'index/path-order',
      'bodies/compare-rewrites',
      'layer-facts',
      'align-layers',
      'ranking',
    ].map((name) => `src/image/${name}.ts`),
    tests: [
      'test/image/{stack,waste,index,history}/*.test.ts',
      'test/image/{align-layers,ranking}.test.ts',
      'test/properties/stack.test.ts',
    ],
  },
  budget: {
    mutate: ['src/budget/**/*.ts'],
    tests: ['test/budget/**/*.test.ts'],
  },
};

const asked = process.argv.slice(2);
const unknown = asked.filter((room) => !Object.hasOwn(ROOMS, room));
if (unknown.length > 0)
  throw new Error(`The rooms are ${Object.keys(ROOMS).join(', ')}, not ${unknown.join(', ')}.`);

for (const room of asked.length > 0 ? asked : Object.keys(ROOMS)) {
  const { mutate, tests, flags = [] } = ROOMS[room];
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate.join(','), ...flags], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TESTS: tests.join(' ') },
  });
  if (status !== 0) process.exitCode = 1;
  else renameSync(join(ROOT, 'coverage/mutation.json'), join(ROOT, `coverage/mutation-${room}.json`));
}
