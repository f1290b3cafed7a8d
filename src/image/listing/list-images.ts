import type { Readable } from 'node:stream';
import type { ArchiveImage } from '../../archive/contents/contents.ts';
import { isComplete } from '../../archive/contents/index-form.ts';
import { type IndexTarget, readTargets, type TargetManifest } from '../../archive/contents/index-targets.ts';
import type { Platform } from '../../archive/facts.ts';
import type { Bytes } from '../../core/bytes.ts';
import { compareText } from '../../core/order.ts';
import { familiarReference, fullReference } from '../../core/reference.ts';
import type { Warning } from '../../core/report.ts';
import { sumOf } from '../../core/sum.ts';
import { historySizes } from '../history/history-size.ts';
import { createdOf } from '../image-config.ts';
import { type OpenedArchive, withArchive } from '../opened-archive.ts';
import { type ImageSurvey, type SurveyOptions, surveyChosen } from '../survey.ts';
import { absentLayers } from '../survey-warnings.ts';
import { diskUsage } from './disk-usage.ts';

/** One platform of a listed image. */
export interface ListedPlatform {
  /** Of its manifest. */
  readonly digest: string;
  readonly platform: Platform;
  /** Manifest, config and layers as stored. */
  readonly contentBytes: Bytes;
  /** The same and, of the platform that an engine unpacks, its files in blocks of 4,096 bytes. */
  readonly diskBytes: Bytes;
}

/** One image as `docker images` lists them. */
export interface ListedImage {
  /** As {@link ImageFact.engineId}. */
  readonly id: string;
  /** As docker prints them, in order, each once; empty for an untagged image. */
  readonly names: readonly string[];
  readonly created: string | null;
  /** Classic store: bytes of the files of all layers. Containerd store: content, and unpacked files in blocks of 4,096 bytes. */
  readonly diskBytes: Bytes;
  /** Containerd store: everything stored of the image, attestations included. Classic store: 0, as docker shows it. */
  readonly contentBytes: Bytes;
  /** Platforms that are there; empty in the classic store, which knows none. */
  readonly platforms: readonly ListedPlatform[];
}

/** All images of an archive. */
export interface ImageList {
  readonly images: readonly ListedImage[];
  readonly warnings: readonly Warning[];
}

type ListOptions = Pick<SurveyOptions, 'maxUnpacked' | 'cache' | 'onProgress' | 'signal'>;

/**
 * Lists all images of an archive, as the engine lists them that it comes from. Layers are read for their sizes; of an image
 * with several platforms that of the platform which manifest.json names, or of the only one.
 */
export function listArchiveImages(source: string | Readable, options: ListOptions = {}): Promise<ImageList> {
  return withArchive(source, options, async (opened) => {
    const { contents, store, file } = opened.archive;
    const reader = new SurveyReader(opened, options);
    const images: ListedImage[] = [];
    for (const image of contents.images.filter(({ engineId, id }) => engineId === id))
      images.push(await classicImage(image, reader));
    const isContainerd = contents.images.some(({ engineId, id }) => engineId !== id);
    for (const target of isContainerd ? await readTargets(store, file) : [])
      images.push(...(await containerdImage(target, reader)));
    return { images, warnings: reader.warnings };
  });
}

/** Finds and surveys the images of one archive. */
class SurveyReader {
  /** What makes figures smaller than they should be. */
  readonly warnings: Warning[] = [];
  readonly #opened: OpenedArchive;
  readonly #options: ListOptions;
  readonly #byManifest: ReadonlyMap<string | null, ArchiveImage>;
  /** Configs that manifest.json lists. */
  readonly #listed: ReadonlySet<string>;

  constructor(opened: OpenedArchive, options: ListOptions) {
    const { images, otherPlatforms, format } = opened.archive.contents;
    this.#opened = opened;
    this.#options = options;
    const complete = [...otherPlatforms, ...images].filter(isComplete);
    this.#byManifest = new Map(complete.map((image) => [image.manifestDigest, image]));
    this.#listed = new Set(format === 'docker-archive' ? images.map((image) => image.id) : []);
  }

  survey(image: ArchiveImage): Promise<ImageSurvey> {
    this.warnings.push(...absentLayers(image));
    return surveyChosen(this.#opened, image, { ...this.#options, compareLimit: 0 });
  }

  /** The image of a manifest; null for attestations, artifacts, and images that lack layers. */
  imageOf({ digest }: TargetManifest): ArchiveImage | null {
    return this.#byManifest.get(digest) ?? null;
  }

  isListed({ configDigest }: TargetManifest): boolean {
    return configDigest !== null && this.#listed.has(configDigest);
  }
}

async function classicImage(image: ArchiveImage, reader: SurveyReader): Promise<ListedImage> {
  const { stack, history } = await reader.survey(image);
  return {
    id: image.id,
    names: inOrder(image.tags),
    created: createdOf(image),
    diskBytes: sumOf(historySizes(stack, history), (bytes) => bytes),
    contentBytes: 0,
    platforms: [],
  };
}

/** The image of a target; none for a target that leads to attestations or artifacts only. */
async function containerdImage(target: IndexTarget, reader: SurveyReader): Promise<readonly ListedImage[]> {
  const there = target.manifests.flatMap((manifest) => {
    const image = reader.imageOf(manifest);
    return image === null ? [] : [{ manifest, image }];
  });
  if (there.length === 0) return [];
  const listed = there.filter(({ manifest }) => reader.isListed(manifest));
  const unpacked = new Set(listed.length > 0 ? listed : there.length === 1 ? there : []);
  const platforms: ListedPlatform[] = [];
  for (const one of there) {
    const { digest, contentBytes } = one.manifest;
    const scans = unpacked.has(one) ? (await reader.survey(one.image)).scans : [];
    const diskBytes = contentBytes + sumOf(scans, ({ index }) => diskUsage(index));
    platforms.push({ digest, platform: one.image.platform, contentBytes, diskBytes });
  }
  const contentBytes = sumOf(target.manifests, ({ contentBytes }) => contentBytes);
  const files = sumOf(platforms, ({ diskBytes, contentBytes }) => diskBytes - contentBytes);
  const created = createdOf((listed[0] ?? there[0]!).image);
  return [
    {
      id: target.digest,
      names: inOrder(target.names),
      created,
      diskBytes: contentBytes + files,
      contentBytes,
      platforms,
    },
  ];
}

/** As engines order them: by the whole name, `docker.io/` included. */
function inOrder(names: readonly string[]): readonly string[] {
  const known = new Set(names.map(familiarReference));
  return [...known].sort((a, b) => compareText(fullReference(a), fullReference(b)) || compareText(a, b));
}
