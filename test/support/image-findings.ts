import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/core/finding.ts';
import type { ImageReport } from '../../src/image/report.ts';
import { type InspectImageOptions, inspectImage } from '../../src/inspect/image.ts';
import { dockerArchive } from './image-archive.ts';
import { type TarEntry, tarOf } from './tar.ts';
import { plantTree } from './tree.ts';

/** A layer to be packed: the instruction, and what it stores; a number is the length of a body. */
export interface SampleLayer {
  readonly by: string;
  readonly files?: Readonly<Record<string, number | string>>;
  /** More members, for modes, links and whiteouts. */
  readonly entries?: readonly TarEntry[];
}

/** An image to look for findings in. */
export interface ImageSample {
  readonly layers: readonly SampleLayer[];
  /** Steps without a layer, behind all others. */
  readonly steps?: readonly string[];
  /** Of the config's `config`. */
  readonly runtime?: Readonly<Record<string, unknown>>;
  readonly os?: string;
  readonly options?: InspectImageOptions;
}

/** Packs an image and returns the path of its archive. */
export function packImage({
  layers,
  steps = [],
  runtime = { User: 'app' },
  os = 'linux',
}: ImageSample): string {
  const created = '2024-01-02T03:04:05Z';
  const history = [
    ...layers.map(({ by }) => ({ created, created_by: by })),
    ...steps.map((by) => ({ created, created_by: by, empty_layer: true })),
  ];
  const tars = layers.map(({ files = {}, entries = [] }) =>
    tarOf(
      ...Object.entries(files).map(([name, body]) => ({
        name,
        body: typeof body === 'number' ? fill(name, body) : body,
      })),
      ...entries,
    ),
  );
  const archive = join(plantTree(), 'app.tar');
  writeFileSync(archive, dockerArchive({ layers: tars, history, config: { os, config: runtime } }));
  return archive;
}

/** The report on an image packed for the test. */
export function reportOn(sample: ImageSample): Promise<ImageReport> {
  return inspectImage(packImage(sample), sample.options);
}

/** The findings of one rule in an image packed for the test. */
export async function findingsIn(sample: ImageSample, rule: string): Promise<readonly Finding[]> {
  const { findings } = await reportOn(sample);
  return findings.filter((finding) => finding.rule === `image/${rule}`);
}

/** A body of its own for each name, so that no two files are equal by chance. */
function fill(name: string, length: number): string {
  return `${name}\n`.repeat(Math.ceil(length / (name.length + 1))).slice(0, length);
}
