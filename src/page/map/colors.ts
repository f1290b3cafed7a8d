import { SIGNS } from '../../report/diff/signs.ts';
import type { AnyPageReport } from '../../report/html/page-data.ts';
import { instructionText } from '../../report/image/steps.ts';
import { printable } from '../../report/text/printable.ts';
import { shareText } from '../../report/text/size-text.ts';
import type { TreeNode } from '../tree.ts';

/** One colour of the map and what it stands for; `tag` is its letter or number, so that no meaning rests on colour alone. */
export interface Key {
  readonly style: string;
  readonly tag: string;
  readonly text: string;
}

/** A way to colour the map. */
export interface Coloring {
  readonly label: string;
  readonly keyOf: (node: TreeNode) => Key | null;
  /** In the order of the legend. */
  readonly keys: readonly Key[];
}

const COLORS = 8;

/** The colour of a layer, the same everywhere on the page. */
export function layerStyle(index: number): string {
  return `c${index % COLORS}`;
}

/** The ways to colour a report's map, the first one shown first. */
export function colorings(report: AnyPageReport): readonly Coloring[] {
  switch (report.kind) {
    case 'image':
      return [byLayer(report.layers), byState('State', IMAGE_STATES), byWaste()];
    case 'context':
      return [byState('State', CONTEXT_STATES), byDirectory()];
    case 'diff':
      return [byState('State', DIFF_STATES)];
    case 'check':
      return [];
  }
}

function byLayer(
  layers: readonly { readonly index: number; readonly instruction: string | null }[],
): Coloring {
  const keys = layers.map(
    ({ index, instruction }): Key => ({
      style: layerStyle(index),
      tag: String(index),
      text: `layer ${index}: ${instructionText(instruction ?? '')}`,
    }),
  );
  return { label: 'Layer', keys, keyOf: ({ layer }) => keys[layer] ?? null };
}

type States = readonly (readonly [letter: string, style: string, text: string])[];

const IMAGE_STATES: States = [
  ['A', 'c0', 'added: nothing was here before'],
  ['M', 'c1', 'modified: replaces other content'],
  ['I', 'c2', 'the same content stored again'],
  ['D', 'gone', 'hidden: no longer in the final tree'],
];
const CONTEXT_STATES: States = [
  ['S', 'c0', 'sent'],
  ['G', 'c1', 'sent, though git ignores it'],
  ['E', 'c2', 'arrives empty'],
  ['L', 'c6', 'lost: re-included below a skipped directory'],
  ['X', 'gone', 'left out by a rule'],
];
const DIFF_STATES: States = [
  ['A', 'c0', SIGNS.added.word],
  ['D', 'c1', SIGNS.removed.word],
  ['M', 'c2', SIGNS.modified.word],
  ['R', 'c4', SIGNS.moved.word],
  ['m', 'c5', SIGNS.metadata.word],
  ['t', 'c6', SIGNS.touched.word],
  ['?', 'gone', SIGNS.uncompared.word],
];

function byState(label: string, states: States): Coloring {
  const keys = new Map(states.map(([tag, style, text]) => [tag, { style, tag, text }]));
  return { label, keys: [...keys.values()], keyOf: ({ state }) => keys.get(state) ?? null };
}

const WASTE: readonly (readonly [from: number, text: string])[] = [
  [0, 'nothing hidden'],
  [1e-9, 'hidden: less than a quarter of what was stored here'],
  [0.25, 'a quarter and more'],
  [0.5, 'half and more'],
  [1, 'all of it'],
];

function byWaste(): Coloring {
  const keys = WASTE.map(([, text], n): Key => ({ style: `w${n}`, tag: '', text }));
  return {
    label: 'Waste',
    keys,
    keyOf: ({ bytes, hidden }) => {
      const share = hidden === 0 ? 0 : hidden / (bytes + hidden);
      const key = keys[WASTE.findLastIndex(([from]) => share >= from)]!;
      return share === 0 ? key : { ...key, tag: shareText(hidden, bytes + hidden) };
    },
  };
}

/** By the entry of the root, which says where in the context a part is from. */
function byDirectory(): Coloring {
  const keyOf = (node: TreeNode): Key | null => {
    let top = node;
    while (top.parent !== null && top.parent.parent !== null) top = top.parent;
    if (top.parent === null) return null;
    return {
      style: layerStyle(top.parent.children.indexOf(top)),
      tag: '',
      text: `in ${printable(top.name)}`,
    };
  };
  return { label: 'Directory', keys: [], keyOf };
}
