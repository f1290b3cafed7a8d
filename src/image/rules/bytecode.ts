import { nameText } from '../../core/byte-text.ts';
import { NONE } from '../union-tree.ts';
import type { BodyTally } from './body-tally.ts';
import { keptIn, tallyIn } from './kept.ts';
import type { Scene } from './scene.ts';
import type { BodyWatch } from './watch.ts';

/** Bytecode of Python whose source lies beside it, so that Python would make it again. */
export function watchBytecode(scene: Scene): BodyWatch {
  const { stack } = scene.survey;
  const tallies = new Map<number, BodyTally>();
  const sources = new Map<number, ReadonlySet<string>>();
  return {
    visit: (body, node, tags) => {
      if (!tags.includes('bytecode') || stack.entries.size(body) === 0) return;
      const directory = stack.names.parent(stack.names.parent(node));
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
