import type { CheckReport, SubjectFinding, SubjectSummary } from '../../src/budget/report.ts';
import type { Verdict } from '../../src/core/verdict.ts';

/** A broken total budget of the context `.`, but for what a test sets. */
export function verdict(parts: Partial<Verdict> = {}): Verdict {
  return {
    budget: 'total',
    subject: { kind: 'context', name: '.', path: null, layer: null },
    scope: 'all',
    of: null,
    measured: 2000,
    unit: 'bytes',
    limit: 1500,
    warnAt: null,
    headroom: -500,
    baseline: null,
    delta: null,
    status: 'fail',
    reason: 'The total is 2 kB, 500 B over the limit of 1.5 kB.',
    contributors: [{ name: 'data/', bytes: 1800 }],
    changes: [],
    source: { file: 'plimsoll.yaml', line: 4 },
    error: null,
    ...parts,
  };
}

/** A warning about a file of the context `.`, but for what a test sets. */
export function finding(parts: Partial<SubjectFinding> = {}): SubjectFinding {
  return {
    rule: 'context/oversized-file',
    severity: 'warning',
    bytes: 1800,
    place: { path: 'data/big.bin' },
    facts: { limit: 1000 },
    message: 'data/big.bin weighs 1.8 kB.',
    fix: 'Add `data/` to .dockerignore.',
    subject: { kind: 'context', name: '.' },
    source: { file: 'data/big.bin', line: null },
    ...parts,
  };
}

/** A context in numbers, but for what a test sets. */
export function subject(parts: Partial<SubjectSummary> = {}): SubjectSummary {
  return {
    kind: 'context',
    name: '.',
    total: 2000,
    transfer: 2100,
    compressed: null,
    wasted: null,
    files: 3,
    layers: [],
    error: null,
    ...parts,
  };
}

/** A check report with nothing in it but what a test sets. */
export function checkReport(parts: Partial<CheckReport> = {}): CheckReport {
  return {
    kind: 'check',
    schemaVersion: 1,
    generator: { name: 'plimsoll', version: '0.0.0' },
    config: 'plimsoll.yaml',
    status: 'fail',
    failOn: 'error',
    subjects: [subject()],
    verdicts: [],
    findings: [],
    suppressed: [],
    failures: [],
    warnings: [],
    reports: [],
    ...parts,
  };
}
