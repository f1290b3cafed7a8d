import type { ArchiveContents, ArchiveImage } from '../archive/contents/contents.ts';
import type { Platform } from '../archive/facts.ts';
import { PlimsollError } from '../core/errors.ts';
import { fullReference } from '../core/reference.ts';
import { sumOf } from '../core/sum.ts';
import { matchPlatform } from './platform-match.ts';

/** Which image of an archive is meant. */
export interface ImageChoice {
  /** A tag, an ID or its beginning, a manifest digest, or a number from 1. */
  readonly image?: string | number | undefined;
  /** `OS/ARCH[/VARIANT]`. */
  readonly platform?: string | undefined;
}

/**
 * Chooses one image. manifest.json, where it is there, says which images and which platform are meant; a platform that is asked
 * for may also be one that only index.json names. Several without a choice are an error that lists them: the host's own platform
 * decides nothing, so that a command says the same on every machine.
 */
export function chooseImage(contents: ArchiveContents, choice: ImageChoice, file: string): ArchiveImage {
  const onIt = choice.platform === undefined ? contents.images : onPlatform(contents, choice.platform, file);
  const chosen = choice.image === undefined ? preferred(contents, onIt) : named(contents, onIt, choice, file);
  if (chosen.length === 1) return chosen[0]!;
  throw new PlimsollError(
    'usage',
    `${file} holds ${chosen.length} images: ${describeAll(contents, chosen)}.`,
    {
      file,
      hint: 'Choose one with --image REF|N or --platform OS/ARCH.',
    },
  );
}

/** Those that manifest.json lists go before those that only index.json names. */
function preferred(contents: ArchiveContents, images: readonly ArchiveImage[]): readonly ArchiveImage[] {
  const listed = images.filter((image) => contents.images.includes(image));
  return listed.length > 0 ? listed : images;
}

function onPlatform(contents: ArchiveContents, wanted: string, file: string): readonly ArchiveImage[] {
  if (!/^[^/]+\/[^/]+(\/[^/]+)?$/.test(wanted)) {
    const message = `${JSON.stringify(wanted)} is no platform.`;
    throw new PlimsollError('usage', message, { hint: 'Write OS/ARCH or OS/ARCH/VARIANT, as linux/arm64.' });
  }
  const among = (images: readonly ArchiveImage[]): readonly ArchiveImage[] => {
    const platforms = images.map((image) => image.platform);
    return matchPlatform(platforms, wanted).map((i) => images[i]!);
  };
  const whole = among(allImages(contents));
  const found = whole.length > 0 ? whole : among(contents.incomplete);
  if (found.length > 0) return found;
  const there = allImages(contents).map((image) => platformName(image.platform));
  throw new PlimsollError(
    'not-found',
    `${file} has no image for ${wanted}; it has ${[...new Set(there)].join(', ')}.`,
    { file },
  );
}

function named(
  contents: ArchiveContents,
  candidates: readonly ArchiveImage[],
  choice: ImageChoice,
  file: string,
): readonly ArchiveImage[] {
  const wanted = String(choice.image);
  const numbered = /^\d{1,6}$/.test(wanted) ? allImages(contents)[Number(wanted) - 1] : undefined;
  const found =
    numbered === undefined
      ? candidates.filter((image) => isNamed(image, wanted))
      : samePlatforms(numbered, choice.platform === undefined ? [numbered] : candidates);
  if (found.length > 0) return found;
  throw new PlimsollError(
    'not-found',
    `${file} has no image ${wanted}; it has ${describeAll(contents, candidates)}.`,
    { file },
  );
}

/** A numbered image itself, or, where it is not among the candidates, those of the same target: its other platforms. */
function samePlatforms(numbered: ArchiveImage, candidates: readonly ArchiveImage[]): readonly ArchiveImage[] {
  if (candidates.includes(numbered)) return [numbered];
  const { targetDigest } = numbered;
  return targetDigest === null ? [] : candidates.filter((image) => image.targetDigest === targetDigest);
}

/** In the order in which `--image N` counts. */
export function allImages({ images, otherPlatforms }: ArchiveContents): readonly ArchiveImage[] {
  return [...images, ...otherPlatforms];
}

/** The images of an archive that a tag, an ID or its beginning, or a manifest digest names. */
export function findImages(contents: ArchiveContents, wanted: string): readonly ArchiveImage[] {
  return contents.images.filter((image) => isNamed(image, wanted));
}

function isNamed(image: ArchiveImage, wanted: string): boolean {
  const full = fullReference(wanted);
  if (image.tags.some((tag) => fullReference(tag) === full)) return true;
  if (wanted === image.manifestDigest || wanted === image.targetDigest) return true;
  const hex = wanted.startsWith('sha256:') ? wanted.slice(7) : wanted;
  return hex.length >= 6 && image.id.slice(7).startsWith(hex);
}

/** `linux/arm64/v8`. */
export function platformName(platform: Platform): string {
  const { os, architecture, variant } = platform;
  return [os ?? 'unknown', architecture ?? 'unknown', ...(variant === null ? [] : [variant])].join('/');
}

function describeAll(contents: ArchiveContents, images: readonly ArchiveImage[]): string {
  const shown = images.slice(0, 20).map((image) => {
    const number = allImages(contents).indexOf(image) + 1;
    const bytes = image.layers.every((layer) => layer.size !== null)
      ? `, ${sumOf(image.layers, ({ size }) => size ?? 0)} bytes`
      : '';
    const name = image.tags.length > 0 ? image.tags.join(', ') : image.id.slice(0, 19);
    return `${number > 0 ? `${number}: ` : ''}${name} (${platformName(image.platform)}${bytes})`;
  });
  return shown.join('; ') + (images.length > 20 ? `; and ${images.length - 20} more` : '');
}
