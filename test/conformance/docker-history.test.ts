import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../src/image/report.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { type DockerHistoryOptions, renderDockerHistory } from '../../src/report/docker/history.ts';
import { plimsoll } from '../support/cli.ts';
import { fixture, fixtureLines, fixtureText } from '../support/fixtures.ts';

/** One line of `docker history --format json`. */
interface Line {
  readonly Comment: string;
  readonly CreatedAt: string;
  readonly CreatedBy: string;
  readonly CreatedSince: string;
  readonly ID: string;
  readonly Size: string;
}

const seconds = (time: string): number => Date.parse(time) / 1000;

/** Archives of modern engines with what the engine printed about each. `now` is a moment at which it may have. */
const MODERN = [
  {
    folder: 'modern/harbor-gd',
    prefix: 'gd29',
    now: '2026-11-21T07:19:50Z',
    archives: ['docker28-gd-save.tar', 'docker29-gd-save.tar'],
    sizes: 'own',
  },
  {
    folder: 'modern/harbor-c8d',
    prefix: 'c8d29',
    now: '2026-11-21T07:19:50Z',
    archives: ['docker29-c8d-save.tar'],
    sizes: 'recorded',
  },
  {
    folder: 'modern/boom-c8d',
    prefix: 'c8d29',
    now: '2026-11-21T07:20:08Z',
    archives: ['docker29-c8d-save.tar'],
    sizes: 'recorded',
  },
] as const;

const ASKED: readonly (readonly [suffix: string, options: Partial<DockerHistoryOptions>])[] = [
  ['history.txt', {}],
  ['history-notrunc.txt', { noTrunc: true }],
  ['history.jsonl', { noTrunc: true, human: false, format: '{{json .}}' }],
  ['history-human.jsonl', { noTrunc: true, format: 'json' }],
];

describe('history of what modern engines saved', () => {
  for (const { folder, prefix, now, archives, sizes } of MODERN) {
    for (const archive of archives) {
      it(`is what the engine printed, byte for byte: ${folder}/${archive}`, async () => {
        const inspected = await inspectImage(fixture(`archives/${folder}/${archive}`));
        const lines = fixtureLines<Line>(`archives/${folder}/${prefix}-history.jsonl`);
        // With the containerd store the engine shows what a layer takes on its disk, which an archive does not tell.
        const report = sizes === 'own' ? inspected : withSizes(inspected, lines);
        for (const [suffix, asked] of ASKED) {
          const options = {
            format: '',
            noTrunc: false,
            quiet: false,
            human: true,
            now: seconds(now),
            utcOffset: () => 0,
          };
          expect(renderDockerHistory(report, { ...options, ...asked }), suffix).toBe(
            fixtureText(`archives/${folder}/${prefix}-${suffix}`),
          );
        }
      });
    }
  }
});

function withSizes(report: ImageReport, newestFirst: readonly Line[]): ImageReport {
  const sizes = [...newestFirst].reverse().map((line) => Number(line.Size));
  return { ...report, history: report.history.map((entry, n) => ({ ...entry, size: sizes[n]! })) };
}

describe('history of what engine 20.10 saved', () => {
  const folders = readdirSync(fixture('archives/tiny')).filter((name) => !name.includes('.'));

  it.each(folders.filter((name) => !['several', 'platforms'].includes(name)))(
    'is what the engine printed: %s',
    async (name) => {
      const truth = JSON.parse(fixtureText(`archives/tiny/${name}/truth.json`));
      const archive = fixture(`archives/tiny/${name}/docker20-save.tar`);
      const printed = await history(archive, '--no-trunc', '--human=false', '--format', 'json');
      expect(printed).toEqual(withoutOlderIds(truth.docker_history));
      const human = await history(archive, '--no-trunc', '--format', '{{json .}}');
      expect(human.map((line) => line.Size)).toEqual(
        truth.docker_history_human.map((line: Line) => line.Size),
      );
    },
  );

  it('is that of the image that was chosen', async () => {
    for (const [n, letter] of ['a', 'b', 'c'].entries()) {
      const archive = fixture('archives/tiny/several/docker20-save.tar');
      const printed = await history(
        archive,
        '--image',
        String(n + 1),
        '--no-trunc',
        '--human=false',
        '--format',
        'json',
      );
      expect(printed).toEqual(
        withoutOlderIds(fixtureLines<Line>(`archives/tiny/several/history-${letter}.jsonl`)),
      );
    }
  });

  async function history(...args: readonly string[]): Promise<readonly Line[]> {
    const { code, out, err } = await plimsoll(['history', ...args], { env: { TZ: 'UTC' } });
    expect([code, err]).toEqual([0, '']);
    return out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  /** IDs of older steps live in the engine that built them; everywhere else it prints `<missing>`. */
  function withoutOlderIds(lines: readonly Line[]): readonly Line[] {
    return lines.map((line, n) => (n === 0 ? line : { ...line, ID: '<missing>' }));
  }
});
