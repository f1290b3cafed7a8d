import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readText } from '../files/read-small.ts';
import { isRepositoryRoot } from '../files/repository.ts';

/** The most that a configuration file may weigh. */
export const MAX_CONFIG_BYTES: number = 8 * 2 ** 20;

const NAMES = [
  'plimsoll.yaml',
  '.plimsoll.yaml',
  'plimsoll.yml',
  '.plimsoll.yml',
  'plimsoll.json',
  '.plimsoll.json',
];
const MANIFEST = 'package.json';

/** A configuration that was looked for and found. */
export interface FoundConfig {
  /** As a path from where the search began. */
  readonly file: string;
  /** Others in the same directory, which are not read. */
  readonly shadowed: readonly string[];
}

/** The configuration of a directory: its own or that of the nearest parent, up to the root of the repository; null when there is none. */
export function discoverConfig(directory: string): FoundConfig | null {
  for (let at = directory; ; at = join(at, '..')) {
    const [file, ...shadowed] = candidatesIn(at);
    if (file !== undefined) return { file, shadowed };
    const here = resolve(at);
    if (isRepositoryRoot(here) || dirname(here) === here) return null;
  }
}

/** Where in the document of that file the configuration is. */
export function documentPath(file: string): readonly string[] {
  return /(^|[\\/])package\.json$/.test(file) ? ['plimsoll'] : [];
}

function candidatesIn(directory: string): readonly string[] {
  const files = NAMES.map((name) => join(directory, name)).filter(isFile);
  const manifest = join(directory, MANIFEST);
  return isFile(manifest) && hasKey(manifest) ? [...files, manifest] : files;
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A damaged manifest that names us is read later, so that the damage is reported. */
function hasKey(manifest: string): boolean {
  const text = readText(manifest, 'The manifest', MAX_CONFIG_BYTES);
  if (!text.includes('"plimsoll"')) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'plimsoll');
  } catch {
    return true;
  }
}
