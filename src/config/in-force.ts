import type { Warning } from '../core/report.ts';
import type {
  ContextBudget,
  ContextTarget,
  FailOn,
  ImageBudget,
  ImageTarget,
  RuleSettings,
  Suppression,
} from './config.ts';
import type { Origin } from './origin.ts';

/** A value, and where it was written; null for one that is in no file. */
export interface Written<T> {
  readonly value: T;
  readonly origin: Origin | null;
}

/** A build context whose paths can be opened from the working directory. */
export interface ContextInForce {
  readonly kind: 'context';
  /** Unique among the contexts. */
  readonly name: string;
  readonly path: string;
  readonly dockerfile: string | null;
  readonly target: ContextTarget;
  readonly budgets: readonly Written<ContextBudget>[];
  readonly origin: Origin | null;
}

/** An image whose paths can be opened from the working directory. */
export interface ImageInForce {
  readonly kind: 'image';
  /** Unique among the images. */
  readonly name: string;
  readonly archive: string;
  readonly dockerfile: string | null;
  readonly baseArchive: string | null;
  readonly target: ImageTarget;
  readonly budgets: readonly Written<ImageBudget>[];
  readonly origin: Origin | null;
}

/** What is in force after `extends`, with paths that can be opened and places to point at. */
export interface ConfigInForce {
  /** Null for a configuration that was not read from a file. */
  readonly file: string | null;
  readonly contexts: readonly ContextInForce[];
  readonly images: readonly ImageInForce[];
  readonly rules: ReadonlyMap<string, Written<RuleSettings>>;
  readonly suppressions: readonly Written<Suppression>[];
  /** A path that can be opened. */
  readonly baseline: Written<string> | null;
  /** Null where nothing is written: `error`. */
  readonly failOn: Written<FailOn> | null;
  readonly warnings: readonly Warning[];
}
