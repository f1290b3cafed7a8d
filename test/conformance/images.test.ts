import { createReadStream, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ownTotals } from '../../src/image/base/own-totals.ts';
import type { ImageReport } from '../../src/image/report.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { type ImageTruth, type TreeRow, type TruthCase, truthCases } from '../support/truth.ts';

const cases = truthCases();

describe('every image of every real archive', () => {
  it('is a case here', () => {
    expect(cases.length).toBeGreaterThan(60);
    expect(new Set(cases.map(({ archive }) => archive)).size).toBeGreaterThan(50);
  });

  it.each(cases.map((found) => [found.label, found] as const))(
    '%s: layers, totals, history, waste, final tree, equal files',
    async (_, found) => {
      const options = { ...found.choice, list: true, top: 0, duplicates: true };
      const report = await inspectImage(found.archive, options);
      expect(layerFacts(report)).toEqual(layerTruth(found.truth));
      expect(report.image.platform).toMatchObject({
        os: found.truth.os,
        architecture: found.truth.architecture,
      });
      expectTotals(report, found.truth);
      expectStored(report, found);
      expectHistory(report, found.truth);
      expectTree(report, found.truth.final.listing);
      expectDuplicates(report, found.truth);
      expectOwn(report, found.truth);
    },
  );

  const files = cases.filter(({ archive }) => statSync(archive).isFile());
  it.each(files.map((found) => [found.label, found] as const))(
    '%s: the same from a stream',
    async (_, found) => {
      const options = { ...found.choice, list: true, top: 0 };
      const byPath = await inspectImage(found.archive, options);
      const byStream = await inspectImage(createReadStream(found.archive, { highWaterMark: 1000 }), options);
      expect(facts(byStream, found.archive)).toEqual(facts(byPath, found.archive));
    },
  );

  it.each(cases.map((found) => [found.label, found] as const))('%s: verified', async (_, found) => {
    const report = await inspectImage(found.archive, { ...found.choice, verify: true });
    expect(report.layers.map((layer) => layer.verified)).toEqual(found.truth.layers.map(() => true));
  });
});

/** The report, but for what tells a path from a stream: its name, and that a stream has to be unpacked where a file has a table of contents. */
function facts(report: ImageReport, path: string): ImageReport {
  return {
    ...report,
    archive: { ...report.archive, path },
    layers: report.layers.map((layer) => ({ ...layer, readAs: null })),
  };
}

function layerFacts(report: ImageReport): readonly object[] {
  return report.layers.map((layer) => ({
    diffId: layer.diffId,
    tarBytes: layer.tarBytes,
    entries: layer.entries,
    fileBytes: layer.fileBytes,
    kinds: [
      layer.files,
      layer.directories,
      layer.symlinks,
      layer.hardlinks,
      layer.whiteouts,
      layer.opaqueDirectories,
    ],
    historyIndex: layer.historyIndex,
    createdBy: layer.createdBy || null,
    wastedBytes: layer.wastedBytes,
    hidesBytes: layer.hidesBytes,
  }));
}

function layerTruth(truth: ImageTruth): readonly object[] {
  return truth.layers.map((layer) => ({
    diffId: layer.diff_id,
    tarBytes: layer.tar_bytes,
    entries: layer.entries,
    fileBytes: layer.file_bytes,
    kinds: [
      ...['file', 'dir', 'symlink', 'hardlink'].map((kind) => layer.kinds[kind] ?? 0),
      layer.whiteout_count,
      layer.opaque_dirs.length,
    ],
    historyIndex: layer.history_index,
    createdBy: layer.created_by || null,
    wastedBytes: layer.bytes_wasted_in_the_end,
    hidesBytes: layer.lower_bytes_removed + layer.lower_bytes_overwritten,
  }));
}

