import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Real archives with the truth about them; fixtures/archives/README.md says where they come from. */
export const ARCHIVES: string = fileURLToPath(new URL('../../fixtures/archives/', import.meta.url));

/** What is known of one layer, worked out by Python's tarfile. */
interface LayerTruth {
  readonly diff_id: string;
  readonly tar_bytes: number;
  readonly entries: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly file_bytes: number;
  readonly whiteout_count: number;
  readonly opaque_dirs: readonly string[];
  readonly lower_bytes_removed: number;
  readonly lower_bytes_overwritten: number;
  readonly history_index: number | null;
  readonly created_by: string | null;
  readonly bytes_wasted_in_the_end: number;
}

/** A row of the final tree: path, kind, bytes, mode, uid, gid, layer, sha256, target or device, first name of the body. */
export type TreeRow = readonly [
  string,
  string,
  number,
  string,
  number,
  number,
  number,
  string,
  string,
  string,
];

/** What is known of one image. */
export interface ImageTruth {
  readonly repo_tags: readonly string[] | null;
  readonly config_digest: string;
  readonly os: string;
  readonly architecture: string;
  readonly layers: readonly LayerTruth[];
  readonly totals: { readonly tar_bytes: number; readonly file_bytes: number; readonly entries: number };
  readonly waste: Readonly<
    Record<'bytes' | 'deleted' | 'opaque' | 'overwritten' | 'overwritten_same_content', number>
  > & {
    readonly events: readonly {
      readonly path: string;
      readonly bytes: number;
      readonly layer: number;
      readonly by_layer: number;
      readonly how: string;
      readonly same_content: boolean;
    }[];
    /** Events beyond the longest list that a truth has. */
    readonly events_left_out?: number;
  };
  readonly duplicates?: {
    readonly groups: number;
    readonly extra_bytes: number;
    /** Those with the most extra bytes, each with its first ten paths. */
    readonly top: readonly {
      readonly sha256: string;
      readonly bytes: number;
      readonly copies: number;
      readonly extra_bytes: number;
      readonly paths: readonly string[];
    }[];
  };
  readonly final: { readonly paths: number; readonly bytes: number; readonly listing?: readonly TreeRow[] };
  readonly docker_history?: readonly {
    readonly Size: string;
    readonly CreatedBy: string;
    readonly Comment: string;
  }[];
}

/** One archive and the image in it that a truth is about. */
export interface TruthCase {
  readonly label: string;
  readonly archive: string;
  readonly truth: ImageTruth;
  /** How to choose the image; empty when the archive holds one. */
  readonly choice: { readonly image?: string | number; readonly platform?: string };
  /** How the layers are stored in this archive. */
  readonly stored: readonly StoredLayer[] | null;
}

/** One layer as this archive stores it. */
interface StoredLayer {
  readonly stored_digest: string;
  readonly stored_bytes: number;
  readonly diff_id: string;
  readonly compression: string;
}

interface FormatRow {
  readonly platform?: string;
  readonly missing?: boolean;
  readonly layers: readonly StoredLayer[];
}

/**
 * Every image of every archive below fixtures/archives that has a truth, and of those below the directories that PLIMSOLL_CORPUS names
 * (separated by colons): the scripts that made the fixtures make larger ones as well.
 */
export function truthCases(): readonly TruthCase[] {
  const more = (process.env['PLIMSOLL_CORPUS'] ?? '').split(':').filter((set) => set !== '');
  const sets = [...['tiny', 'modern'].map((set) => join(ARCHIVES, set)), ...more];
  return sets
    .flatMap((set) => readdirSync(set).map((name) => join(set, name)))
    .filter((folder) => existsSync(join(folder, 'formats.json')))
    .flatMap(casesOf);
}

function casesOf(folder: string): readonly TruthCase[] {
  const { formats } = readJson<{ formats: Record<string, Record<string, FormatRow[]>> }>(
    folder,
    'formats.json',
  );
  return Object.entries(formats).flatMap(([archive, rows]) => {
    const truth = truthOf(folder, archive);
    if (truth === null) return [];
    const images = 'images' in truth ? truth.images : [truth];
    return images.map((image, i) => ({
      label: `${folder.replace(ARCHIVES, '')}/${archive}${images.length > 1 ? ` [${i + 1}]` : ''}`,
      archive: join(folder, archive),
      truth: image,
      choice: choiceOf(images, i),
      stored: storedOf(rows, image),
    }));
  });
}

function truthOf(
  folder: string,
  archive: string,
): ImageTruth | { readonly images: readonly ImageTruth[] } | null {
  const own = join('truth', `${archive.replace(/\.tar$/, '')}.json`);
  if (existsSync(join(folder, own))) return readJson(folder, own);
  return existsSync(join(folder, 'truth.json')) ? readJson(folder, 'truth.json') : null;
}

function choiceOf(images: readonly ImageTruth[], i: number): TruthCase['choice'] {
  if (images.length === 1) return {};
  const platform = (image: ImageTruth): string => `${image.os}/${image.architecture}`;
  return new Set(images.map(platform)).size > 1 ? { platform: platform(images[i]!) } : { image: i + 1 };
}

function storedOf(
  rows: Readonly<Record<string, readonly FormatRow[]>>,
  image: ImageTruth,
): readonly StoredLayer[] | null {
  const ids = image.layers.map((layer) => layer.diff_id).join();
  const all = ['docker', 'oci', 'dir'].flatMap((kind) => rows[kind] ?? []);
  return (
    all.find((row) => !row.missing && row.layers.map((layer) => layer.diff_id).join() === ids)?.layers ?? null
  );
}

function readJson<T>(...parts: readonly string[]): T {
  return JSON.parse(readFileSync(join(...parts), 'utf8')) as T;
}
