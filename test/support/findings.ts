import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../../src/core/finding.ts';
import { type InspectContextOptions, inspectContext } from '../../src/inspect/context.ts';
import { plantTree } from './tree.ts';

/** A context to look for findings in. */
export interface Sample {
  /** Path to content; a path that ends in a slash is an empty directory. */
  readonly files: Readonly<Record<string, string>>;
  /** Path to target. */
  readonly links?: Readonly<Record<string, string>>;
  readonly options?: InspectContextOptions;
}

/** Plants a context and returns its root. */
export function plantSample({ files, links = {} }: Sample): string {
  const root = plantTree(files);
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(target, join(root, path));
  }
  return root;
}

/** The findings of one rule, or of all rules, in a context made for the test. */
export async function findingsOf(sample: Sample, rule?: string): Promise<readonly Finding[]> {
  const { findings } = await inspectContext(plantSample(sample), sample.options);
  return rule === undefined ? findings : findings.filter((finding) => finding.rule === `context/${rule}`);
}
