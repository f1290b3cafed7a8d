import type { Severity } from '../core/finding.ts';

/** `20MB` (10^6), `20MiB` (2^20), or plain bytes. */
type SizeText = string | number;

/** `all` layers, or `own`: those above the base. */
export type Scope = 'all' | 'own';

/** Where a path budget looks: in the final tree, or in every layer, so that a file deleted later still counts. */
export type PathRange = 'final' | 'any-layer';

/** How much a total may grow over its baseline: it fails only when both are passed. */
export interface GrowthLimit {
  /** Which total; default `total`. */
  readonly of?: 'total' | 'transfer' | 'files' | 'compressed' | 'layers' | 'wasted' | undefined;
  readonly percent: number;
  /** The floor: bytes (files, for `of: files`; layers for `of: layers`); default 0. */
  readonly atLeast?: SizeText | undefined;
}

/** One budget of a build context: one measure and what qualifies it. */
export interface ContextBudget {
  readonly total?: SizeText | undefined;
  readonly transfer?: SizeText | undefined;
  readonly files?: number | undefined;
  readonly file?: SizeText | undefined;
  readonly path?: string | undefined;
  readonly forbidden?: true | undefined;
  readonly growth?: GrowthLimit | undefined;
  /** A share of the limit (`90%`), or a value in the limit's own unit. */
  readonly warnAt?: SizeText | undefined;
}

/** One budget of an image: one measure and what qualifies it. */
export interface ImageBudget {
  readonly total?: SizeText | undefined;
  readonly compressed?: SizeText | undefined;
  readonly layer?: SizeText | undefined;
  readonly layers?: number | undefined;
  /** Bytes, or a share of the file bytes (`5%`). */
  readonly wasted?: SizeText | undefined;
  /** At least this share of the file bytes is visible; 0..1. */
  readonly efficiency?: number | undefined;
  readonly files?: number | undefined;
  readonly file?: SizeText | undefined;
  readonly path?: string | undefined;
  readonly forbidden?: true | undefined;
  readonly in?: PathRange | undefined;
  readonly growth?: GrowthLimit | undefined;
  readonly scope?: Scope | undefined;
  readonly warnAt?: SizeText | undefined;
}

/** A build context and its budgets. */
export interface ContextTarget {
  /** Relative to the file of the configuration. */
  readonly path: string;
  /** What reports call it; default: the path. */
  readonly name?: string | undefined;
  /** Relative to the file of the configuration. */
  readonly dockerfile?: string | undefined;
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  readonly budgets?: readonly ContextBudget[] | undefined;
}

/** The layers that are not ours to blame: as many from the bottom, or those of another archive. */
export interface BaseChoice {
  readonly layers?: number | undefined;
  readonly archive?: string | undefined;
}

/** An image archive and its budgets. */
export interface ImageTarget {
  /** Relative to the file of the configuration. */
  readonly archive: string;
  /** What reports call it; default: the archive. */
  readonly name?: string | undefined;
  /** Which image of several: a reference or a number from 1. */
  readonly image?: string | number | undefined;
  readonly platform?: string | undefined;
  readonly base?: BaseChoice | undefined;
  /** The Dockerfile it was built from; annotations point into it. */
  readonly dockerfile?: string | undefined;
  readonly budgets?: readonly ImageBudget[] | undefined;
}

/** A severity, or `off`. */
export type RuleLevel = Severity | 'off';

/** What becomes of one rule's findings. */
export interface RuleSettings {
  readonly severity?: RuleLevel | undefined;
  /** Findings with at most so many bytes at stake are dropped. */
  readonly limit?: SizeText | undefined;
}

/** Findings that are accepted for a while, and why. */
export interface Suppression {
  readonly rule: string;
  /** Only findings at paths that this pattern covers; default: all. */
  readonly path?: string | undefined;
  readonly reason: string;
  /** The last day on which it holds, `2027-01-31`; default: for ever. */
  readonly until?: string | undefined;
}

/** What `failOn` knows. */
export type FailOn = Severity | 'never';

/** The configuration as it is written: `plimsoll.yaml`, or the key `plimsoll` of package.json. */
export interface Config {
  readonly $schema?: string | undefined;
  /** Other configurations that this one builds on, relative to this file. */
  readonly extends?: string | readonly string[] | undefined;
  readonly contexts?: readonly ContextTarget[] | undefined;
  readonly images?: readonly ImageTarget[] | undefined;
  readonly rules?: Readonly<Record<string, RuleLevel | RuleSettings>> | undefined;
  readonly suppress?: readonly Suppression[] | undefined;
  /** Relative to this file. */
  readonly baseline?: string | undefined;
  readonly failOn?: FailOn | undefined;
}
