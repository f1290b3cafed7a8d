import { PlimsollError } from '../../core/errors.ts';
import { absent } from '../store/blob-store.ts';
import type { ArchiveContents, ArchiveImage } from './contents.ts';
import type { IndexContents } from './oci-index.ts';

/** What one form of archives tells of its contents. */
export type Form = Omit<ArchiveContents, 'wrongSizes'>;

/**
 * The contents of a form whose images are those that an index leads to. What lacks layers stands aside, unless nothing else is there;
 * an `unsupported` error where nothing has a file system.
 */
export function indexForm(format: ArchiveContents['format'], found: IndexContents, file: string): Form {
  if (found.images.length === 0) throw noFileSystem(file, found);
  const complete = found.images.filter(isComplete);
  return {
    format,
    images: complete.length > 0 ? complete : found.images,
    otherPlatforms: [],
    incomplete: complete.length > 0 ? found.images.filter((image) => !isComplete(image)) : [],
    attachments: found.attachments,
  };
}

/** True for an image that lacks no layer, but those that may not be distributed. */
export function isComplete({ layers }: ArchiveImage): boolean {
  return layers.every(({ presence }) => presence !== 'missing');
}

function noFileSystem(file: string, found: IndexContents): PlimsollError {
  const [config] = found.absentConfigs;
  if (config !== undefined) return absent(file, config);
  const artifacts = found.attachments.filter(({ kind }) => kind === 'artifact');
  const kinds = [...new Set(artifacts.map(({ type }) => type))].sort().join(', ');
  const what =
    artifacts.length > 0
      ? `what it holds has no file system (${kinds})`
      : found.attachments.length > 0
        ? 'it holds attestations only'
        : 'its index leads to no manifest that is there';
  return new PlimsollError('unsupported', `${file} holds no image: ${what}.`, { file });
}
