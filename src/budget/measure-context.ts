import type { ContextReport } from '../context/report.ts';
import type { Contributor } from '../core/verdict.ts';
import type { PlainMeasure } from './budget.ts';
import type { Measurement } from './measure.ts';

/** One plain measure of a context. Without a Dockerfile `transfer` is what BuildKit sends when everything is asked for. */
export function measureContext(report: ContextReport, measure: PlainMeasure): Measurement {
  const { sent, transfer, largestFiles } = report;
  switch (measure) {
    case 'total':
      return { measured: sent.bytes, contributors: shares(report.topLevel, report) };
    case 'transfer': {
      const measured = transfer.needed?.buildkitBytes ?? transfer.buildkitBytes;
      return { measured, contributors: shares(report.neededTopLevel ?? report.topLevel, report) };
    }
    case 'files':
      return { measured: sent.files, contributors: crowded(report) };
    case 'file': {
      const contributors = largestFiles.map(({ path, bytes }) => ({ name: path, bytes }));
      return { measured: largestFiles[0]?.bytes ?? 0, contributors };
    }
    default:
      return { measured: null, contributors: [] };
  }
}

/** A slash marks what is known to be a directory: a file of the root counts as one file, and is in no list of directories. */
function shares(
  entries: ContextReport['topLevel'],
  { largestDirectories }: ContextReport,
): readonly Contributor[] {
  const directories = new Set(largestDirectories.map(({ path }) => path));
  return entries
    .filter(({ bytes }) => bytes > 0)
    .map(({ path, bytes, files }) => ({
      name: files !== 1 || directories.has(path) ? `${path}/` : path,
      bytes,
    }));
}

/** Directories by how many files they hold. */
function crowded({ largestDirectories }: ContextReport): readonly Contributor[] {
  return [...largestDirectories]
    .sort((a, b) => b.files - a.files)
    .map(({ path, bytes }) => ({ name: `${path}/`, bytes }));
}
