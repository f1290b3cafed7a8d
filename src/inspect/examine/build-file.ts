import { readDockerfileSource } from '../../context/needed/dockerfile-source.ts';
import type { Warning } from '../../core/report.ts';
import { readImageSteps } from '../../dockerfile/stages/image-steps.ts';
import type { BuildFile } from '../../image/rules/dockerfile-rules.ts';

/** The Dockerfile of an image, and what is odd about it. */
export interface ReadBuildFile {
  readonly build: BuildFile | null;
  readonly warnings: readonly Warning[];
}

/**
 * Reads the Dockerfile that an image was built from; one that BuildKit would refuse is a warning, and the image is inspected all the same.
 * Throws where the file cannot be read.
 */
export function readBuildFile(options: {
  readonly dockerfile?: string | undefined;
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
}): ReadBuildFile {
  const { dockerfile } = options;
  if (dockerfile === undefined) return { build: null, warnings: [] };
  const source = readDockerfileSource({ root: '.', dockerfile, dockerfileText: null });
  if (source === null) return { build: null, warnings: [] };
  const { path: file, text } = source;
  const steps = readImageSteps(text, options);
  if (steps.ok) return { build: { file, ...steps.value }, warnings: [] };
  const { line, message } = steps.problem;
  const where = line === 0 ? file : `${file}:${line}`;
  return {
    build: null,
    warnings: [{ code: 'dockerfile', message: `${where}: BuildKit refuses this Dockerfile (${message}).` }],
  };
}
