import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What `npm pack` says of the package. */
export interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Packs this checkout as it is built into `directory`. */
export function pack(directory: string): Packed {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', directory];
  const text = execFileSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const [packed] = JSON.parse(text) as readonly Packed[];
  return packed!;
}

/**
 * Unpacks the package into `node_modules` of a project, beside links to its declared dependencies and nothing else: what npm would
 * install, without a registry.
 */
export function installPacked(project: string, archive: string): string {
  const modules = join(project, 'node_modules');
  const home = join(modules, 'plimsoll');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', home, '--strip-components=1']);
  const { dependencies } = manifestOf(home);
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  return home;
}

/** What package.json says. */
export function manifestOf(directory: string = ROOT): {
  readonly version: string;
  readonly bin: { readonly plimsoll: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
} {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
}
