import type { FailOn } from '../../config/config.ts';
import type { ProgressListener } from '../../core/progress.ts';

/** A part of a list that several machines share: `{ index: 1, count: 4 }` is the first of four. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** How to check; the names are those of the command line. */
export interface CheckOptions {
  /** Where the paths of a configuration that is no file begin; default the working directory. */
  readonly directory?: string | undefined;
  /** Adds the reports behind the verdicts. */
  readonly withReports?: boolean | undefined;
  /** A baseline file, or an archive for the only image, instead of the configuration's baseline. */
  readonly against?: string | undefined;
  /** A growth budget without a baseline fails instead of being skipped. */
  readonly requireBaseline?: boolean | undefined;
  /** Only this part of the contexts and images. */
  readonly shard?: Shard | undefined;
  /** Only contexts, or only images. */
  readonly only?: 'contexts' | 'images' | undefined;
  /** The day on which suppressions are judged, `2027-01-31`; without it none runs out. */
  readonly today?: string | undefined;
  /** Overrules the configuration. */
  readonly failOn?: FailOn | undefined;
  /** Length of the ranked lists; default 100, 0 is all. */
  readonly top?: number | undefined;
  /** A directory for the indexes of layers that had to be unpacked; not given: nothing is kept. */
  readonly cache?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}
