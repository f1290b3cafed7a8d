import { nameText } from '../core/byte-text.ts';
import { endingTable } from '../core/ending-filter.ts';
import { SECRET_ENDINGS, suspectSecret } from '../core/secret-names.ts';
import type { NameTree } from './name-tree.ts';

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
  if (node === 0) return false;
  const first = names.nameBytes(node)[0];
  if (first === C && isCoreName(nameText(names.nameBytes(node)))) return true;
  if (first !== DOT && ENDINGS[names.nameEnding(node)] === 0) return false;
  return suspectSecret(names.pathText(node)) !== null;
}
