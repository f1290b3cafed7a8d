import type { VisitPath } from '../core/path-visit.ts';
import type { ProgressListener } from '../core/progress.ts';
import type { Walk } from './report.ts';

/** Length of the rankings unless the caller says otherwise. */
export const DEFAULT_TOP = 100;
/** Bytes above which a file is a finding unless the caller says otherwise. */
export const DEFAULT_MAX_FILE = 10_000_000;

/** What to survey and how; paths are as the caller gives them. */
export interface SurveyOptions {
  /** Whose walk is shown; default `buildkit`. With `both` BuildKit's, and where the classic builder's differs. */
  readonly walk?: Walk | 'both' | undefined;
  /** Path of the Dockerfile; default `Dockerfile` in the root. */
  readonly dockerfile?: string | undefined;
  /** A Dockerfile that is in no file: from standard input, or `dockerfile_inline` of compose. No `NAME.dockerignore` belongs to it. */
  readonly dockerfileText?: string | undefined;
  /** Stage that the build stops at; default the last one. */
  readonly target?: string | undefined;
  /** Build arguments by name. */
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  /** Directories of named contexts by name. */
  readonly buildContexts?: Readonly<Record<string, string>> | undefined;
  /** Use this ignore file instead of Docker's choice. */
  readonly ignoreFile?: string | undefined;
  /** Every entry, not only the summary. */
  readonly list?: boolean | undefined;
  /** Walk what is skipped, too. */
  readonly measureExcluded?: boolean | undefined;
  /** An entry of the root that counts as not there: `.git`, when a checkout without one is compared. */
  readonly leaveOut?: string | undefined;
  /** Propose lines for the ignore file. */
  readonly suggest?: boolean | undefined;
  /** Length of the rankings, 0 for all; default 100. */
  readonly top?: number | undefined;
  /** Files above this many bytes are findings; default 10,000,000. */
  readonly maxFile?: number | undefined;
  /** Threads that read the disk; default: two for a large context. The report is the same. */
  readonly threads?: 1 | 2 | undefined;
  /** Sees every path that is sent, in walk order. */
  readonly onSent?: VisitPath | undefined;
  /** The file of git's rules for all repositories (`core.excludesFile`), for what git ignores and the context sends. */
  readonly globalGitIgnore?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ProgressListener | undefined;
}
