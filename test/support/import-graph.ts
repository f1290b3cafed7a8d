import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** One import statement of src/: files relative to src/, or the bare module name. */
export interface ImportEdge {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

/** Every import, re-export and dynamic import in src/. */
export function importEdges(): readonly ImportEdge[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return files.flatMap((file) => edgesOf(file, readFileSync(join(SRC, file), 'utf8')));
}

function edgesOf(file: string, text: string): readonly ImportEdge[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s*'([^']+)'|(?:^|\n)\s*import\s*'([^']+)'|import\(\s*'([^']+)'/g;
  return [...text.matchAll(statement)].map((match) => {
    const target = (match[2] ?? match[3] ?? match[4])!;
    return {
      from: file,
      to: target.startsWith('.') ? relative(SRC, join(SRC, dirname(file), target)) : target,
      isTypeOnly: match[1] !== undefined,
    };
  });
}

/** The room of a file of src/: its first folder, or `index` for src/index.ts. */
export function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : 'index';
}
