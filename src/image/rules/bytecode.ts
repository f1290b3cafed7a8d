import { nameText } from '../../core/byte-text.ts';
import { type NameTree, NONE, ROOT } from '../index/name-tree.ts';
import type { BodyTally } from './body-tally.ts';
import { keptIn, tallyIn } from './kept.ts';
import type { Scene } from './scene.ts';
import type { BodyWatch } from './watch.ts';

/** Bytecode of Python whose source lies where it was made from, so that Python would make it again. */
export function watchBytecode(scene: Scene): BodyWatch {
  const { stack } = scene.survey;
  const tallies = new Map<number, BodyTally>();
  const sources = new Map<number, ReadonlySet<string>>();
  return {
    visit: (body, node, tags) => {
      if (!tags.includes('bytecode') || stack.entries.size(body) === 0) return;
      const directory = sourceDirectory(stack.names, node);
      const known = sources.get(directory) ?? sourcesIn(scene, directory);
      sources.set(directory, known);
      const name = nameText(stack.names.nameBytes(node));
      if (known.has(`${name.slice(0, name.indexOf('.'))}.py`))
        tallyIn(tallies, stack.entries.layerOf(body), stack).add(body, node);
    },
    observe: () =>
      [...tallies]
        .sort(([a], [b]) => a - b)
        .map(([layer, tally]) => keptIn(scene, 'image/python-bytecode-duplicated', layer, tally, 'note')),
  };
}

/** Python 3 keeps bytecode in `__pycache__`, Python 2 and `compileall -b` beside the source. */
function sourceDirectory(names: NameTree, node: number): number {
  const parent = names.parent(node);
  return parent !== ROOT && nameText(names.nameBytes(parent)) === '__pycache__'
    ? names.parent(parent)
    : parent;
}

function sourcesIn({ survey: { stack } }: Scene, directory: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (
    let child = stack.union.firstChild(directory);
    child !== NONE;
    child = stack.union.nextSibling(child)
  ) {
    const name = nameText(stack.names.nameBytes(child));
    if (name.endsWith('.py')) names.add(name);
  }
  return names;
}
