import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  linkSync,
  lutimesSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** One entry of a vector's tree. */
export interface TreeEntry {
  readonly path: string;
  readonly type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'fifo' | 'socket' | 'char';
  readonly size?: number;
  readonly content?: string;
  readonly target?: string;
  readonly mode?: string;
  /** Seconds since 1970. */
  readonly mtime?: number;
  readonly major?: number;
  readonly minor?: number;
  readonly sparse?: boolean;
}

/** Paths alone: those that end in a slash are directories, the others files of one byte. */
export function plantPaths(
  root: string,
  paths: readonly string[],
  contents: Readonly<Record<string, string>>,
): void {
  for (const path of new Set([...paths, ...Object.keys(contents)])) {
    const full = `${root}/${path}`;
    mkdirSync(path.endsWith('/') ? full : dirname(full), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(full, contents[path] ?? 'x');
  }
}

/** Entries of every kind; modes and times come last, children before their directories. */
export function plantEntries(
  root: string,
  entries: readonly TreeEntry[],
  defaults: { readonly fileMode: string; readonly dirMode: string; readonly mtime: number },
): void {
  mkdirSync(root, { recursive: true });
  for (const entry of entries) plantEntry(root, entry);
  for (const entry of [...entries].reverse()) {
    const full = join(root, entry.path);
    if (entry.type === 'hardlink') continue;
    const mode = entry.mode ?? (entry.type === 'dir' ? defaults.dirMode : defaults.fileMode);
    if (entry.type !== 'symlink') chmodSync(full, Number.parseInt(entry.type === 'socket' ? '755' : mode, 8));
    const time = entry.mtime ?? defaults.mtime;
    // Node turns a time before 1970 into now.
    if (time < 0) execFileSync('touch', ['-h', '-d', `@${time}`, full]);
    else lutimesSync(full, time, time);
  }
}

function plantEntry(root: string, entry: TreeEntry): void {
  const full = join(root, entry.path);
  mkdirSync(dirname(full), { recursive: true });
  switch (entry.type) {
    case 'dir':
      mkdirSync(full, { recursive: true });
      return;
    case 'symlink':
      symlinkSync(entry.target!, full);
      return;
    case 'hardlink':
      linkSync(join(root, entry.target!), full);
      return;
    case 'fifo':
      execFileSync('mkfifo', [full]);
      return;
    case 'socket':
      plantSocket(full);
      return;
    case 'char':
      execFileSync('mknod', [full, 'c', String(entry.major), String(entry.minor)]);
      return;
    case 'file':
      plantFile(full, entry);
  }
}

function plantFile(full: string, { content, size = 0, sparse }: TreeEntry): void {
  if (!sparse) {
    writeFileSync(full, content ?? Buffer.alloc(size, 'x'));
    return;
  }
  const file = openSync(full, 'w');
  ftruncateSync(file, size);
  closeSync(file);
}

/** A server that is killed leaves its socket behind. */
function plantSocket(full: string): void {
  const server = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
  try {
    execFileSync(process.execPath, ['-e', server, full], { stdio: 'ignore' });
  } catch {
    // The signal is the expected end.
  }
}
