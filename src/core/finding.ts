import type { Bytes, Count } from './bytes.ts';

/** How much a finding matters; the default of its rule unless the configuration says otherwise. */
export type Severity = 'error' | 'warning' | 'note';

/** A value of a finding's facts. */
export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };

/** Where a finding is; only what applies. */
export interface Place {
  /** Path in the context or in the image, without a leading slash. */
  readonly path?: string;
  /** A text file: the ignore file, the Dockerfile. */
  readonly file?: string;
  /** 1-based line of `file`. */
  readonly line?: Count;
  /** Index of a layer, from 0 at the base. */
  readonly layer?: Count;
  /** The instruction that made the layer. */
  readonly instruction?: string;
}

/** What a rule saw, before it has words: inspectors make these, `report/wording` adds the sentences. */
export interface Observation {
  /** Rule id, kebab-case: `context/oversized-file`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Bytes at stake. */
  readonly bytes: Bytes;
  readonly place: Place;
  /** Of an image: false where the base is to blame, which fails no gate. Absent for contexts. */
  readonly own?: boolean;
  /** The rule's own typed facts; docs/rules.md names them. */
  readonly facts: Readonly<Record<string, Fact>>;
}

/** A rule's verdict about one place. */
export interface Finding extends Observation {
  /** One sentence. */
  readonly message: string;
  /** What to do, or null where nothing general can be said. */
  readonly fix: string | null;
}
