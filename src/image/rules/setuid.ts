import type { Fact } from '../../core/finding.ts';
import { compareText } from '../../core/order.ts';
import type { Scene } from './scene.ts';
import { sighting } from './sighting.ts';
import type { BodyWatch } from './watch.ts';

const SETUID = 0o4000;
const SETGID = 0o2000;
const GROUP_EXECUTES = 0o010;
const LISTED = 10;

/** Programs that run as their owner or group, whoever starts them; one sighting for the own layers, one for the base. */
export function watchSetuid({ survey: { stack }, steps }: Scene): BodyWatch {
  const found: { readonly path: string; readonly mode: number; readonly layer: number }[] = [];
  return {
    visit: (body, node) => {
      const mode = stack.entries.mode(body);
      if ((mode & SETUID) === 0 && ((mode & SETGID) === 0 || (mode & GROUP_EXECUTES) === 0)) return;
      found.push({ path: stack.names.pathText(node), mode, layer: stack.entries.layerOf(body) });
    },
    observe: () =>
      [true, false].flatMap((isOwn) => {
        const files = found.filter(({ layer }) => steps[layer]!.isOwn === isOwn);
        files.sort((a, b) => compareText(a.path, b.path));
        const [first] = files;
        if (first === undefined) return [];
        const paths: readonly Fact[] = files.slice(0, LISTED).map(({ path, mode }) => ({ path, mode }));
        const step = files.length === 1 ? steps[first.layer]! : null;
        return sighting('image/setuid-file', {
          bytes: 0,
          step,
          path: first.path,
          isOwn,
          facts: { files: files.length, paths },
        });
      }),
  };
}
