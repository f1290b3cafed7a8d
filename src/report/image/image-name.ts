import type { Platform } from '../../archive/facts.ts';
import type { ImageFact } from '../../image/report.ts';
import { printable } from '../text/printable.ts';

/** The image's first name, or what to call it without one. */
export function imageName({ tags }: ImageFact): string {
  return tags.length === 0 ? 'untagged image' : printable(tags[0]!);
}

/** The beginning of an ID that tells images apart, with its algorithm. */
export function shownId(id: string): string {
  return printable(id.slice(0, 'sha256:'.length + 12));
}

/** `linux/arm64/v8`; what is not known is left out. */
export function platformText({ os, architecture, variant }: Platform): string {
  const parts = [os, architecture, variant].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? 'unknown platform' : printable(parts.join('/'));
}
