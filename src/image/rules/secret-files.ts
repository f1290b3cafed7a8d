import { ENVIRONMENT, SECRET_ASSIGNMENT, type SecretSuspicion } from '../../core/secret-names.ts';
import { KIND } from '../entry-kind.ts';
import { suspectNode, wantsHead } from '../wants-head.ts';
import type { Scene } from './scene.ts';
import { type Sighting, sighting } from './sighting.ts';

/** One path that a secret stands at, in all layers that store it. */
interface SecretPath {
  readonly node: number;
  readonly kind: string;
  readonly bodies: number[];
  isSure: boolean;
}

/** Secrets that were found, and files that a name makes suspicious and nobody could read. */
export interface SecretSights {
  readonly sightings: readonly Sighting[];
  readonly unread: number;
}

/** Below these, keys are mostly material of tests that come with packages. */
const PACKAGES =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems|go\/pkg\/mod|usr\/(?:lib|share))\//;

/** Files with secrets in any layer: what a later one deletes is in the archive all the same. */
export function seeSecretFiles(scene: Scene): SecretSights {
  const { entries, names } = scene.survey.stack;
  const found = new Map<number, SecretPath>();
  /** By node: 1 where its name is harmless. */
  const harmless = new Uint8Array(names.size);
  let unread = 0;
  for (const [layer, index] of entries.layers.entries()) {
    for (let at = 0; at < index.count; at++) {
      const node = index.node[at]!;
      if (harmless[node] === 1 || index.kind[at] !== KIND.file || index.size[at] === 0) continue;
      const suspicion = wantsHead(names, node) ? suspectNode(names, node) : null;
      if (suspicion === null) {
        harmless[node] = 1;
        continue;
      }
      const body = entries.firstOf[layer]! + at;
      const verdict = judge(scene, suspicion, body);
      if (verdict === null) unread++;
      if (verdict === null || verdict === 'harmless') continue;
      const known = found.get(node) ?? { node, kind: suspicion.kind, bodies: [], isSure: false };
      found.set(node, known);
      known.bodies.push(body);
      known.isSure ||= verdict === 'secret';
    }
  }
  return { sightings: [...found.values()].map((secret) => describe(scene, secret)), unread };
}

/** Null where the content decides and could not be read. */
function judge(
  { headOf }: Scene,
  suspicion: SecretSuspicion,
  body: number,
): 'secret' | 'likely' | 'harmless' | null {
  if (suspicion.head === null) return 'secret';
  const head = headOf(body);
  if (head === null) return null;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  if (!suspicion.head.test(text)) return 'harmless';
  return suspicion !== ENVIRONMENT || SECRET_ASSIGNMENT.test(text) ? 'secret' : 'likely';
}

function describe({ survey: { stack }, steps }: Scene, { node, kind, bodies, isSure }: SecretPath): Sighting {
  const { entries, lifetimes, union, names } = stack;
  const path = names.pathText(node);
  const layers = bodies.map((body) => entries.layerOf(body));
  const isVisible = union.isVisible(node);
  const first = bodies.find((body) => steps[entries.layerOf(body)]!.isOwn) ?? bodies[0]!;
  const end = lifetimes.endOf[bodies.at(-1)!]!;
  return sighting('image/secret-file', {
    bytes: entries.size(first),
    step: steps[entries.layerOf(first)]!,
    path,
    facts: {
      kind,
      layers,
      visible: isVisible,
      goneIn: isVisible || end >= steps.length || end < 0 ? null : end,
    },
    severity: isSure && !PACKAGES.test(path) ? 'error' : 'note',
  });
}
