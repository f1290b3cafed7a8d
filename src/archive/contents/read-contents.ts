import { PlimsollError } from '../../core/errors.ts';
import { fullReference } from '../../core/reference.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, objectList, readJson } from '../json.ts';
import { type BlobStore, CUT_OFF } from '../store/blob-store.ts';
import { SizeCheck } from './claimed-size.ts';
import type { ArchiveContents, ArchiveImage } from './contents.ts';
import { readDigest, tagOf } from './descriptor.ts';
import { readDockerManifest } from './docker-archive.ts';
import { type Form, indexForm, isComplete } from './index-form.ts';
import { type IndexContents, readIndex } from './oci-index.ts';
import { readObject } from './read-config.ts';
import { readSkopeoDirectory } from './skopeo-directory.ts';

const NO_INDEX: IndexContents = { images: [], attachments: [], absentConfigs: [] };

/**
 * Finds out what an archive holds. manifest.json as a list is docker's and says which images there are; index.json alone is an
 * OCI layout; manifest.json as an object is skopeo's `dir:`. A wrong size is an error, or with `verify` one of the contents' `wrongSizes`.
 */
export async function readContents(
  store: BlobStore<unknown>,
  file: string,
  isDirectory: boolean,
  verify: boolean,
): Promise<ArchiveContents> {
  const sizes = new SizeCheck(store, file, verify);
  const contents = await readForm(store, file, isDirectory, sizes);
  return { ...contents, wrongSizes: sizes.wrong };
}

async function readForm(
  store: BlobStore<unknown>,
  file: string,
  isDirectory: boolean,
  sizes: SizeCheck,
): Promise<Form> {
  const manifest =
    store.size('manifest.json') === null
      ? null
      : readJson(await store.readSmall('manifest.json'), file, 'manifest.json');
  const index = store.size('index.json') === null ? null : await readObject(store, file, 'index.json');
  if (Array.isArray(manifest)) return dockerContents(store, file, manifest, index, sizes);
  if (index !== null) {
    const format = isDirectory ? 'oci-layout' : 'oci-archive';
    return indexForm(format, await readIndex(store, file, index, sizes), file);
  }
  if (isRecord(manifest)) return readSkopeoDirectory(store, file, manifest, sizes);
  throw noImage(store, file, isDirectory);
}

async function dockerContents(
  store: BlobStore<unknown>,
  file: string,
  manifest: readonly unknown[],
  index: JsonObject | null,
  sizes: SizeCheck,
): Promise<Form> {
  const described = index === null ? NO_INDEX : await readIndex(store, file, index, sizes);
  const images = await readDockerManifest(store, file, manifest, described.images);
  const listed = new Set(images.map((image) => image.id));
  const others = described.images.filter((image) => !listed.has(image.id));
  return {
    format: 'docker-archive',
    images: index === null ? images : withNamedTargets(images, index, file),
    otherPlatforms: others.filter(isComplete),
    incomplete: others.filter((image) => !isComplete(image)),
    attachments: described.attachments,
  };
}

/** Where several names of index.json lead to one manifest, each image has the target that its own name points at. */
function withNamedTargets(
  images: readonly ArchiveImage[],
  index: JsonObject,
  file: string,
): readonly ArchiveImage[] {
  const named = new Map<string, string>();
  for (const descriptor of objectList(index, 'manifests', file, 'index.json')) {
    const name = tagOf(descriptor);
    if (name !== null) named.set(fullReference(name), readDigest(descriptor, file, 'index.json'));
  }
  return images.map((image) => {
    const target = image.tags
      .map((tag) => named.get(fullReference(tag)))
      .find((digest) => digest !== undefined);
    const isClassic = image.engineId === image.id;
    return target === undefined || isClassic ? image : { ...image, targetDigest: target, engineId: target };
  });
}

function noImage(store: BlobStore<unknown>, file: string, isDirectory: boolean): PlimsollError {
  const hint = 'Make one with docker save IMAGE -o FILE, or docker buildx build --output type=oci,dest=FILE.';
  if (store.size('repositories') !== null) {
    return new PlimsollError(
      'unsupported',
      `${file} is a docker save from before Docker 1.10, which has no manifest.json.`,
      {
        file,
        hint: 'Load it with an old engine and save it again with a newer one.',
      },
    );
  }
  if (isDirectory) {
    return new PlimsollError(
      'unsupported',
      `${file} is a directory without index.json or manifest.json, so it is no image layout.`,
      { file, hint },
    );
  }
  const below = store.memberNames().find((name) => /^[^/]+\/(index|manifest)\.json$/.test(name));
  if (below !== undefined) {
    const name = below.slice(0, below.indexOf('/'));
    const folder = /^\w[\w.-]*$/.test(name) ? name : 'DIRECTORY'; // somebody will paste it into a shell
    const message = `${file} has ${below}, but an image archive has it at its top.`;
    return new PlimsollError('unsupported', message, {
      file,
      hint: `Pack what is in it: tar -C ${folder} -cf FILE .`,
    });
  }
  const what = `${file} is a tar without manifest.json or index.json`;
  return store.isCutOff
    ? new PlimsollError('corrupt', `${what}, and without an end.`, { file, hint: CUT_OFF })
    : new PlimsollError('unsupported', `${what}: a file system, not an image.`, { file, hint });
}
