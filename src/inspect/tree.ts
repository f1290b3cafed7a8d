import type { Readable } from 'node:stream';
import { PlimsollError } from '../core/errors.ts';
import { reportHead } from '../core/report.ts';
import { type SurveyOptions, surveyImage } from '../image/survey.ts';
import type { TreeReport } from '../image/tree/report.ts';
import { describeTree } from '../image/tree/tree-report.ts';
import type { TreeView } from '../image/tree/view.ts';

/** How much of a tree a report lists. */
export interface TreeBounds {
  /** Levels below the path; default: all. */
  readonly depth?: number | undefined;
  /** Children of a directory; default 0: all. */
  readonly top?: number | undefined;
  /** Most rows: the heaviest directories are opened until there are so many. Default: all are opened. Not together with `depth`. */
  readonly rows?: number | undefined;
}

/** Which tree to show, and how much of it; the names are those of the command line. */
export interface InspectTreeOptions
  extends Omit<SurveyOptions, 'duplicates' | 'duplicatesIfSmall' | 'duplicateFloor'>,
    TreeBounds {
  /** Where to begin, with or without a leading slash; default: the root. Links to directories are followed. */
  readonly path?: string | undefined;
  /** What this layer did; not together with `upTo`. */
  readonly layer?: number | undefined;
  /** What the image shows after this layer. */
  readonly upTo?: number | undefined;
  /** `size` is the default: by hidden bytes where only these are shown. */
  readonly sort?: 'size' | 'name' | undefined;
  /** Only what has hidden bytes, with who stored and who hid them, and paths that are gone. */
  readonly waste?: boolean | undefined;
}

/**
 * The tree of an image as its final state, a state between two layers, or one layer shows it. Fails with a `PlimsollError`:
 * `not-found` for a path that this view does not have, `usage` for a layer that is not there.
 */
export async function inspectTree(
  source: string | Readable,
  options: InspectTreeOptions = {},
): Promise<TreeReport> {
  return (await inspectTreeWithin(source, options, [options]))[0]!;
}

/** The same tree once for each of the bounds, in one look at the image. */
export async function inspectTreeWithin(
  source: string | Readable,
  options: InspectTreeOptions,
  bounds: readonly TreeBounds[],
): Promise<readonly TreeReport[]> {
  const { path = '.', layer, upTo, sort = 'size', waste = false } = options;
  if (layer !== undefined && upTo !== undefined)
    throw new PlimsollError('usage', 'A tree is of one layer or up to one layer, not both.');
  const view: TreeView = layer !== undefined ? { layer } : upTo !== undefined ? { upTo } : 'final';
  const order = sort === 'name' ? 'name' : waste ? 'hidden' : 'size';
  return surveyImage(source, options, (surveyed) =>
    bounds.map(({ depth, top, rows }) => ({
      ...reportHead('tree'),
      ...describeTree(surveyed, {
        view,
        path,
        order,
        depth: depth ?? null,
        top: top ?? 0,
        rows: depth === undefined ? (rows ?? null) : null,
        onlyHidden: waste,
      }),
      findings: [],
      warnings: surveyed.warnings,
    })),
  );
}
