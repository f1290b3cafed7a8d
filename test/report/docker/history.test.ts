import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DockerHistoryOptions, renderDockerHistory } from '../../../src/report/docker/history.ts';
import { historyEntry, imageReport } from '../../support/image-report.ts';

/** One run of the docker command line, recorded by scripts/record-docker-cli.mjs. */
interface RecordedCase {
  readonly args: readonly string[];
  readonly now: number;
  readonly utcOffset: number;
  readonly items: readonly {
    Id: string;
    Created: number;
    CreatedBy: string;
    Size: number;
    Comment: string;
  }[];
  readonly output: string;
}

const FILE = new URL('../../../fixtures/docker-output/history-cases.json', import.meta.url);
const recorded: { by: string; cases: readonly RecordedCase[] } = JSON.parse(readFileSync(FILE, 'utf8'));

function optionsOf({ args, now, utcOffset }: RecordedCase): DockerHistoryOptions {
  return {
    format: args.includes('--format') ? args[args.indexOf('--format') + 1]! : '',
    noTrunc: args.includes('--no-trunc'),
    quiet: args.includes('--quiet'),
    human: !args.includes('--human=false'),
    now,
    utcOffset: () => utcOffset,
  };
}

function reportOf({ items }: RecordedCase) {
  const oldestFirst = [...items].reverse().map((item) =>
    historyEntry({
      created: item.Created === 0 ? null : new Date(item.Created * 1000).toISOString(),
      createdBy: item.CreatedBy,
      size: item.Size,
      comment: item.Comment,
    }),
  );
  const report = imageReport({ history: oldestFirst });
  return { ...report, image: { ...report.image, engineId: items[0]!.Id } };
}

describe('renderDockerHistory', () => {
  for (const [n, one] of recorded.cases.entries()) {
    it(`prints what docker printed: ${n}, ${one.args.join(' ')}`, () => {
      expect(renderDockerHistory(reportOf(one), optionsOf(one))).toBe(one.output);
    });
  }
});
