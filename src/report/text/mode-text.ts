import type { ImageEntry } from '../../image/report.ts';

const TYPES: Readonly<Record<ImageEntry['type'], string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  hardlink: 'h',
  device: 'b',
  fifo: 'p',
};

/** `drwxr-xr-x`, with the letters of setuid, setgid and sticky as ls has them. */
export function modeText({ type, mode }: Pick<ImageEntry, 'type' | 'mode'>): string {
  const owner = triple(mode >> 6, (mode & 0o4000) !== 0, 's');
  const group = triple(mode >> 3, (mode & 0o2000) !== 0, 's');
  const others = triple(mode, (mode & 0o1000) !== 0, 't');
  return TYPES[type] + owner + group + others;
}

function triple(bits: number, isSpecial: boolean, letter: string): string {
  const runs = (bits & 1) !== 0;
  const last = isSpecial ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-';
  return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`;
}
