import type { CheckReport } from '../../src/budget/report.ts';
import { checkReport, finding, subject, verdict } from './check-report.ts';

/** A name that tries to break out of every format: markup, quotes, separators, control characters, a formula. */
export const HOSTILE: string =
  '=a"b\'<i>|`*_[x](y)&amp;::%0A,: \u001b[31m\n\r\t\u202e\ud800 @team #1 $x$ ]]> \ufffe é日本';

/** A check with one of everything, under hostile names. */
export function hostileReport(): CheckReport {
  const image = { kind: 'image' as const, name: HOSTILE };
  const own = { ...image, path: HOSTILE, layer: 1 };
  return checkReport({
    subjects: [
      subject(),
      subject({
        ...image,
        total: 50,
        compressed: 40,
        wasted: 10,
        layers: [
          {
            index: 0,
            digest: null,
            diffId: `sha256:${'a'.repeat(64)}`,
            instruction: HOSTILE,
            fileBytes: 50,
            blobBytes: 40,
            wastedBytes: 10,
          },
        ],
      }),
    ],
    verdicts: [
      verdict({ status: 'pass', measured: 1, limit: 2, headroom: 1, contributors: [] }),
      verdict({ status: 'warn', warnAt: 1000, limit: 3000, headroom: 1000 }),
      verdict({ status: 'skipped', budget: 'growth', limit: null, headroom: null, measured: null }),
      verdict({
        subject: own,
        budget: 'path',
        reason: `It holds ${HOSTILE}.`,
        contributors: [{ name: HOSTILE, bytes: 9 }],
        baseline: 1500,
        delta: 500,
        changes: [{ kind: 'layer', name: HOSTILE, before: null, after: 500, delta: 500 }],
        source: { file: `a b/${HOSTILE}`, line: 3 },
      }),
      verdict({ subject: own, measured: null, headroom: null, error: 'corrupt', source: null }),
    ],
    findings: [
      finding({ severity: 'error', subject: image, message: HOSTILE, fix: HOSTILE, source: null }),
      finding({ place: { path: HOSTILE }, source: { file: HOSTILE, line: 7 } }),
    ],
    suppressed: [{ ...finding({ severity: 'note' }), reason: HOSTILE, until: null }],
    failures: [{ subject: image, code: 'corrupt', message: HOSTILE }],
    warnings: [{ code: 'odd', message: HOSTILE }],
  });
}
