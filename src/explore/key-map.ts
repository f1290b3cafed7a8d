import type { KeyName } from './keys.ts';

/** The parts of the screen that can have the focus, in the order of their numbers. */
export const PANES = ['layers', 'tree', 'details', 'waste'] as const;
/** One of {@link PANES}. */
export type Pane = (typeof PANES)[number];

/** What a key can do on the main screen. */
export type Action =
  | 'quit'
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
}

/** Every key of the main screen; a binding of one pane goes before one for all. dive's keys and vim's are both here. */
export const BINDINGS: readonly Binding[] = [
  { action: 'next-pane', keys: ['tab'], help: 'next pane' },
  { action: 'previous-pane', keys: ['shift+tab'], help: 'previous pane' },
  { action: 'layers', keys: ['1'], help: 'layers' },
  { action: 'tree', keys: ['2'], help: 'tree' },
  { action: 'details', keys: ['3'], help: 'details' },
  { action: 'waste', keys: ['4', 'w'], help: 'waste: what is stored and hidden' },
  { action: 'down', keys: ['down', 'j'], help: 'down' },
  { action: 'up', keys: ['up', 'k'], help: 'up' },
  { action: 'page-down', keys: ['pgdn', 'd'], help: 'a page down' },
  { action: 'page-up', keys: ['pgup', 'u'], help: 'a page up' },
  { action: 'first', keys: ['g', 'home'], help: 'first row' },
  { action: 'last', keys: ['G', 'end'], help: 'last row' },
  { action: 'next-layer', keys: [']'], help: 'next layer, from any pane' },
  { action: 'previous-layer', keys: ['['], help: 'previous layer' },
  { action: 'open', keys: ['enter'], help: 'open: file, directory, place of waste' },
  { action: 'expand', keys: ['right', 'l'], help: 'unfold a directory', pane: 'tree' },
  { action: 'collapse', keys: ['left', 'h'], help: 'fold it, or go to the parent', pane: 'tree' },
  { action: 'toggle', keys: ['space', ' '], help: 'fold or unfold', pane: 'tree' },
  { action: 'collapse-all', keys: ['ctrl+space', '-'], help: 'fold all', pane: 'tree' },
  { action: 'search', keys: ['/'], help: 'search all paths as you type' },
  { action: 'next-match', keys: ['n'], help: 'next match' },
  { action: 'previous-match', keys: ['N'], help: 'previous match' },
  { action: 'filter', keys: ['ctrl+f', 'ctrl+/', 'f'], help: 'filter by name, size, layer, state' },
  { action: 'toggle-added', keys: ['ctrl+a'], help: 'show or hide what is added', pane: 'tree' },
  { action: 'toggle-removed', keys: ['ctrl+r'], help: '… removed', pane: 'tree' },
  { action: 'toggle-modified', keys: ['m', 'ctrl+m'], help: '… modified', pane: 'tree' },
  { action: 'toggle-unmodified', keys: ['ctrl+u'], help: '… unmodified', pane: 'tree' },
  { action: 'view-layer', keys: ['ctrl+l'], help: 'tree: what this layer did', pane: 'layers' },
  { action: 'view-upTo', keys: ['ctrl+a'], help: 'tree: all up to this layer', pane: 'layers' },
  { action: 'next-view', keys: ['v'], help: 'this layer, up to it, final' },
  { action: 'split', keys: ['s'], help: 'split: this layer above the tree so far' },
  { action: 'sort', keys: ['o', 'ctrl+o'], help: 'sort by size or name' },
  { action: 'measure', keys: ['S'], help: 'layers: net change or stored bytes' },
  { action: 'attributes', keys: ['b', 'ctrl+b'], help: 'modes and owners' },
  { action: 'copy', keys: ['y'], help: 'copy the path to the clipboard' },
  { action: 'copy-instruction', keys: ['Y'], help: 'copy the instruction' },
  { action: 'save', keys: ['x', 'ctrl+e'], help: 'save the file here, under a free name' },
  { action: 'export', keys: ['e'], help: 'export what the pane lists' },
  { action: 'escape', keys: ['esc'], help: 'leave search, then filter' },
  { action: 'help', keys: ['?'], help: 'this help' },
  { action: 'quit', keys: ['q', 'ctrl+c'], help: 'quit' },
];

/** What a key does while a pane has the focus; null for nothing. */
export function actionOf(key: KeyName, focus: Pane): Action | null {
  const here = BINDINGS.filter(({ keys, pane }) => keys.includes(key) && (pane ?? focus) === focus);
  return (here.find(({ pane }) => pane !== undefined) ?? here[0])?.action ?? null;
}
