import { existsSync } from 'node:fs';
import type { ArchiveContents, ArchiveImage } from '../../archive/contents/contents.ts';
import { textField } from '../../archive/json.ts';
import { PlimsollError } from '../../core/errors.ts';
import { fullReference } from '../../core/reference.ts';
import type { Warning } from '../../core/report.ts';
import { isRecord } from '../../core/value.ts';
import { findImages } from '../choose-image.ts';
import { type DiffIds, diffIdsOf, sharedLayers } from '../diff-ids.ts';
import type { PairedHistory } from '../history/pair-history.ts';
import { runtimeConfig } from '../image-config.ts';
import { detectBase } from './detect-base.ts';
import { countLayersOf } from './read-base.ts';
import type { BaseReport } from './report.ts';

/** The base of an image and what is odd about it. */
export interface ResolvedBase {
  readonly base: BaseReport;
  readonly warnings: readonly Warning[];
}

/** What is known when a base is looked for. */
export interface BaseClues {
  readonly file: string;
  readonly contents: ArchiveContents;
  readonly image: ArchiveImage;
  readonly diffIds: DiffIds;
  readonly history: PairedHistory;
}

/** How a base is given, and how archives are opened. */
export interface BaseOptions {
  /** A number of layers from the bottom, an archive, or another image of the same archive; not given: it is found out. */
  readonly base?: string | number | undefined;
  readonly platform?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the layers that are not ours to blame. Throws `not-found` for a base that is neither a number nor an archive nor an image of the
 * archive, and as opening an archive does.
 */
export async function resolveBase(clues: BaseClues, options: BaseOptions): Promise<ResolvedBase> {
  const { base } = options;
  if (base === undefined) return { base: findBase(clues), warnings: [] };
  const count = layerCount(base);
  if (count !== null) return countedBase(clues, count);
  const text = String(base);
  if (existsSync(text)) {
    const found = await countLayersOf(text, clues.diffIds, options);
    return sharedBase(clues, { ...found, name: text, origin: 'archive' });
  }
  const [image] = findImages(clues.contents, text);
  const ids = image && diffIdsOf(image);
  if (!ids) {
    throw new PlimsollError(
      'not-found',
      `The base ${text} is neither a file or directory nor an image of ${clues.file}.`,
      { file: text, hint: 'Give --base an archive, or a number of layers.' },
    );
  }
  const shared = sharedLayers(ids, clues.diffIds);
  return sharedBase(clues, { shared, layers: ids.length, name: text, origin: 'image' });
}

/** A base that is given as a number of layers; null for one that is given by a name. */
export function layerCount(base: string | number): number | null {
  return /^\d{1,6}$/.test(String(base)) ? Number(base) : null;
}

function countedBase(clues: BaseClues, wanted: number): ResolvedBase {
  const there = clues.diffIds.length;
  const base = { ...labels(clues.image), layers: Math.min(wanted, there), origin: 'layers' as const };
  if (wanted <= there) return { base, warnings: [] };
  return {
    base,
    warnings: [mismatch(`The base is said to have ${wanted} layers, but the image has ${there}.`)],
  };
}

function sharedBase(
  clues: BaseClues,
  found: Pick<BaseReport, 'origin'> & {
    readonly shared: number;
    readonly layers: number;
    readonly name: string;
  },
): ResolvedBase {
  const { shared, layers, name, origin } = found;
  const base = { ...labels(clues.image), layers: shared, origin, name };
  if (shared === layers) return { base, warnings: [] };
  return {
    base,
    warnings: [
      shared === 0
        ? mismatch(`The image shares no layer with its base ${name}, so all of its layers count as own.`)
        : mismatch(
            `The image has ${shared} of the ${layers} layers of its base ${name}; the others count as own.`,
          ),
    ],
  };
}

function mismatch(message: string): Warning {
  return { code: 'base-mismatch', message };
}

/** Another image of the archive that the labels name is certain; the history only makes it likely. */
function findBase({ contents, image, diffIds, history }: BaseClues): BaseReport {
  const { name, digest } = labels(image);
  for (const other of contents.images) {
    const isMeant =
      (digest !== null && (other.manifestDigest === digest || other.targetDigest === digest)) ||
      (name !== null && other.tags.some((tag) => fullReference(tag) === fullReference(name)));
    const ids = isMeant && other.id !== image.id ? diffIdsOf(other) : null;
    if (ids && ids.length > 0 && sharedLayers(ids, diffIds) === ids.length)
      return { layers: ids.length, origin: 'image', name, digest };
  }
  const found = detectBase(history);
  return { layers: found?.layers ?? 0, origin: found?.origin ?? 'none', name, digest };
}

/** What the labels of the image say about its base. Source: OCI image spec, annotations.md. */
function labels(image: ArchiveImage): Pick<BaseReport, 'name' | 'digest'> {
  const all = runtimeConfig(image)?.['Labels'];
  const text = (key: string): string | null => (isRecord(all) ? textField(all, key) || null : null);
  return {
    name: text('org.opencontainers.image.base.name'),
    digest: text('org.opencontainers.image.base.digest'),
  };
}
