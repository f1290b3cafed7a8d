import { nameText } from '../core/byte-text.ts';
import { endingTable } from '../core/ending-filter.ts';
import { SECRET_ENDINGS, type SecretSuspicion, suspectName } from '../core/secret-names.ts';
import { type NameTree, ROOT } from './name-tree.ts';

const DOT = 0x2e;
const C = 0x63;
const ENDINGS = endingTable(SECRET_ENDINGS);
const CORE = /^core(?:\.\d+)?$/;

/** True for `core` and `core.1234`, which the kernel writes when a program fails. */
export function isCoreName(name: string): boolean {
  return CORE.test(name);
}

/** True for files whose first bytes settle what their name makes suspicious: secrets, core dumps. Costs next to nothing for nearly all. */
export function wantsHead(names: NameTree, node: number): boolean {
  if (node === ROOT) return false;
  const first = names.nameStart(node);
  if (first !== DOT && first !== C && ENDINGS[names.nameEnding(node)] === 0) return false;
  const name = nameText(names.nameBytes(node));
  return suspicionOf(names, node, name) !== null || isCoreName(name);
}

/** What a file may hold by its path. */
export function suspectNode(names: NameTree, node: number): SecretSuspicion | null {
  return suspicionOf(names, node, nameText(names.nameBytes(node)));
}

function suspicionOf(names: NameTree, node: number, name: string): SecretSuspicion | null {
  const suspicion = suspectName(name);
  if (suspicion === null || suspicion.within === undefined) return suspicion;
  const parent = names.parent(node);
  return parent !== ROOT && nameText(names.nameBytes(parent)) === suspicion.within ? suspicion : null;
}
