/** The licences of the packages whose code a bundle holds, as their terms ask. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))[\\/]/;

/** One text for the chunks that rolldown wrote; throws where a package has no licence file. */
export function licencesOf(output) {
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds);
  const packages = new Map(modules.flatMap((id) => (PACKAGE.test(id) ? [PACKAGE.exec(id).slice(1)] : [])));
  return [...packages]
    .map(([directory, name]) => `${name}\n\n${licenceIn(directory).trim()}\n`)
    .sort()
    .join('\n---\n\n');
}

function licenceIn(directory) {
  const file = readdirSync(directory).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${directory} has no licence file.`);
  return readFileSync(join(directory, file), 'utf8');
}
