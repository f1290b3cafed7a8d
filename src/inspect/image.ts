import type { Readable } from 'node:stream';
import type { ImageBudget } from '../config/config.ts';
import type { ImageReport } from '../image/report.ts';
import { type ExamineImageOptions, examineImage } from './examine/examine-image.ts';

/** How to inspect an image; the names are those of the command line. */
export interface InspectImageOptions extends ExamineImageOptions {
  /** Budgets as in a configuration, or as text: `total=250MB`. They add `verdicts` to the report. */
  readonly budgets?: readonly (string | ImageBudget)[] | undefined;
  /** A baseline file or an archive that budgets of growth are held against. */
  readonly against?: string | undefined;
}

/**
 * Inspects one image of an archive: a docker or OCI archive, a layout directory, or a stream of one.
 * Reads headers only where it can, never unpacks to disk, opens nothing outside the archive. Fails with a PlimsollError,
 * also for budgets that make no sense.
 */
export async function inspectImage(
  source: string | Readable,
  options: InspectImageOptions = {},
): Promise<ImageReport> {
  const { budgets = [], against, ...examine } = options;
  if (budgets.length === 0) return examineImage(source, examine, (report) => report);
  const { gateImage } = await import('./gate/gate-inspection.ts');
  return gateImage(source, examine, budgets, against);
}
