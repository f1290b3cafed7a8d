import { KIND } from '../index/entry-kind.ts';
import type { NameTree } from '../index/name-tree.ts';
import { isSuspicious, suspectNode, VERDICT } from '../index/suspicion.ts';
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
  const suspicious = suspiciousNodes(names);
  let unread = 0;
  for (const [layer, { count, node: nodes, kind: kinds, size: sizes }] of entries.layers.entries()) {
    for (let at = 0; at < count; at++) {
      const node = nodes[at]!;
      if (suspicious[node] === 0 || kinds[at] !== KIND.file || sizes[at] === 0) continue;
      const suspicion = suspectNode(names, node);
      if (suspicion === null) continue;
      const body = entries.firstOf[layer]! + at;
      const verdict = suspicion.head === null ? VERDICT.certain : scene.verdictOn(body);
      if (verdict === null) unread++;
      if (verdict === null || verdict === VERDICT.harmless) continue;
      const known = found.get(node) ?? { node, kind: suspicion.kind, bodies: [], isSure: false };
      found.set(node, known);
      known.bodies.push(body);
      known.isSure ||= verdict === VERDICT.certain;
    }
  }
  return { sightings: [...found.values()].map((secret) => describe(scene, secret)), unread };
}

/** By node: 1 where its name may be that of a secret. */
function suspiciousNodes(names: NameTree): Uint8Array {
  const suspicious = new Uint8Array(names.size);
  for (let node = 0; node < suspicious.length; node++) if (isSuspicious(names, node)) suspicious[node] = 1;
  return suspicious;
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