function expectTotals(report: ImageReport, truth: ImageTruth): void {
  expect(report.totals).toMatchObject({
    layers: truth.layers.length,
    entries: truth.totals.entries,
    fileBytes: truth.totals.file_bytes,
    tarBytes: truth.totals.tar_bytes,
    visiblePaths: truth.final.paths,
    visibleBytes: truth.final.bytes,
    wastedBytes: truth.waste.bytes,
  });
  expect(report.waste).toMatchObject({
    bytes: truth.waste.bytes,
    deleted: truth.waste.deleted,
    overwritten: truth.waste.overwritten,
    identical: truth.waste.overwritten_same_content,
    opaque: truth.waste.opaque,
    duplicateNames: 0,
  });
  expect(report.accounting).toEqual({
    storedBytes: truth.totals.file_bytes,
    visibleBytes: truth.final.bytes,
    hiddenBytes: truth.waste.bytes,
    balances: true,
  });
  // Which name of a body goes last, when several go in one layer, is a matter of order.
  const hasLinks = truth.layers.some(({ kinds }) => (kinds['hardlink'] ?? 0) > 0);
  const events = report.waste.paths
    .flatMap(({ path, events: list }) => list.map((event) => ({ path, ...event })))
    .filter(({ bytes }) => bytes > 0)
    .map(
      ({ path, storedIn, hiddenBy, cause, bytes, identical }) =>
        `${hasLinks ? '' : path} ${storedIn}>${hiddenBy} ${cause} ${bytes} ${identical === true}`,
    );
  const known = truth.waste.events
    .filter(({ bytes }) => bytes > 0)
    .map(
      ({ path, layer, by_layer, how, bytes, same_content }) =>
        `${hasLinks ? '' : path} ${layer}>${by_layer} ${how} ${bytes} ${same_content}`,
    );
  if ((truth.waste.events_left_out ?? 0) === 0) expect(events.sort()).toEqual(known.sort());
  else expect(known.filter((event) => !events.includes(event))).toEqual([]);
}

/** Wherever the base ends: what is stored above it is visible or hidden, by one cause each, and the truth says how much. */
function expectOwn({ layers, waste, totals }: ImageReport, truth: ImageTruth): void {
  for (let base = 0; base <= layers.length; base++) {
    const own = ownTotals(layers, waste.matrix, base);
    expect(own.fileBytes).toBe(own.visibleBytes + own.wastedBytes);
    expect(own.wastedBytes).toBe(own.deleted + own.overwritten + own.opaque + own.duplicateNames);
    if (base === 0) expect([own.fileBytes, own.wastedBytes]).toEqual([totals.fileBytes, totals.wastedBytes]);
    if ((truth.waste.events_left_out ?? 0) > 0) continue;
    const events = truth.waste.events.filter(({ layer }) => layer >= base);
    expect(own.wastedBytes).toBe(events.reduce((sum, { bytes }) => sum + bytes, 0));
    const same = events.filter(({ same_content }) => same_content);
    expect(own.identical).toBe(same.reduce((sum, { bytes }) => sum + bytes, 0));
    const ofBase = truth.waste.events.filter(({ layer, by_layer }) => layer < base && by_layer >= base);
    expect(own.hidesBaseBytes).toBe(ofBase.reduce((sum, { bytes }) => sum + bytes, 0));
  }
}

function expectDuplicates({ duplicates, duplicateTotals }: ImageReport, truth: ImageTruth): void {
  if (truth.duplicates === undefined) return;
  const { groups, extra_bytes, top } = truth.duplicates;
  expect(duplicateTotals).toMatchObject({ groups, extraBytes: extra_bytes, unknown: { files: 0, bytes: 0 } });
  const found = duplicates!.map(
    ({ digest, bytes, copies, paths }) => `${digest} ${bytes} ${copies} ${paths.slice(0, 10).join(' ')}`,
  );
  const known = top.map(
    ({ sha256, bytes, copies, paths }) => `sha256:${sha256} ${bytes} ${copies} ${paths.join(' ')}`,
  );
  expect(known.filter((group) => !found.includes(group))).toEqual([]);
}

function expectStored(report: ImageReport, { stored }: TruthCase): void {
  if (stored === null) return;
  expect(report.layers.map(({ digest, blobBytes, compression }) => [digest, blobBytes, compression])).toEqual(
    stored.map(({ stored_digest, stored_bytes, compression }) => [stored_digest, stored_bytes, compression]),
  );
}

function expectHistory(report: ImageReport, { docker_history }: ImageTruth): void {
  if (docker_history === undefined) return;
  expect(report.history.map(({ size, comment }) => [String(size), comment])).toEqual(
    [...docker_history].reverse().map(({ Size, Comment }) => [Size, Comment]),
  );
}

const TYPES: Readonly<Record<string, string>> = {
  dir: 'directory',
  file: 'file',
  symlink: 'symlink',
  fifo: 'fifo',
  char: 'device',
  block: 'device',
};

function expectTree(report: ImageReport, listing: readonly TreeRow[] | undefined): void {
  if (listing === undefined) return; // the largest truths keep it in a file of its own
  expect(
    report.entries!.map(({ path, type, bytes, mode, uid, gid, layer }) => [
      path,
      type,
      bytes,
      mode,
      uid,
      gid,
      layer,
    ]),
  ).toEqual(
    listing.map(([path, kind, bytes, mode, uid, gid, layer, , , firstName]) => [
      path,
      firstName === '' ? TYPES[kind] : 'hardlink',
      firstName === '' ? bytes : 0,
      Number.parseInt(mode, 8),
      uid,
      gid,
      layer,
    ]),
  );
}
