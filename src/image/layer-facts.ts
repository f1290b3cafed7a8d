import { KIND } from './entry-kind.ts';
import {
  ALIKE,
  DELETED,
  DIFFERENT,
  DUPLICATE_NAME,
  IDENTICAL,
  OPAQUE,
  OVERWRITTEN,
} from './hidden-bodies.ts';
import type { LayerIndex } from './layer-index.ts';
import type { LayerReport } from './report.ts';
import { CHANGE, type Stack } from './stack.ts';

/** Counts of a layer's own entries. */
export type EntryCounts = Pick<
  LayerReport,
  | 'entries'
  | 'files'
  | 'directories'
  | 'symlinks'
  | 'hardlinks'
  | 'whiteouts'
  | 'opaqueDirectories'
  | 'fileBytes'
>;

/** What a layer does to those below it, and what those above do to it. */
export type LayerEffects = Pick<
  LayerReport,
  'added' | 'modified' | 'identical' | 'removed' | 'wastedBytes' | 'visibleBytes' | 'hidesBytes'
>;

/** Counts one layer's entries by kind. */
export function countEntries(layer: LayerIndex): EntryCounts {
  const byKind = new Array<number>(16).fill(0);
  for (let i = 0; i < layer.count; i++) byKind[layer.kind[i]!]!++;
  return {
    entries: layer.count,
    fileBytes: layer.fileBytes,
    files: byKind[KIND.file]!,
    directories: byKind[KIND.directory]!,
    symlinks: byKind[KIND.symlink]!,
    hardlinks: byKind[KIND.hardlink]!,
    whiteouts: byKind[KIND.whiteout]!,
    opaqueDirectories: byKind[KIND.opaque]!,
  };
}

interface Tally {
  files: number;
  bytes: number;
}

/** Effects of every layer. */
export function layerEffects(stack: Stack): readonly LayerEffects[] {
  const blank = (): Tally => ({ files: 0, bytes: 0 });
  const effects = stack.entries.layers.map(() => ({
    added: blank(),
    modified: blank(),
    identical: blank(),
    removed: blank(),
    wastedBytes: 0,
    visibleBytes: 0,
    hidesBytes: 0,
  }));
  const identical = identicalSuccessors(stack);
  for (const [l, layer] of stack.entries.layers.entries()) {
    const first = stack.entries.firstOf[l]!;
    const { added, modified, again } = tallyFiles(
      layer,
      stack.change.subarray(first),
      identical.subarray(first),
    );
    const visibleBytes = added.bytes + modified.bytes + again.bytes;
    Object.assign(effects[l]!, { added, modified, identical: again, visibleBytes });
  }
  const { hidden } = stack;
  for (let i = 0; i < hidden.count; i++) {
    const bytes = stack.entries.size(hidden.body[i]!);
    const owner = effects[stack.entries.layerOf(hidden.body[i]!)]!;
    owner.wastedBytes += bytes;
    owner.visibleBytes -= bytes;
    if (hidden.cause[i] === DUPLICATE_NAME) continue;
    const hider = effects[hidden.hiddenBy[i]!]!;
    hider.hidesBytes += bytes;
    if (hidden.cause[i] === DELETED || hidden.cause[i] === OPAQUE) add(hider.removed, bytes);
  }
  return effects;
}

/** Files of one layer by what they are to the layers below; the columns begin with its first entry. */
function tallyFiles(
  { kind, size, count }: LayerIndex,
  change: Uint8Array,
  identical: Uint8Array,
): { readonly added: Tally; readonly modified: Tally; readonly again: Tally } {
  const files = [0, 0, 0];
  const bytes = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    if (kind[i] !== KIND.file) continue;
    const which = change[i] === CHANGE.added ? 0 : 1 + identical[i]!;
    files[which]!++;
    bytes[which]! += size[i]!;
  }
  const [added, modified, again] = files.map((count, which) => ({ files: count, bytes: bytes[which]! }));
  return { added: added!, modified: modified!, again: again! };
}

/** By entry: 1 when it stores again what the same path had below. */
function identicalSuccessors(stack: Stack): Uint8Array {
  const marks = new Uint8Array(stack.entries.count);
  const { hidden } = stack;
  for (let i = 0; i < hidden.count; i++) {
    const isSame = isIdentical(hidden.cause[i]!, hidden.comparison[i]!) === true;
    if (isSame && hidden.successor[i]! >= 0) marks[hidden.successor[i]!] = 1;
  }
  return marks;
}

function add(tally: Tally, bytes: number): void {
  tally.files++;
  tally.bytes += bytes;
}

/** A comparison as reports say it: true, false, null for not compared. */
export function isIdentical(cause: number, comparison: number): boolean | null {
  if (cause !== OVERWRITTEN) return null;
  if (comparison === IDENTICAL || comparison === ALIKE) return true;
  return comparison === DIFFERENT ? false : null;
}
