import { sumOf } from '../core/sum.ts';
import type { BytesDelta, Delta, Growth } from './report.ts';
import type { ContextFacts, ImageFacts } from './sides.ts';

type Totals = { readonly [name: string]: Delta };
type Unit = Delta['unit'];

/** Every total of two images, by its name in the image report. */
export function imageTotals(before: ImageFacts, after: ImageFacts): Totals {
  const row = (unit: Unit, of: (report: ImageFacts) => number): Delta => delta(unit, of(before), of(after));
  return {
    visibleBytes: row('bytes', ({ totals }) => totals.visibleBytes),
    fileBytes: row('bytes', ({ totals }) => totals.fileBytes),
    tarBytes: row('bytes', ({ totals }) => totals.tarBytes),
    blobBytes: row('bytes', ({ totals }) => totals.blobBytes),
    wastedBytes: row('bytes', ({ totals }) => totals.wastedBytes),
    efficiency: row('ratio', ({ totals }) => totals.efficiency),
    layers: row('count', ({ totals }) => totals.layers),
    entries: row('count', ({ totals }) => totals.entries),
    visibleFiles: row('count', ({ totals }) => totals.visibleFiles),
    visiblePaths: row('count', ({ totals }) => totals.visiblePaths),
  };
}

/** Every total of two contexts. */
export function contextTotals(before: ContextFacts, after: ContextFacts): Totals {
  const row = (unit: Unit, of: (report: ContextFacts) => number | null): Delta =>
    delta(unit, of(before), of(after));
  return {
    sentBytes: row('bytes', ({ sent }) => sent.bytes),
    sentFiles: row('count', ({ sent }) => sent.files),
    sentDirectories: row('count', ({ sent }) => sent.directories),
    sentSymlinks: row('count', ({ sent }) => sent.symlinks),
    buildkitBytes: row('bytes', ({ transfer }) => transfer.buildkitBytes),
    classicTarBytes: row('bytes', ({ transfer }) => transfer.classicTarBytes),
    neededBytes: row('bytes', ({ transfer }) => transfer.needed?.bytes ?? null),
  };
}

/** Stored file bytes of base and own layers; null where a side's base is not known. */
export function growthOf(
  before: ImageFacts,
  after: ImageFacts,
  baseLayers: readonly [before: number | null, after: number | null],
): Growth | null {
  const [old, now] = baseLayers;
  if (old === null || now === null) return null;
  const [then, later] = [split(before, old), split(after, now)];
  return { base: bytesDelta(then.base, later.base), own: bytesDelta(then.own, later.own) };
}

function split({ layers }: ImageFacts, base: number): { readonly base: number; readonly own: number } {
  const [below, above] = [layers.slice(0, base), layers.slice(base)];
  return {
    base: sumOf(below, ({ fileBytes }) => fileBytes),
    own: sumOf(above, ({ fileBytes }) => fileBytes),
  };
}

function bytesDelta(before: number, after: number): BytesDelta {
  return { before, after, delta: after - before };
}

function delta(unit: Unit, before: number | null, after: number | null): Delta {
  return { unit, before, after, delta: before === null || after === null ? null : after - before };
}
