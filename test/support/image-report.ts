import type { HistoryReport, ImageReport, LayerReport } from '../../src/image/report.ts';
import type { WasteReport } from '../../src/image/waste/report.ts';

const NO_FILES = { files: 0, bytes: 0 };

/** Nothing is hidden. */
const NO_WASTE: WasteReport = {
  bytes: 0,
  deleted: 0,
  overwritten: 0,
  identical: 0,
  opaque: 0,
  duplicateNames: 0,
  paths: [],
  pathCount: 0,
  matrix: [],
  identicalRewrites: [],
  comparison: { limitBytes: 2e9, exact: NO_FILES, sampled: NO_FILES, unknown: NO_FILES },
};

/** An image report with nothing in it but what a test sets. */
export function imageReport(parts: Partial<ImageReport> = {}): ImageReport {
  return {
    kind: 'image',
    schemaVersion: 1,
    generator: { name: 'plimsoll', version: '0.0.0' },
    findings: [],
    warnings: [],
    archive: { path: 'app.tar', format: 'docker-archive', compression: 'none', bytes: 0, attachments: [] },
    image: {
      id: `sha256:${'0'.repeat(64)}`,
      engineId: `sha256:${'0'.repeat(64)}`,
      manifestDigest: null,
      tags: [],
      platform: { os: 'linux', architecture: 'amd64', variant: null },
      created: null,
      config: null,
    },
    totals: {
      layers: 0,
      entries: 0,
      fileBytes: 0,
      tarBytes: 0,
      blobBytes: 0,
      visibleFiles: 0,
      visiblePaths: 0,
      visibleBytes: 0,
      wastedBytes: 0,
      efficiency: 1,
    },
    base: { layers: 0, origin: 'none', name: null, digest: null },
    own: {
      layers: 0,
      entries: 0,
      fileBytes: 0,
      tarBytes: 0,
      blobBytes: 0,
      visibleBytes: 0,
      wastedBytes: 0,
      deleted: 0,
      overwritten: 0,
      identical: 0,
      opaque: 0,
      duplicateNames: 0,
      hidesBaseBytes: 0,
      efficiency: 1,
    },
    layers: [],
    history: [],
    waste: NO_WASTE,
    accounting: { storedBytes: 0, visibleBytes: 0, hiddenBytes: 0, balances: true },
    savings: { avoidableBytes: 0, remainingBytes: 0, baseBytes: 0, unavoidableBytes: 0, list: [] },
    duplicates: null,
    duplicateTotals: null,
    stores: null,
    compat: {
      dive: { sizeBytes: 0, userSizeBytes: 0, wastedBytes: 0, userWastedPercent: null, efficiency: 1 },
    },
    largestFiles: [],
    entries: null,
    ...parts,
  };
}

/** A history entry; what a test does not set is empty. */
export function historyEntry(parts: Partial<HistoryReport>): HistoryReport {
  return {
    index: 0,
    layer: null,
    empty: true,
    created: null,
    createdBy: '',
    comment: '',
    author: '',
    instruction: '',
    size: 0,
    ...parts,
  };
}

/** A layer; what a test does not set is empty. */
export function layerReport(parts: Partial<LayerReport>): LayerReport {
  return {
    index: 0,
    digest: null,
    diffId: null,
    mediaType: null,
    compression: 'none',
    readAs: 'plain-index',
    blobBytes: 0,
    tarBytes: 0,
    fileBytes: 0,
    entries: 0,
    files: 0,
    directories: 0,
    symlinks: 0,
    hardlinks: 0,
    whiteouts: 0,
    opaqueDirectories: 0,
    historyIndex: null,
    instruction: null,
    createdBy: null,
    added: NO_FILES,
    modified: NO_FILES,
    identical: NO_FILES,
    removed: NO_FILES,
    wastedBytes: 0,
    visibleBytes: 0,
    hidesBytes: 0,
    verified: null,
    ...parts,
  };
}
