import type { Bytes, Count } from '../core/bytes.ts';
import type { ReportHead } from '../core/report.ts';

/** Which builder's walk decides. */
export type Walk = 'buildkit' | 'classic';

/** The ignore file in force. */
export interface IgnoreFileFact {
  /** Relative to the context root where it lies inside, else as given. */
  readonly path: string;
  /** `context`: .dockerignore in the root; `dockerfile`: NAME.dockerignore beside the Dockerfile; `option`: given by the caller. */
  readonly origin: 'context' | 'dockerfile' | 'option';
  readonly ruleCount: Count;
}

/** The Dockerfile that the build would use. */
export interface DockerfileFact {
  readonly path: string;
  readonly target: string | null;
  /** Names of the stages in order; an unnamed stage is its number. */
  readonly stages: readonly string[];
}

/** What survives the rules; the bytes of an inode with several names count once. */
export interface SentTotals {
  readonly files: Count;
  readonly directories: Count;
  readonly symlinks: Count;
  readonly others: Count;
  readonly bytes: Bytes;
}

/** What the rules leave out. */
export interface ExcludedTotals {
  readonly files: Count;
  readonly directories: Count;
  readonly bytes: Bytes;
  /** False when an excluded directory was skipped without looking inside. */
  readonly complete: boolean;
}

/** What the Dockerfile's instructions make BuildKit ask for. */
export interface NeededTransfer {
  readonly files: Count;
  readonly bytes: Bytes;
  readonly buildkitBytes: Bytes;
  /** BuildKit's follow paths: cleaned, sorted, once each; `["."]` is everything, `[]` nothing. */
  readonly sources: readonly string[];
}

/** What one instruction of the Dockerfile takes from the build context or from a named one. */
export interface InstructionUse {
  /** 1-based; of an ONBUILD for what it triggers. */
  readonly line: Count;
  readonly endLine: Count;
  /** Continued lines joined. */
  readonly text: string;
  readonly kind: 'copy' | 'add' | 'bind';
  /** Name or number of the stage in which it runs. */
  readonly stage: string;
  /** The named context that it takes from; null for the build context. */
  readonly context: string | null;
  /** As written, variables filled in. */
  readonly sources: readonly string[];
  /** Files that are sent and that it takes: links followed, `--exclude` applied. */
  readonly files: Count;
  readonly bytes: Bytes;
}

/** What the build asks of a named context. */
export interface NamedContextUse extends NeededTransfer {
  readonly name: string;
  /** Its directory, as given. */
  readonly path: string;
}

/** Exact bytes on the wire, cold (nothing cached). */
export interface Transfer {
  /**
   * The classic builder's request body: `Sending build context to Docker daemon`. Null when that builder fails here. A Dockerfile outside of the context,
   * which that client adds under a name of its own, is not counted.
   */
  readonly classicTarBytes: Bytes | null;
  /** BuildKit's `transferring context` when everything is asked for. Null when BuildKit fails here. */
  readonly buildkitBytes: Bytes | null;
  /** Null without a Dockerfile. */
  readonly needed: NeededTransfer | null;
}

/** One large file. */
export interface FileSize {
  readonly path: string;
  readonly bytes: Bytes;
}

/** One directory with all that is sent below it. */
export interface DirectorySize extends FileSize {
  readonly files: Count;
}

/** What one rule of the ignore file does here. */
export interface RuleUse {
  /** 1-based line in the ignore file. */
  readonly line: Count;
  readonly text: string;
  readonly kind: 'exclude' | 'reinclude';
  /** Files for which this rule is the last that matched. */
  readonly decidedFiles: Count;
  readonly decidedBytes: Bytes;
  /** `unused`: matches nothing; `shadowed`: later rules overrule every match; `inert`: a re-include that cannot work. */
  readonly state: 'used' | 'unused' | 'shadowed' | 'inert';
}

/** A line that the ignore file could have. */
export interface Suggestion {
  readonly line: string;
  /** Id of the rule whose finding it settles. */
  readonly rule: string;
  /** Bytes that are not sent any more with this line after those before it in the list. */
  readonly bytes: Bytes;
  readonly files: Count;
}

/** One path of the context. */
export interface ContextEntry {
  readonly path: string;
  /** The exact name, when it is not UTF-8. */
  readonly pathBase64?: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
  /** Null for a directory that was skipped without looking inside. */
  readonly bytes: Bytes | null;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: Count;
  readonly sent: boolean;
  /** Line of the deciding rule; null when no rule matched. */
  readonly decidedBy: Count | null;
  /** BuildKit announces the file, then fails to open it: it arrives empty, without a message. */
  readonly arrivesEmpty: boolean;
  /** A rule would re-include it, but its directory is skipped whole. */
  readonly lostToPruning: boolean;
  /** Git ignores it; null when nobody asked git's rules. */
  readonly gitIgnored: boolean | null;
}

