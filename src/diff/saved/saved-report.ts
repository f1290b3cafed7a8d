import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { ImageReport } from '../../image/report.ts';
import {
  anything,
  flag,
  list,
  nullable,
  number,
  object,
  optional,
  type Shape,
  text,
  word,
} from './report-shape.ts';

/** Most bytes of a saved report. */
export const SAVED_REPORT_LIMIT: number = 400e6;

const SUM = object({ files: number, bytes: number });
const PATH = { path: text, pathBase64: optional(text) };

const IMAGE = object({
  archive: object({ path: nullable(text) }),
  image: object({
    id: text,
    tags: list(text),
    platform: object({ os: nullable(text), architecture: nullable(text), variant: nullable(text) }),
    created: nullable(text),
    config: nullable(object({})),
  }),
  totals: object({
    layers: number,
    entries: number,
    fileBytes: number,
    tarBytes: number,
    blobBytes: number,
    visibleFiles: number,
    visiblePaths: number,
    visibleBytes: number,
    wastedBytes: number,
    efficiency: number,
  }),
  base: object({ layers: number, origin: text }),
  layers: list(
    object({
      index: number,
      diffId: nullable(text),
      instruction: nullable(text),
      fileBytes: number,
      blobBytes: number,
      wastedBytes: number,
      entries: number,
      files: number,
      directories: number,
      symlinks: number,
      hardlinks: number,
      whiteouts: number,
      opaqueDirectories: number,
    }),
  ),
  history: list(object({ index: number, empty: flag, instruction: text, size: number })),
  entries: nullable(
    list(
      object({
        ...PATH,
        type: word('file', 'directory', 'symlink', 'hardlink', 'device', 'fifo'),
        bytes: number,
        mode: number,
        uid: number,
        gid: number,
        linkTarget: nullable(text),
        layer: nullable(number),
      }),
    ),
  ),
});

const CONTEXT = object({
  root: text,
  ignoreFile: nullable(object({ path: text })),
  dockerfile: nullable(object({ path: text, target: nullable(text), stages: list(text) })),
  sent: object({ files: number, directories: number, symlinks: number, bytes: number }),
  transfer: object({
    classicTarBytes: nullable(number),
    buildkitBytes: nullable(number),
    needed: nullable(SUM),
  }),
  rules: list(object({ text })),
  entries: nullable(
    list(
      object({
        ...PATH,
        type: word('file', 'directory', 'symlink', 'other'),
        bytes: nullable(number),
        mode: optional(number),
        sent: flag,
      }),
    ),
  ),
});

const SHAPES: Readonly<Record<string, Shape>> = { image: IMAGE, context: CONTEXT };
const HEAD = object({
  findings: list(
    object({
      rule: text,
      severity: word('error', 'warning', 'note'),
      bytes: number,
      message: text,
      fix: nullable(text),
      place: object({
        path: optional(text),
        file: optional(text),
        line: optional(number),
        layer: optional(number),
        instruction: optional(text),
      }),
    }),
  ),
  warnings: list(object({ code: text, message: text })),
});

/**
 * Reads what `plimsoll image --format json` or `plimsoll context --format json` wrote; what a comparison needs of it is checked.
 * Throws a `corrupt` error that names what is wrong with it.
 */
export function parseSavedReport(json: string, file: string): ImageReport | ContextReport {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw damaged(file, 'it is not JSON', cause);
  }
  const wrong = object({ kind: text, schemaVersion: anything })(value, '');
  if (wrong !== null) throw damaged(file, wrong);
  const { kind, schemaVersion } = value as { readonly kind: string; readonly schemaVersion: unknown };
  const shape = Object.hasOwn(SHAPES, kind) ? SHAPES[kind] : undefined;
  if (shape === undefined) throw damaged(file, `its kind is neither image nor context`);
  if (schemaVersion !== 1) throw damaged(file, `its schemaVersion is not 1`);
  const complaint = HEAD(value, '') ?? shape(value, '');
  if (complaint !== null) throw damaged(file, complaint);
  return value as ImageReport | ContextReport;
}

function damaged(file: string, what: string, cause?: unknown): PlimsollError {
  return new PlimsollError('corrupt', `${file} is no saved report of an image or a context: ${what}.`, {
    file,
    hint: 'Save one with plimsoll image ARCHIVE --list --format json.',
    cause,
  });
}
