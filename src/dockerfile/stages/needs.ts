/** One path that an instruction takes from a context. */
export interface NeededSource {
  /** With variables filled in. */
  readonly written: string;
  /** Cleaned, relative to the root, `..` clamped; `.` is the root. */
  readonly path: string;
}

/** One instruction that takes files from the build context or from a named one. */
export interface NeedingInstruction {
  /** 1-based; that of the ONBUILD for a trigger. */
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
  readonly kind: 'copy' | 'add' | 'bind';
  /** Name or number of the stage. */
  readonly stage: string;
  /** Null for the build context. */
  readonly context: string | null;
  readonly sources: readonly NeededSource[];
  /** `--parents`: sources are patterns of the ignore dialect. */
  readonly parents: boolean;
  /** `--exclude`, with what it leaves out of the copy though not of the transfer. */
  readonly exclude: readonly string[];
}

/** What is asked of one context. */
export interface ContextRequest {
  /** Cleaned paths, sorted by byte, once each; null: everything. */
  readonly follow: readonly string[] | null;
}

/** A variable in a source whose value only the base image could tell. */
export interface UnknownVariable {
  readonly line: number;
  readonly name: string;
}

/** What a build asks for. */
export interface BuildNeeds {
  /** Null when the build context is not asked for at all. */
  readonly context: ContextRequest | null;
  /** Named contexts that are asked for. */
  readonly namedContexts: ReadonlyMap<string, ContextRequest>;
  readonly instructions: readonly NeedingInstruction[];
  readonly unknownVariables: readonly UnknownVariable[];
}
