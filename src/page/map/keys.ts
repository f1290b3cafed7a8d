import type { Cell } from './layout.ts';

/** What a key does on the map: moves to another cell, opens the one it is on, or leaves the directory that is shown. */
export type Move = { readonly to: Cell } | 'open' | 'out' | null;

/** The arrow keys walk the tree: left and right among siblings, by size, down into a directory, up to it. */
export function moveOf(key: string, at: Cell, top: readonly Cell[]): Move {
  const siblings = at.parent?.inside ?? top;
  const place = siblings.indexOf(at);
  const to = (cell: Cell | null | undefined): Move =>
    cell === null || cell === undefined ? null : { to: cell };
  switch (key) {
    case 'ArrowRight':
      return to(siblings[place + 1]);
    case 'ArrowLeft':
      return to(siblings[place - 1]);
    case 'ArrowDown':
      return to(at.inside[0]);
    case 'ArrowUp':
      return to(at.parent);
    case 'Home':
      return to(siblings[0]);
    case 'End':
      return to(siblings.at(-1));
    case 'Enter':
    case ' ':
      return 'open';
    case 'Escape':
    case 'Backspace':
      return 'out';
    default:
      return null;
  }
}
