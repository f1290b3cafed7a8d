import type { KeyName } from './keys.ts';

/** The parts of the screen that can have the focus, in the order of their numbers. */
export const PANES = ['layers', 'tree', 'details', 'waste'] as const;
/** One of {@link PANES}. */
export type Pane = (typeof PANES)[number];

/** What a key can do on the main screen. */
export type Action =
  | 'quit'
  | 'suspend'
  | 'help'
  | 'escape'
  | 'next-pane'
  | 'previous-pane'
  | 'layers'
  | 'tree'
  | 'details'
  | 'waste'
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'open'
  | 'expand'
  | 'collapse'
  | 'toggle'
  | 'collapse-all'
  | 'search'
  | 'next-match'
  | 'previous-match'
  | 'filter'
  | 'next-view'
  | 'view-layer'
  | 'view-upTo'
  | 'split'
  | 'sort'
  | 'measure'
  | 'attributes'
  | 'toggle-added'
  | 'toggle-removed'
  | 'toggle-modified'
  | 'toggle-unmodified'
  | 'next-layer'
  | 'previous-layer'
  | 'copy'
  | 'copy-instruction'
  | 'save'
  | 'export';

/** Keys that do the same, where they do it, and what the help says of them. */
export interface Binding {
  readonly action: Action;
  readonly keys: readonly KeyName[];
  /** Everywhere, if not given. */
  readonly pane?: Pane;
  readonly help: string;
  /** Of no use without layers. */
  readonly needs?: 'layers';
}

/** Every key of the main screen; a binding of one pane goes before one for all. dive's keys and vim's are both here. */
export const BINDINGS: readonly Binding[] = [
  { action: 'next-pane', keys: ['tab'], help: 'next pane' },
  { action: 'previous-pane', keys: ['shift+tab'], help: 'previous pane' },
  { action: 'layers', keys: ['1'], help: 'layers', needs: 'layers' },
  { action: 'tree', keys: ['2'], help: 'tree' },
  { action: 'details', keys: ['3'], help: 'details' },
  { action: 'waste', keys: ['4', 'w'], help: 'waste', needs: 'layers' },
  { action: 'down', keys: ['j', 'down'], help: 'down' },
  { action: 'up', keys: ['k', 'up'], help: 'up' },
  { action: 'page-down', keys: ['d', 'pgdn'], help: 'a page down' },
  { action: 'page-up', keys: ['u', 'pgup'], help: 'a page up' },
  { action: 'first', keys: ['g', 'home'], help: 'first row' },
  { action: 'last', keys: ['G', 'end'], help: 'last row' },
  { action: 'next-layer', keys: [']'], help: 'next layer', needs: 'layers' },
  { action: 'previous-layer', keys: ['['], help: 'previous layer', needs: 'layers' },
  { action: 'open', keys: ['enter'], help: 'open file or directory' },
  { action: 'expand', keys: ['l', 'right'], help: 'unfold a directory', pane: 'tree' },
  { action: 'collapse', keys: ['h', 'left'], help: 'fold it; go up', pane: 'tree' },
  { action: 'toggle', keys: ['space', ' '], help: 'fold or unfold', pane: 'tree' },
  { action: 'collapse-all', keys: ['-', 'ctrl+space'], help: 'fold all', pane: 'tree' },
  { action: 'search', keys: ['/'], help: 'search all paths' },
  { action: 'next-match', keys: ['n'], help: 'next match' },
  { action: 'previous-match', keys: ['N'], help: 'previous match' },
  { action: 'filter', keys: ['f', 'ctrl+f', 'ctrl+/'], help: 'filter the tree' },
  { action: 'toggle-added', keys: ['ctrl+a'], help: 'hide or show added', pane: 'tree' },
  { action: 'toggle-removed', keys: ['ctrl+r'], help: 'hide or show removed', pane: 'tree' },
  { action: 'toggle-modified', keys: ['m', 'ctrl+m'], help: 'hide or show modified', pane: 'tree' },
  { action: 'toggle-unmodified', keys: ['ctrl+u'], help: 'hide or show unchanged', pane: 'tree' },
  { action: 'view-layer', keys: ['ctrl+l'], help: 'tree: this layer alone', pane: 'layers', needs: 'layers' },
  { action: 'view-upTo', keys: ['ctrl+a'], help: 'tree: up to this layer', pane: 'layers', needs: 'layers' },
  { action: 'next-view', keys: ['v'], help: 'this layer, up to it, final', needs: 'layers' },
  { action: 'split', keys: ['s'], help: 'split: layer over tree', needs: 'layers' },
  { action: 'sort', keys: ['o', 'ctrl+o'], help: 'sort by size or name' },
  { action: 'measure', keys: ['S'], help: 'net change or stored', needs: 'layers' },
  { action: 'attributes', keys: ['b', 'ctrl+b'], help: 'modes and owners' },
  { action: 'copy', keys: ['y'], help: 'copy the path' },
  { action: 'copy-instruction', keys: ['Y'], help: 'copy the instruction', needs: 'layers' },
  { action: 'save', keys: ['x', 'ctrl+e'], help: 'save the file here' },
  { action: 'export', keys: ['e'], help: 'export what is listed' },
  { action: 'escape', keys: ['esc'], help: 'end search, filter, split' },
  { action: 'help', keys: ['?'], help: 'this help' },
  { action: 'suspend', keys: ['ctrl+z'], help: 'to the shell; fg comes back' },
  { action: 'quit', keys: ['q', 'ctrl+c'], help: 'quit' },
];

/** What a key does while a pane has the focus; null for nothing. */
export function actionOf(key: KeyName, focus: Pane): Action | null {
  const here = BINDINGS.filter(({ keys, pane }) => keys.includes(key) && (pane ?? focus) === focus);
  return (here.find(({ pane }) => pane !== undefined) ?? here[0])?.action ?? null;
}
