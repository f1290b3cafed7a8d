import { createHash } from 'node:crypto';
import type { ArchiveMemory } from '../../archive/archive-memory.ts';
import type { FileRange } from '../../archive/file-range.ts';
import { digestRange } from '../../archive/sha256.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import type { NameTree } from '../index/name-tree.ts';
import { archiveDigest, decodeArchive, encodeArchive } from './archive-file.ts';
import { sampleBlob } from './blob-sample.ts';
import { openCacheFolder } from './cache-folder.ts';

/**
 * Remembers archives that are compressed as a whole, in a directory; their layers' indexes are made over `names`. A file is recognised
 * by a sample, and then by the sha256 of all its bytes: hashing is several times quicker than unpacking, and nobody can pass one archive
 * off as another.
 */
export function openArchiveCache(directory: string, names: NameTree): ArchiveMemory<LayerIndex> {
  const folder = openCacheFolder(directory);
  return {
    of: (file, path) => {
      const name = nameOf(file);
      return {
        recall: async (onBytes) => {
          const digest = folder.read(name, (fd) => archiveDigest(fd, path));
          if (digest === null || (await digestRange(file, onBytes)) !== digest) return null;
          return folder.read(name, (fd) => decodeArchive(fd, path, digest, names));
        },
        remember: (digest, members) => {
          folder.keep(name, encodeArchive(path, digest, members));
          folder.prune();
        },
      };
    },
  };
}

function nameOf(file: FileRange): string {
  const key = createHash('sha256').update(`${file.length} ${sampleBlob(file)}`);
  return `archive-${key.digest('hex')}`;
}
