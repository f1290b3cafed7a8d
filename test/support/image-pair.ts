import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ArchiveSpec, dockerArchive } from './image-archive.ts';
import { type TarEntry, tarOf } from './tar.ts';

/** An image as a test writes it: the entries of each layer, and what made them. */
export interface PairSide extends Omit<ArchiveSpec, 'layers' | 'history'> {
  readonly layers: readonly (readonly TarEntry[])[];
  /** Instructions, one a layer. */
  readonly by?: readonly string[];
}

/** Writes two docker archives to a directory of the test's own; the paths of both. */
export function imagePair(before: PairSide, after: PairSide): readonly [before: string, after: string] {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const write = (name: string, { layers, by, ...spec }: PairSide): string => {
    const file = join(directory, name);
    const history = by?.map((text) => ({ created: '2024-01-02T03:04:05Z', created_by: text }));
    const packed = layers.map((entries) => tarOf(...entries));
    writeFileSync(file, dockerArchive({ ...spec, layers: packed, ...(history ? { history } : {}) }));
    return file;
  };
  return [write('before.tar', before), write('after.tar', after)];
}
