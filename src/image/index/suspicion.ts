import { endingKey, endingTable } from '../../core/ending-filter.ts';
import {
  ENVIRONMENT,
  KEY_DIRECTORIES,
  SECRET_ASSIGNMENT,
  SECRET_ENDINGS,
  type SecretSuspicion,
  suspectKey,
  suspectName,
  suspectWithin,
} from '../../core/secrets/secret-names.ts';
import { type NameTree, ROOT } from './name-tree.ts';

/** Enough for a key, a token, the first lines of a configuration. */
export const HEAD_BYTES = 4096;

/** What the first bytes of a file make of a suspicion by its name. */
export const VERDICT = { harmless: 0, likely: 1, certain: 2 } as const;

const ELF = 0x7f454c46;
const ELF_CORE = 4;
const LITTLE_ENDIAN = 1;
const DOT = 0x2e;
const C = 0x63;
const RE = 0x7265;
const ENDINGS = endingTable(SECRET_ENDINGS);
const KEY_ENDINGS = endingTable(KEY_DIRECTORIES);
const CORE = /^core(?:[.-][\w.-]{1,200})?$|^[\w.-]{1,200}\.core$/;

/** True for `core`, `core.1234`, `core.node.1234` and `node.core`, which kernels write when a program fails. */
export function isCoreName(name: string): boolean {
  return CORE.test(name);
}

/** True for files whose first bytes settle what their name makes suspicious: secrets, core dumps. Costs next to nothing for nearly all. */
export function isSuspicious(names: NameTree, node: number): boolean {
  if (node === ROOT) return false;
  const first = names.nameStart(node);
  const ending = names.nameEnding(node);
  if (mayBeCore(first, ending) && isCoreName(names.nameLatin1(node))) return true;
  if (first !== DOT && ENDINGS[endingKey(ending)] === 0 && !isAmongKeys(names, node)) return false;
  return suspicionOf(names, node, names.nameLatin1(node)) !== null;
}

/** A quick look at a name: `re` at its end, or a `c` before a digit at its end. */
export function mayBeCore(first: number, ending: number): boolean {
  const last = ending & 0xff;
  return (ending & 0xffff) === RE || (first === C && last >= 0x30 && last <= 0x39);
}

/** True in directories that hold keys whatever their names are. */
function isAmongKeys(names: NameTree, node: number): boolean {
  const parent = names.parent(node);
  return (
    parent !== ROOT &&
    KEY_ENDINGS[endingKey(names.nameEnding(parent))] === 1 &&
    KEY_DIRECTORIES.has(names.nameLatin1(parent))
  );
}

/** What a file may hold by its path. */
export function suspectNode(names: NameTree, node: number): SecretSuspicion | null {
  return suspicionOf(names, node, names.nameLatin1(node));
}

function suspicionOf(names: NameTree, node: number, name: string): SecretSuspicion | null {
  const suspicion = suspectName(name);
  if (suspicion === null) return isAmongKeys(names, node) ? suspectKey(name) : null;
  const parent = names.parent(node);
  return suspectWithin(suspicion, (directory) => parent !== ROOT && names.nameLatin1(parent) === directory);
}

/** {@link VERDICT} on a file with a suspicious name by its first bytes: only this is kept of a body that passes by, so that no secret is. */
export function judgeHead(names: NameTree, node: number, head: Uint8Array): number {
  const name = names.nameLatin1(node);
  if (isCoreName(name)) return isCore(head) ? VERDICT.certain : VERDICT.harmless;
  const suspicion = suspicionOf(names, node, name);
  if (suspicion === null) return VERDICT.harmless;
  if (suspicion.head === null) return VERDICT.certain;
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  if (!suspicion.head.test(text)) return VERDICT.harmless;
  return suspicion !== ENVIRONMENT || SECRET_ASSIGNMENT.test(text) ? VERDICT.certain : VERDICT.likely;
}

/** Source: elf(5), e_ident and e_type. */
function isCore(head: Uint8Array): boolean {
  if (head.length < 18) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  return view.getUint32(0) === ELF && view.getUint16(16, head[5] === LITTLE_ENDIAN) === ELF_CORE;
}
