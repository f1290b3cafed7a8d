import { readFileSync, writeFileSync } from 'node:fs';
import { plantPaths } from './context-tree.ts';
import { plantTree } from './tree.ts';

/** One recorded case of fixtures/vectors/dockerignore.json. */
export interface IgnoreVector {
  readonly name: string;
  readonly dockerignore: string;
  readonly tree: readonly string[];
  readonly sent?: readonly string[];
  readonly excluded?: readonly string[];
  readonly decidedBy?: Readonly<Record<string, number | null>>;
  readonly error?: { readonly stage: string; readonly line: number; readonly path?: string };
  readonly legacyTar?: readonly string[];
  readonly arrivesEmpty?: readonly string[];
  readonly lostToPruning?: readonly string[];
}

const FILE = new URL('../../fixtures/vectors/dockerignore.json', import.meta.url);

/** All of them. */
export const IGNORE_VECTORS: readonly IgnoreVector[] = (
  JSON.parse(readFileSync(FILE, 'utf8')) as { cases: readonly IgnoreVector[] }
).cases;

/** Makes the tree on disk; the ignore file lies beside the context, so that the tree is the vector's own. */
export function plantVector(vector: IgnoreVector): { readonly root: string; readonly ignoreFile: string } {
  const where = plantTree({ 'context/': '' });
  const inTree = vector.tree.includes('.dockerignore') ? { '.dockerignore': vector.dockerignore } : {};
  plantPaths(`${where}/context`, vector.tree, inTree);
  writeFileSync(`${where}/rules`, vector.dockerignore);
  return { root: `${where}/context`, ignoreFile: `${where}/rules` };
}
