import type { ContextReport, IgnoreFileFact, SentTotals } from '../context/report.ts';
import type { Bytes, Count } from '../core/bytes.ts';
import type { Finding } from '../core/finding.ts';
import type { ReportHead } from '../core/report.ts';

/** One service of a compose file that builds an image. */
export interface ComposeService {
  readonly name: string;
  /** 1-based line in the compose file. */
  readonly line: Count;
  /** Its directory; of a remote one, what the file says. */
  readonly context: string;
  /** `remote`: the builder fetches it, so nothing is sent from here. */
  readonly source: 'directory' | 'remote';
  /** Null: the context's own `Dockerfile`, or one that stands in the compose file. */
  readonly dockerfile: string | null;
  readonly target: string | null;
  /** Index in `builds`; null when there is nothing to send. */
  readonly build: Count | null;
}

/** A directory under one ignore file, with all services that build from it: it is sent from here once. */
export interface ComposeContext {
  readonly path: string;
  readonly ignoreFile: IgnoreFileFact | null;
  readonly services: readonly string[];
  readonly sent: SentTotals;
}

/** One build, with all services that ask for exactly this. */
export interface ComposeBuild {
  /** What verdicts and findings call it. */
  readonly name: string;
  readonly services: readonly string[];
  readonly report: ContextReport;
}

/** A finding about one of the contexts. */
export interface ComposeFinding extends Finding {
  readonly subject: { readonly kind: 'context'; readonly name: string };
}

/** What the services of a compose file send when they are built. */
export interface ComposeReport extends ReportHead<'compose'> {
  /** The compose file, as given. */
  readonly file: string;
  readonly findings: readonly ComposeFinding[];
  /** In the order of the file. */
  readonly services: readonly ComposeService[];
  readonly contexts: readonly ComposeContext[];
  readonly builds: readonly ComposeBuild[];
  readonly total: {
    /** Of all contexts, each counted once. */
    readonly files: Count;
    readonly bytes: Bytes;
    /** Of all builds: what BuildKit transfers for their Dockerfiles, cold, named contexts included. Null where one of them fails. */
    readonly buildkitBytes: Bytes | null;
  };
}