/** A path that only one of the two builders sends. */
export interface WalkDifference {
  readonly path: string;
  readonly type: ContextEntry['type'];
  /** Of a file; 0 for anything else. */
  readonly bytes: Bytes;
  readonly sentBy: Walk;
}

/** What is sent by the ignore file that is there. */
export interface PresentIgnoreFile {
  /** Null: there is none. */
  readonly ignoreFile: IgnoreFileFact | null;
  readonly sent: SentTotals;
  readonly transfer: Transfer;
}

/** What a build here sends. */
export interface ContextReport extends ReportHead<'context'> {
  readonly root: string;
  readonly walk: Walk;
  readonly ignoreFile: IgnoreFileFact | null;
  readonly dockerfile: DockerfileFact | null;
  readonly sent: SentTotals;
  readonly excluded: ExcludedTotals;
  readonly transfer: Transfer;
  /** The instructions that take files from a context, in the order of the Dockerfile; null without a Dockerfile that works. */
  readonly instructions: readonly InstructionUse[] | null;
  /** Named contexts that are directories and that the build asks for. */
  readonly namedContexts: readonly NamedContextUse[];
  readonly largestFiles: readonly FileSize[];
  readonly largestDirectories: readonly DirectorySize[];
  /** Share of each entry of the root, largest first; files of the root under their own names. */
  readonly topLevel: readonly DirectorySize[];
  /** The same of what the Dockerfile makes BuildKit ask for; null where {@link Transfer.needed} is. */
  readonly neededTopLevel: readonly DirectorySize[] | null;
  readonly rules: readonly RuleUse[];
  /** Lines for the ignore file, the one that saves most first; null unless asked for. */
  readonly suggestions: readonly Suggestion[] | null;
  /** Paths that only one of the two builders sends, in walk order; null unless asked for, and when one of them fails. */
  readonly walkDifferences: readonly WalkDifference[] | null;
  /** What the ignore file that Docker would choose sends, beside one that is tried in its place; null when none is. */
  readonly present: PresentIgnoreFile | null;
  /** Every path with its verdict; null unless asked for. */
  readonly entries: readonly ContextEntry[] | null;
}

/** One step of the trail: what one rule did to one path. */
export interface TrailStep {
  readonly line: Count;
  readonly text: string;
  readonly effect: 'excluded' | 'reincluded' | 'inherited' | 'skipped' | 'no match';
  /** The path or parent on which the rule matched; null where it did not. */
  readonly on: string | null;
}

/** One line of the ignore file that turns the verdict around. */
export interface VerdictChange {
  /** `append`: a new last line; `remove`: one that is there. */
  readonly kind: 'append' | 'remove';
  /** Of the line to remove; null for a new one. */
  readonly line: Count | null;
  readonly text: string;
}

/** Why one path is in or out. */
export interface PathExplanation {
  readonly path: string;
  readonly exists: boolean;
  /** Null for a path that does not exist. */
  readonly type: ContextEntry['type'] | null;
  readonly sent: boolean;
  /** Null when no rule of the ignore file decides. */
  readonly decidedBy: { readonly file: string; readonly line: Count; readonly text: string } | null;
  /** Every rule in order: on the path, or on the skipped directory above it. */
  readonly trail: readonly TrailStep[];
  /** The directory above the path that the builder skips without looking inside; null when it comes to the path. */
  readonly skippedAt: string | null;
  /** The rules let the path through, but it lies below a skipped directory. */
  readonly lostToPruning: boolean;
  /** BuildKit announces the file, then fails to open it. */
  readonly arrivesEmpty: boolean;
  /** The classic client sends its Dockerfile and ignore file whatever the rules say. */
  readonly forced: boolean;
  /** The smallest change of the ignore file that turns the verdict around; null when one line cannot. */
  readonly change: VerdictChange | null;
  /** Dockerfile instructions that ask for it; null without a Dockerfile. */
  readonly neededBy: readonly { readonly line: Count; readonly text: string }[] | null;
}

/** Sent or not, and why. */
export interface ExplainReport extends ReportHead<'explain'> {
  readonly root: string;
  readonly walk: Walk;
  readonly ignoreFile: IgnoreFileFact | null;
  readonly paths: readonly PathExplanation[];
}
