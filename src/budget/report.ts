import type { ContextReport } from '../context/report.ts';
import type { Bytes, Count } from '../core/bytes.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { ReportHead } from '../core/report.ts';
import type { SourceLine, Verdict } from '../core/verdict.ts';
import type { ImageReport } from '../image/report.ts';

/** A finding of one of the contexts or images of a check. */
export interface SubjectFinding extends Finding {
  readonly subject: { readonly kind: 'context' | 'image'; readonly name: string };
  /** Where to point at: the text file of its place, else the Dockerfile, else the configuration. */
  readonly source: SourceLine | null;
}

/** A finding that the configuration accepts. */
export interface SuppressedFinding extends SubjectFinding {
  readonly reason: string;
  /** The last day of the suppression; null: for ever. */
  readonly until: string | null;
}

/** One layer of a checked image. */
export interface SubjectLayer {
  readonly index: Count;
  readonly digest: string | null;
  readonly diffId: string | null;
  readonly instruction: string | null;
  readonly fileBytes: Bytes;
  readonly blobBytes: Bytes;
  readonly wastedBytes: Bytes;
}

/** One context or image of a check, in a few numbers. */
export interface SubjectSummary {
  readonly kind: 'context' | 'image';
  readonly name: string;
  /** Bytes sent; of an image, the file bytes of all layers. Null when it could not be read. */
  readonly total: Bytes | null;
  /** Of a context: what BuildKit transfers. */
  readonly transfer: Bytes | null;
  /** Of an image: bytes of all layers as stored. */
  readonly compressed: Bytes | null;
  /** Of an image: bytes that the final tree hides. */
  readonly wasted: Bytes | null;
  readonly files: Count | null;
  /** Base first; empty for a context. */
  readonly layers: readonly SubjectLayer[];
  /** Code of the failure that kept it from being read. */
  readonly error: ErrorCode | null;
}

/** A context or image that could not be read. */
export interface SubjectFailure {
  readonly subject: { readonly kind: 'context' | 'image'; readonly name: string };
  readonly code: ErrorCode;
  /** One sentence that names the file, and the entry, line or offset. */
  readonly message: string;
}

/** Every budget of a configuration. */
export interface CheckReport extends ReportHead<'check'> {
  readonly findings: readonly SubjectFinding[];
  /** The configuration file; null when it was given as a value. */
  readonly config: string | null;
  /** `fail` when a budget is broken, a finding reaches `failOn`, or a subject could not be read; `warn` when a budget is near its limit. */
  readonly status: 'pass' | 'warn' | 'fail';
  /** Findings from this severity on fail the check. */
  readonly failOn: 'error' | 'warning' | 'note' | 'never';
  readonly subjects: readonly SubjectSummary[];
  readonly verdicts: readonly Verdict[];
  readonly suppressed: readonly SuppressedFinding[];
  /** What could not be read; the exit status is 2 when there is anything. */
  readonly failures: readonly SubjectFailure[];
  /** The reports behind the verdicts, when asked for. */
  readonly reports: readonly (ContextReport | ImageReport)[];
}
