import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../src/image/report.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { BIN, plimsoll } from '../support/cli.ts';
import { dockerArchive } from '../support/image-archive.ts';
import { type TarEntry, tarOf } from '../support/tar.ts';
import { ARCHIVES } from '../support/truth.ts';

const KITCHEN = join(ARCHIVES, 'tiny/kitchen/docker20-save.tar');
const big = (name: string): TarEntry => ({ name, body: 'x'.repeat(1000) });

function inspect(...layers: readonly (readonly TarEntry[])[]): Promise<ImageReport> {
  const archive = dockerArchive({ layers: layers.map((entries) => tarOf(...entries)) });
  return inspectImage(Readable.from([archive]), { list: true });
}

describe('names in a layer', () => {
  it('that go up with .. stay in the root, so that a deleted secret is found', async () => {
    const report = await inspect(
      [big('x/../secret')],
      [{ name: '.wh.secret' }, { name: '../../keep', body: 'k' }],
    );
    expect(report.entries!.map(({ path }) => path)).toEqual(['keep']);
    expect(report.waste.deleted).toBe(1000);
    expect(report.accounting.balances).toBe(true);
  });

  it.each(['', '.', './', '/', 'a/..'])('that make a file of the root (%j) mean nothing', async (name) => {
    const report = await inspect([big(name), big('f')]);
    expect(report.accounting).toEqual({
      storedBytes: 1000,
      visibleBytes: 1000,
      hiddenBytes: 0,
      balances: true,
    });
    expect(report.totals.entries).toBe(2);
  });

  it('that aufs kept for itself, and all below them, mean nothing', async () => {
    const report = await inspect([
      { name: '.wh..wh.plnk/', type: '5' },
      big('.wh..wh.plnk/1.2'),
      big('.wh..wh.aufs'),
      big('f'),
    ]);
    expect(report.entries!.map(({ path }) => path)).toEqual(['f']);
    expect(report.accounting.balances).toBe(true);
  });
});

describe('a place that refuses', () => {
  it.each([['image', KITCHEN, '--format', 'json'], ['history', KITCHEN], ['--help']])(
    'standard output of plimsoll %s is status 2 and one sentence',
    (...args) => {
      const result = spawnSync(process.execPath, [BIN, ...args], {
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      });
      expect(result.stderr.toString()).toBe('plimsoll: standard output cannot be written (ENOSPC).\n');
      expect(result.status).toBe(2);
    },
  );

  it('to be a working directory, because it is gone, is one sentence', () => {
    const gone = mkdtempSync(join(tmpdir(), 'plimsoll-gone-'));
    const script = `rmdir "${gone}" && exec "${process.execPath}" "${BIN}" context`;
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const result = spawnSync('bash', ['-c', script], { cwd: gone, encoding: 'utf8', env });
    expect(result.stderr).toMatch(/^plimsoll: the working directory does not exist any more\.\n {2}Change/);
    expect(result.status).toBe(2);
    expect(() => rmdirSync(gone)).toThrow();
  });
});

describe('input without end', () => {
  it('that holds no image is refused and not waited for', async () => {
    const result = await plimsoll(['image', '/dev/zero']);
    expect(result.err).toMatch(/^plimsoll: \/dev\/zero is a tar without manifest\.json/);
    expect(result.code).toBe(2);
  });
});

describe('a command line with control characters', () => {
  it.each([[['\u001b[31mx']], [['image', KITCHEN, '--format', '\u001b[31m']], [['image', '\u001b[31m']]])(
    'is repeated without them: %j',
    async (args) => {
      const { err, code } = await plimsoll(args);
      expect(err).toContain('\\x1b[31m');
      expect(err).not.toContain('\u001b');
      expect(code).toBe(2);
    },
  );
});

describe('plimsoll history', () => {
  it('gates as the other commands do', async () => {
    expect((await plimsoll(['history', KITCHEN, '--budget', 'total=1'])).code).toBe(1);
    expect((await plimsoll(['history', KITCHEN, '--budget', 'total=1GB', '--fail-on', 'never'])).code).toBe(
      0,
    );
  });

  it('prints exact sizes with --bytes', async () => {
    const exact = await plimsoll(['history', KITCHEN, '--bytes', '--format', '{{.Size}}']);
    expect(exact.out).toBe(
      (await plimsoll(['history', KITCHEN, '--human=false', '--format', '{{.Size}}'])).out,
    );
    expect(exact.out).toContain('25744\n');
  });
});
