/**
 * Makes dist/plimsoll.mjs: the whole command line with its dependencies in one ES module, which runs with nothing but Node.
 * What the sources look up beside themselves is put into the file: texts as strings, worker threads as data URLs.
 */
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { licencesOf } from './licences.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FILE = 'dist/plimsoll.mjs';
const TEXT_BESIDE = /readFileSync\(\s*new URL\('([^']+)', import\.meta\.url\),\s*'utf8',?\s*\)/g;
const WORKER_BESIDE = /new URL\('(\.[^']+-worker)\.js', import\.meta\.url\)/g;
const OWN_REQUIRE = /^const require = createRequire\(import\.meta\.url\);$/m;

const MINIFY = {
  compress: { keepNames: { function: true, class: true } },
  mangle: { keepNames: true },
  codegen: true,
};

const { output } = await build({
  ...bundleOf(join(ROOT, 'bin/plimsoll.js')),
  plugins: [{ name: 'own-sources', resolveId: ownSources, transform: putInside }],
  output: { file: join(ROOT, FILE), codeSplitting: false, minify: MINIFY },
});
if (output.length !== 1) throw new Error(`${FILE} is to be the only file.`);
appendFileSync(join(ROOT, FILE), `/*\n${licencesOf(output).replaceAll('*/', '* /')}*/\n`);
console.log(`${FILE}: ${(statSync(join(ROOT, FILE)).size / 1e6).toFixed(2)} MB`);

function bundleOf(input) {
  return { cwd: ROOT, input, platform: 'node', logLevel: 'warn' };
}

/** The start script runs the build; here it is to run the sources. */
function ownSources(id) {
  return id.endsWith('dist/bundle/main.js') ? join(ROOT, 'src/cli/main.ts') : null;
}

async function putInside(code, id) {
  if (!id.startsWith(join(ROOT, 'src/'))) return null;
  const beside = (path) => join(dirname(id), path);
  const texts = code.replace(TEXT_BESIDE, (_, path) => JSON.stringify(readFileSync(beside(path), 'utf8')));
  const workers = new Map();
  for (const [, path] of texts.matchAll(WORKER_BESIDE))
    workers.set(path, await dataUrl(`${beside(path)}.ts`));
  const inside = texts
    .replace(WORKER_BESIDE, (_, path) => `new URL(${JSON.stringify(workers.get(path))})`)
    // Without a require of its own the file's packages are found, and put inside, by the bundler.
    .replace(OWN_REQUIRE, '');
  if (inside.includes('import.meta'))
    throw new Error(
      `${id} looks for a file beside itself in a way that scripts/single-file.mjs does not know.`,
    );
  return { code: inside };
}

async function dataUrl(worker) {
  const { output } = await build({
    ...bundleOf(worker),
    write: false,
    output: { codeSplitting: false, minify: MINIFY },
  });
  return `data:text/javascript;base64,${Buffer.from(output[0].code).toString('base64')}`;
}
