import type { Finding } from './finding.ts';
import type { Verdict } from './verdict.ts';
import { VERSION } from './version.ts';

/** Who made a report. */
export interface Generator {
  readonly name: 'plimsoll';
  readonly version: string;
}

/** An oddity that did not stop the work. */
export interface Warning {
  /** Stable, kebab-case. */
  readonly code: string;
  /** One sentence. */
  readonly message: string;
}

/** What every report has; the schema version changes when a field is renamed, retyped or dropped. */
export interface ReportHead<Kind extends string> {
  readonly kind: Kind;
  readonly schemaVersion: 1;
  readonly generator: Generator;
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
  /** Only where budgets were given with the call. */
  readonly verdicts?: readonly Verdict[];
}

/** What the head of every report of this version says, whatever was found. */
export function reportHead<Kind extends string>(
  kind: Kind,
): Pick<ReportHead<Kind>, 'kind' | 'schemaVersion' | 'generator'> {
  return { kind, schemaVersion: 1, generator: { name: 'plimsoll', version: VERSION } };
}
