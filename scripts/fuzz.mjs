/**
 * `npm run fuzz -- --minutes N [--seed S]`: mutated archives, held to the laws of test/security/laws.ts, for as long as wanted. Broken cases
 * are kept in dist/fuzz/broken by their seed, which brings each of them back. Status 1 when there is one.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = join(root, 'dist/fuzz');
const [, , mode, ...rest] = process.argv;

if (mode === '--child') {
  const { runCases } = await import(join(bundle, 'long-run.js'));
  await runCases(rest[0], Number(rest[1]), Number(rest[2]));
} else {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
  });
  const isDependency = (id) => !id.startsWith('.') && !id.startsWith(root);
  await build({
    cwd: root,
    input: {
      'long-run': 'test/security/long-run.ts',
      'decoder-worker': 'src/archive/zstd/decoder-worker.ts',
    },
    platform: 'node',
    external: isDependency,
    output: { dir: bundle, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    logLevel: 'warn',
  });
  const { fuzzFor } = await import(join(bundle, 'long-run.js'));
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  const tally = await fuzzFor(Number(values.minutes), seed, root, join(bundle, 'broken'));
  process.exitCode = tally.broken + tally.hung > 0 || tally.peakKiB > 512 * 1024 ? 1 : 0;
}
