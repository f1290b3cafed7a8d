import type { FoldedTree } from '../core/tree/folded-tree.ts';

/** How a report becomes text. Data formats (json, ...) ignore what concerns people only. */
export interface RenderOptions {
  /** ANSI colours. */
  readonly color?: boolean;
  /** Columns of the terminal; default 80. */
  readonly width?: number;
  /** Exact integers instead of human sizes. */
  readonly bytes?: boolean;
  readonly units?: 'si' | 'iec';
  /** Length of the ranked lists in text; 0 is all; default 10. */
  readonly top?: number;
  /** No characters beyond ASCII in borders and bars. */
  readonly ascii?: boolean;
  /** The most bytes of a markdown text; 0 or nothing: 65,536, as much as a comment holds. */
  readonly maxBytes?: number;
  /** What the map of a page shows, from `onTree` of an inspection; not given: what the report itself says of its paths. */
  readonly tree?: FoldedTree | null;
}

/** The same, with every default filled in. */
export type RenderStyle = Required<RenderOptions>;

/** Fills in the defaults. */
export function renderStyle(options: RenderOptions = {}): RenderStyle {
  return {
    color: options.color ?? false,
    width: options.width ?? 80,
    bytes: options.bytes ?? false,
    units: options.units ?? 'si',
    top: options.top ?? 10,
    ascii: options.ascii ?? false,
    maxBytes: options.maxBytes ?? 0,
    tree: options.tree ?? null,
  };
}

/** The first `top` of a ranked list; 0 is all. */
export function topOf<T>(list: readonly T[], style: RenderStyle): readonly T[] {
  return style.top === 0 ? list : list.slice(0, style.top);
}
