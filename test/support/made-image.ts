import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { dockerArchive } from './image-archive.ts';
import { tarOf } from './tar.ts';

/** A layer to be packed: the instruction and the files that it stores, a name ending in `/` being a directory. */
export interface MadeLayer {
  readonly by: string;
  readonly files: Readonly<Record<string, number | string>>;
}

/** Writes a docker archive with these layers to a fresh directory (or `file`) and returns its path; numbers are lengths of bodies. */
export function madeImage(layers: readonly MadeLayer[], file?: string): string {
  const path = file ?? join(freshDirectory(), 'app.tar');
  const spec = {
    layers: layers.map(({ files }) =>
      tarOf(...Object.entries(files).map(([name, body]) => ({ name, ...member(name, body) }))),
    ),
    history: layers.map(({ by }) => ({ created: '2024-01-02T03:04:05Z', created_by: by })),
  };
  writeFileSync(path, dockerArchive(spec));
  return path;
}

function member(name: string, body: number | string): { readonly type?: string; readonly body?: string } {
  if (name.endsWith('/')) return { type: '5' };
  return { body: typeof body === 'number' ? 'x'.repeat(body) : body };
}

function freshDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
