import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BIN, plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';
import { madeImage } from '../support/made-image.ts';
import { schemaComplaints } from '../support/schema.ts';
import { plantTree } from '../support/tree.ts';

const KITCHEN = fixture('archives/tiny/kitchen/docker20-save.tar');

describe('plimsoll diff', () => {
  it('prints the comparison and ends with 0, whatever differs', async () => {
    const [old, now] = [
      madeImage([{ by: 'COPY', files: { a: 100 } }]),
      madeImage([{ by: 'COPY', files: { a: 150 } }]),
    ];
    const { code, out, err } = await plimsoll(['diff', old, now]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Verdict {2}\+50 B visible, \+50 B stored\n/);
  });

  it('ends with 1 when anything differs and that was not to be', async () => {
    const other = fixture('archives/tiny/overwrites/docker20-save.tar');
    expect((await plimsoll(['diff', KITCHEN, other, '--fail-on-change'])).code).toBe(1);
    expect((await plimsoll(['diff', KITCHEN, KITCHEN, '--fail-on-change'])).code).toBe(0);
    expect(
      (await plimsoll(['diff', KITCHEN, fixture('archives/tiny/kitchen/oci-gzip.tar'), '--fail-on-change']))
        .code,
    ).toBe(0);
  });

  it('ends with 1 when the later side has a finding too many', async () => {
    const key = '-----BEGIN OPENSSH PRIVATE KEY-----';
    const [old, now] = [
      madeImage([{ by: 'COPY', files: { a: 100 } }]),
      madeImage([{ by: 'COPY', files: { a: 100, 'root/.ssh/id_rsa': key } }]),
    ];
    expect((await plimsoll(['diff', old, now, '--fail-on', 'warning'])).code).toBe(1);
    expect((await plimsoll(['diff', now, now, '--fail-on', 'warning'])).code).toBe(0);
  });

  it('ends with 1 when a budget is broken', async () => {
    const [old, now] = [
      madeImage([{ by: 'COPY', files: { a: 100 } }]),
      madeImage([{ by: 'COPY', files: { a: 150 } }]),
    ];
    expect((await plimsoll(['diff', old, now, '--budget', 'growth=60%'])).code).toBe(0);
    const { code, out } = await plimsoll(['diff', old, now, '--budget', 'growth=10%']);
    expect(code).toBe(1);
    expect(out).toMatch(/FAIL {2}growth/);
  });

  it('takes one side from standard input, an archive or a saved report', async () => {
    const saved = (await plimsoll(['image', KITCHEN, '--list', '--format', 'json'])).out;
    for (const stdin of [KITCHEN, Buffer.from(saved)]) {
      for (const sides of [
        ['-', KITCHEN],
        [KITCHEN, '-'],
      ]) {
        const { code, out } = await plimsoll(['diff', ...sides, '--format', 'json'], { stdin });
        expect([code, JSON.parse(out).same]).toEqual([0, true]);
      }
    }
  });

  it('writes several formats in one run', async () => {
    const directory = plantTree();
    const args = ['--format', 'json', '--output', 'markdown=m.md', '--output', 'ndjson=n.ndjson'];
    const other = fixture('archives/tiny/names/docker20-save.tar');
    const { out } = await plimsoll(['diff', KITCHEN, other, ...args], { cwd: directory });
    expect(schemaComplaints('diff', JSON.parse(out))).toEqual([]);
    expect(readFileSync(join(directory, 'm.md'), 'utf8')).toMatch(/^## plimsoll: /);
    expect(existsSync(join(directory, 'n.ndjson'))).toBe(true);
  });

  it('compares contexts', async () => {
    const { code, out } = await plimsoll([
      'diff',
      '--context',
      plantTree({ a: '1' }),
      plantTree({ a: '1', b: '2' }),
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}A +\+1 B +1 B {2}b$/m);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['one side', [KITCHEN], /two sides are needed/],
    ['one context', ['--context', '.'], /two sides are needed/],
    ['two streams', ['-', '-'], /one side only/],
    ['a file that is not there', [KITCHEN, 'no-such.tar'], /no-such\.tar/],
    ['a filter that is none', [KITCHEN, KITCHEN, '--filter', 'state=x'], /no state of a path/],
    ['a budget that is none', [KITCHEN, KITCHEN, '--budget', 'growht=1%'], /growth/],
    ['a context for an image', ['--context', KITCHEN, KITCHEN], /directory/],
  ])('ends with 2 and one sentence for %s', async (_label, args, message) => {
    const { code, out, err } = await plimsoll(['diff', ...args], { stdin: Buffer.from('x') });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ at .*\.js/);
  });

  it('removes its checkout when it is interrupted', async () => {
    const root = plantTree(
      Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`d${n % 50}/f${n}`, `${n}`])),
    );
    const temporary = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
    onTestFinished(() => rmSync(temporary, { recursive: true, force: true }));
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
    for (const args of [['init'], ['add', '-A'], ['commit', '-m', 'x']])
      execFileSync('git', [...identity, ...args], { cwd: root, stdio: 'ignore' });
    writeFileSync(join(root, 'new'), 'x');
    const child = spawn(process.execPath, [BIN, 'diff', '--context', root, '--rev', 'HEAD'], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.on('close', (_, signal) => resolve(signal)),
    );
    while (readdirSync(temporary).length === 0 && child.exitCode === null)
      await new Promise((next) => setTimeout(next, 2));
    child.kill('SIGINT');
    expect(['SIGINT', null]).toContain(await ended);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
