import { describe, expect, it } from 'vitest';
import type { ContextEntry, ContextReport } from '../../src/context/report.ts';
import { PlimsollError } from '../../src/core/errors.ts';
import { inspectContext } from '../../src/inspect/context.ts';
import { IGNORE_VECTORS, plantVector } from '../support/vectors.ts';

const cases = IGNORE_VECTORS;

const named = (entry: ContextEntry): string => (entry.type === 'directory' ? `${entry.path}/` : entry.path);
const sentNames = (report: ContextReport): readonly string[] =>
  report.entries!.filter((entry) => entry.sent).map(named);

async function failure(work: Promise<unknown>): Promise<PlimsollError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PlimsollError);
  return error as PlimsollError;
}

describe('BuildKit’s walk', () => {
  it.each(cases.filter((vector) => vector.sent).map((vector) => [vector.name, vector] as const))(
    'sends what Docker sends, in its order, for the same reason: %s',
    async (_, vector) => {
      const { root, ignoreFile } = plantVector(vector);
      const report = await inspectContext(root, { ignoreFile, list: true, measureExcluded: true });
      expect(sentNames(report)).toEqual(vector.sent);
      expect(report.entries!.map(named)).toEqual(vector.tree);
      expect(Object.fromEntries(report.entries!.map((entry) => [named(entry), entry.decidedBy]))).toEqual(
        vector.decidedBy,
      );
      const marked = (mark: 'arrivesEmpty' | 'lostToPruning'): readonly string[] =>
        report.entries!.filter((entry) => entry[mark]).map(named);
      expect(marked('arrivesEmpty')).toEqual(vector.arrivesEmpty ?? []);
      expect(marked('lostToPruning')).toEqual(vector.lostToPruning ?? []);
    },
  );

  it.each(cases.filter((vector) => vector.error).map((vector) => [vector.name, vector] as const))(
    'fails where Docker fails and names the line: %s',
    async (_, vector) => {
      const { root, ignoreFile } = plantVector(vector);
      const error = await failure(inspectContext(root, { ignoreFile }));
      expect([error.code, error.line]).toEqual(['ignore-file', vector.error!.line]);
      if (vector.error!.path !== undefined) expect(error.entry).toBe(vector.error!.path);
    },
  );

  it.each(cases.filter((vector) => vector.sent).map((vector) => [vector.name, vector] as const))(
    'counts the same whether it looks into what it skips or not: %s',
    async (_, vector) => {
      const { root, ignoreFile } = plantVector(vector);
      const quick = await inspectContext(root, { ignoreFile, list: true });
      const whole = await inspectContext(root, { ignoreFile, list: true, measureExcluded: true });
      expect([quick.sent, quick.transfer, sentNames(quick)]).toEqual([
        whole.sent,
        whole.transfer,
        sentNames(whole),
      ]);
    },
  );
});

describe('the classic walk', () => {
  it.each(
    cases.filter((vector) => vector.legacyTar ?? vector.sent).map((vector) => [vector.name, vector] as const),
  )('sends what the classic builder sends, in its order: %s', async (_, vector) => {
    const { root, ignoreFile } = plantVector(vector);
    const report = await inspectContext(root, { ignoreFile, list: true, walk: 'classic' });
    expect(sentNames(report)).toEqual(vector.legacyTar ?? vector.sent);
  });

  it.each(
    cases
      .filter((vector) => vector.error && !vector.legacyTar)
      .map((vector) => [vector.name, vector] as const),
  )('fails where the classic builder fails: %s', async (_, vector) => {
    const { root, ignoreFile } = plantVector(vector);
    const error = await failure(inspectContext(root, { ignoreFile, walk: 'classic' }));
    expect([error.code, error.line]).toEqual(['ignore-file', vector.error!.line]);
  });
});
