import { isCoreName, mayBeCore, VERDICT } from '../index/suspicion.ts';
import type { Scene } from './scene.ts';
import { largestSightingFirst, type Sighting, sighting } from './sighting.ts';
import type { BodyWatch } from './watch.ts';

/** Memory of programs that failed: by name, and by what the kernel writes at its head. */
export function watchCoreDumps({ survey: { stack }, steps, verdictOn, originOf }: Scene): BodyWatch {
  const found: Sighting[] = [];
  return {
    visit: (body, node) => {
      if (!mayBeCore(stack.names.nameStart(node), stack.names.nameEnding(node))) return;
      if (!isCoreName(stack.names.nameLatin1(node)) || verdictOn(body) !== VERDICT.certain) return;
      const size = stack.entries.size(body);
      const seen = { step: steps[stack.entries.layerOf(body)]!, origin: steps[originOf(body)]! };
      const path = stack.names.pathText(node);
      found.push(sighting('image/core-dump', { bytes: size, ...seen, path, bodies: [body] }));
    },
    observe: () => found.sort(largestSightingFirst),
  };
}
