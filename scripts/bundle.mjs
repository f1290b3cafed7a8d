/**
 * Joins the sources into few files, dist/bundle/: what bin/plimsoll.js starts and what `import 'plimsoll'` loads share their chunks.
 * A run loads half a dozen files instead of more than a hundred, and is ready 40 ms earlier: see GROUPS. What a rarer command needs keeps
 * files of its own, loaded when it runs. Dependencies that nearly every run needs are put inside, which takes a quarter off its processor time; the others stay outside.
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
/**
 * Files of a run by name, each with the sources that it begins with and all that they import, but for what is in a file above it;
 * what images and contexts both import is in a file of its own. Finding, reading and linking a file costs as much as reading 20 kB more of one.
 */
const GROUPS = {
  start: ['cli/main.ts', 'cli/output/emit.ts'],
  layers: ['image/survey.ts'],
  image: ['inspect/image.ts'],
  early: ['inspect/context.ts'],
  context: ['inspect/examine/examine-context.ts'],
};
/** By module, the modules that it imports when it is loaded itself. */
const imports = new Map();
let groupOf = null;

const { output } = await build({
  cwd: root,
  plugins: [{ name: 'imports', moduleParsed: ({ id, importedIds }) => void imports.set(id, importedIds) }],
  preserveEntrySignatures: 'allow-extension',
  input: Object.fromEntries(
    ['cli/main.ts', 'index.ts', ...workers].map((file) => [basename(file, '.ts'), join('src', file)]),
  ),
  platform: 'node',
  external: isOutside,
  output: {
    dir: 'dist/bundle',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [...Object.keys(GROUPS), 'shared'].map((name) => ({
        name,
        test: (id) => {
          groupOf ??= groupModules();
          return groupOf.get(id) === name;
        },
      })),
    },
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

/** The group of each module that is in one. */
function groupModules() {
  const behind = Object.entries(GROUPS).map(([name, entries]) => [name, modulesBehind(entries)]);
  const groups = new Map();
  for (const [name, modules] of behind) {
    for (const module of modules) {
      const first = groups.get(module);
      const isShared = name === 'context' && (first === 'layers' || first === 'image');
      if (first === undefined || isShared) groups.set(module, isShared ? 'shared' : name);
    }
  }
  return groups;
}

/** Sources and all that they import. */
function modulesBehind(entries) {
  const found = new Set(entries.map((file) => join(root, 'src', file)));
  for (const module of found)
    for (const target of imports.get(module)) if (imports.has(target)) found.add(target);
  return found;
}

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
