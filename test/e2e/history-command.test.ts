import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { fixture, fixtureText } from '../support/fixtures.ts';

const HARBOR = fixture('archives/modern/harbor-gd/docker29-gd-save.tar');
const HARBOR_TEXT = fixtureText('archives/modern/harbor-gd/gd29-history.txt');
const NOW = ['--now', '2026-11-21T07:19:50Z'];

describe('plimsoll history', () => {
  it('prints what docker history printed', async () => {
    const { code, out, err } = await plimsoll(['history', HARBOR, ...NOW]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(HARBOR_TEXT);
  });

  it('reads standard input', async () => {
    const { out } = await plimsoll(['history', '-', ...NOW], { stdin: HARBOR });
    expect(out).toBe(HARBOR_TEXT);
  });

  it('changes nothing for the options that other commands have for their looks', async () => {
    const looks = ['--color', 'always', '--width', '40', '--units', 'iec', '--ascii', '--top', '3'];
    const { out } = await plimsoll(['history', HARBOR, ...NOW, ...looks]);
    expect(out).toBe(HARBOR_TEXT);
  });

  it('writes other formats to files beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-history-'));
    const args = [
      '--output',
      'json=lines.jsonl',
      '--output',
      'table=history.txt',
      '--no-trunc',
      '--human=false',
      '-q',
    ];
    const { code, out } = await plimsoll(['history', HARBOR, ...args], { cwd: folder, env: { TZ: 'UTC' } });
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(24);
    expect(readFileSync(join(folder, 'lines.jsonl'), 'utf8')).toBe(
      fixtureText('archives/modern/harbor-gd/gd29-history.jsonl'),
    );
    expect(readFileSync(join(folder, 'history.txt'), 'utf8')).toBe(out);
  });

  it('takes -H=false as docker does', async () => {
    const env = { TZ: 'UTC' };
    const [short, long] = await Promise.all([
      plimsoll(['history', '-H=false', HARBOR], { env }),
      plimsoll(['history', '--human=false', HARBOR], { env }),
    ]);
    expect(short).toEqual(long);
    expect(short.out).toContain('2026-11-21T07:12:24Z');
  });

  it('writes times in the local zone', async () => {
    const format = ['--format', '{{.CreatedAt}}'];
    const { out } = await plimsoll(['history', HARBOR, ...format], { env: { TZ: 'Asia/Kolkata' } });
    expect(out.split('\n')[0]).toBe('2026-11-21T12:42:24+05:30');
  });

  it.each([
    [['--format', '{{.Nope}}'], /names the field \.Nope/],
    [['--format', '{{'], /without its "\}\}"/],
    [['--human=perhaps'], /--human=true or --human=false/],
    [['--now', 'yesterday'], /RFC 3339/],
    [['--output', 'xml=x'], /formats are table, json/],
    [['--image', '9'], /no image 9/],
    [['--platform', 'linux/s390x'], /no image for linux\/s390x/],
  ])('refuses %j with one sentence and status 2', async (args, message) => {
    const { code, out, err } = await plimsoll(['history', HARBOR, ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/at .*\.js:/);
  });

  it('refuses what is no archive', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'plimsoll-history-')), 'text.tar');
    writeFileSync(file, 'no tar at all');
    expect((await plimsoll(['history', file])).code).toBe(2);
    expect((await plimsoll(['history', `${file}.gone`])).code).toBe(2);
    expect((await plimsoll(['history'])).code).toBe(2);
  });
});

describe('plimsoll image --sizes', () => {
  it('shows every size and that they add up', async () => {
    const { code, out } = await plimsoll(['image', HARBOR, '--sizes']);
    expect(code).toBe(0);
    expect(out).toMatch(/docker history +44kB/);
    expect(out).toMatch(/docker image ls +DISK USAGE \d+kB, of which CONTENT SIZE 9\d\.\dkB/);
    expect(out).toMatch(/Stored +43,950 = 32,897 visible \+ 11,053 hidden/);
  });
});
