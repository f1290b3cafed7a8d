import type { FilesAndBytes } from '../core/bytes.ts';
import type { Writable } from '../core/value.ts';
import { KIND } from './index/entry-kind.ts';
import type { LayerIndex } from './index/layer-index.ts';
import type { LayerReport } from './report.ts';
import { DELETED, DUPLICATE_NAME, isIdentical, OPAQUE } from './stack/hidden-bodies.ts';
import { CHANGE, type Stack } from './stack/stack.ts';

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
  const byKind = new Int32Array(16);
  countKinds(layer, byKind);
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

function countKinds({ kind, count }: LayerIndex, byKind: Int32Array): void {
  for (let i = 0; i < count; i++) byKind[kind[i]!]!++;
}

/** Effects of every layer. */
export function layerEffects(stack: Stack): readonly LayerEffects[] {
  const blank = (): Writable<FilesAndBytes> => ({ files: 0, bytes: 0 });
  const effects = stack.entries.layers.map(() => ({
    added: blank(),
    modified: blank(),
    identical: blank(),
    removed: blank(),
    wastedBytes: 0,
    visibleBytes: 0,
    hidesBytes: 0,
  }));
  const identical = storedAgain(stack);
  for (const [l, layer] of stack.entries.layers.entries()) {
    const first = stack.entries.firstOf[l]!;
    const tallies = tallyFiles(layer, stack.change.subarray(first), identical.subarray(first));
    const visibleBytes = layer.fileBytes;
    Object.assign(effects[l]!, { ...tallies, visibleBytes });
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
  layer: LayerIndex,
  change: Uint8Array,
  identical: Uint8Array,
): Pick<LayerEffects, 'added' | 'modified' | 'identical'> {
  const files = new Int32Array(3);
  const bytes = new Float64Array(3);
  addFiles(layer, change, identical, files, bytes);
  const tallyOf = (which: number): Writable<FilesAndBytes> => ({
    files: files[which]!,
    bytes: bytes[which]!,
  });
  return { added: tallyOf(0), modified: tallyOf(1), identical: tallyOf(2) };
}

function addFiles(
  { kind, size, count }: LayerIndex,
  change: Uint8Array,
  identical: Uint8Array,
  files: Int32Array,
  bytes: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    if (kind[i] !== KIND.file) continue;
    const which = change[i] === CHANGE.added ? 0 : 1 + identical[i]!;
    files[which]!++;
    bytes[which]! += size[i]!;
  }
}

/** By entry of a file: 1 when it stores again what one of its names had below. */
function storedAgain(stack: Stack): Uint8Array {
  const marks = new Uint8Array(stack.entries.count);
  const { hidden, entries } = stack;
  for (let i = 0; i < hidden.count; i++) {
    if (isIdentical(hidden.comparison[i]!) !== true) continue;
    // The successor may be a hard link, to a body of its own layer or of a lower one.
    const body = stack.bodyOf(hidden.successor[i]!);
    if (entries.layerOf(body) === hidden.hiddenBy[i]) marks[body] = 1;
  }
  return marks;
}

function add(tally: Writable<FilesAndBytes>, bytes: number): void {
  tally.files++;
  tally.bytes += bytes;
}
