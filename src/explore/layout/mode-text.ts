import type { NodeFacts } from '../subject/subject.ts';

const TYPES: Readonly<Record<NodeFacts['type'], string>> = {
  file: '-',
  hardlink: '-',
  directory: 'd',
  symlink: 'l',
  device: 'b',
  fifo: 'p',
};

/** `drwxr-xr-x`, with setuid, setgid and sticky bits, as ls writes it. */
export function modeText({ type, mode }: Pick<NodeFacts, 'type' | 'mode'>): string {
  const triple = (shift: number, special: boolean, sign: string): string => {
    const bits = mode >> shift;
    const can = (bits & 1) === 1;
    const last = special ? (can ? sign : sign.toUpperCase()) : can ? 'x' : '-';
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`;
  };
  return [
    TYPES[type],
    triple(6, (mode & 0o4000) !== 0, 's'),
    triple(3, (mode & 0o2000) !== 0, 's'),
    triple(0, (mode & 0o1000) !== 0, 't'),
  ].join('');
}
