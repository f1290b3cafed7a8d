/** Runs every benchmark, or those whose names are given: `npm run bench -- image`. */
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const SHARED = new Set(['run.mjs', 'measure.mjs', 'make-archive.mjs']);
const wanted = process.argv.slice(2);
const names = readdirSync(new URL('.', import.meta.url)).filter(
  (name) => name.endsWith('.mjs') && !SHARED.has(name),
);

console.log(`Node ${process.version}, ${cpus().length} processors; medians, everything in turn in one run.`);
for (const name of names.sort()) {
  if (wanted.length === 0 || wanted.includes(name.replace('.mjs', '')))
    await import(new URL(name, import.meta.url));
}
