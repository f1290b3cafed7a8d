/**
 * Joins the sources into few files, dist/bundle/: what bin/plimsoll.js starts and what `import 'plimsoll'` loads share their chunks.
 * A run loads a dozen files instead of more than a hundred, and is ready 30 ms earlier. Each command keeps its own file, loaded when it
 * runs. Dependencies that nearly every run needs are put inside, which takes a quarter off its processor time; the others stay outside.
 * dist/types/ has the declarations that the library's users can reach, and no others.
 */
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const INSIDE = ['cli-table3', 'commander', 'ignore', 'picocolors', 'pretty-bytes'];
/** Of what our own sources import; what a package inside imports is inside, too. */
const isOutside = (id, importer) =>
  id.startsWith('node:') ||
  (importer?.startsWith(join(root, 'src')) && !isAbsolute(id) && !/^[.#]/.test(id) && !INSIDE.includes(id));
/** Worker threads start from files of their own, beside the file that starts them. */
const workers = readdirSync(join(root, 'src'), { recursive: true }).filter((file) =>
  file.endsWith('-worker.ts'),
);

const { output } = await build({
  cwd: root,
  input: Object.fromEntries(
    ['cli/main.ts', 'index.ts', ...workers].map((file) => [basename(file, '.ts'), join('src', file)]),
  ),
  platform: 'node',
  external: isOutside,
  output: {
    dir: 'dist/bundle',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    // Names of functions stay, so that a stack trace in a bug report can be read.
    minify: {
      compress: { keepNames: { function: true, class: true } },
      mangle: { keepNames: true },
      codegen: true,
    },
  },
});

writeFileSync(join(root, 'dist/bundle/LICENSES.txt'), licencesOf(output));
for (const file of declarationsBehind('index.d.ts'))
  cpSync(join(root, 'dist', file), join(root, 'dist/types', file));

/** A declaration file and all that it imports, as paths below dist/. */
function declarationsBehind(entry) {
  const found = new Set([entry]);
  for (const file of found) {
    const text = readFileSync(join(root, 'dist', file), 'utf8');
    for (const [, target] of text.matchAll(/(?:\bfrom|\bimport\() ?'(\.[^']+)\.[jt]s'/g))
      found.add(join(dirname(file), `${target}.d.ts`));
  }
  return found;
}
