import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inspectContext } from '../../../src/inspect/context.ts';
import { diffContexts } from '../../../src/inspect/diff/contexts.ts';
import { diffReports } from '../../../src/inspect/diff/reports.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { fixture } from '../../support/fixtures.ts';
import { schemaComplaints } from '../../support/schema.ts';
import { plantTree } from '../../support/tree.ts';

const everything = { top: 0 } as const;
const states = (list: readonly { readonly state: string; readonly path: string }[]): readonly string[] =>
  list.map(({ state, path }) => `${state} ${path}`).sort();

function git(directory: string, ...args: readonly string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...identity, ...args], { cwd: directory, stdio: 'ignore' });
}

/** A committed tree. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = plantTree(files);
  git(root, 'init');
  git(root, 'add', '-A', '-f');
  git(root, 'commit', '-m', 'first');
  return root;
}

/** Where checkouts go during a test. */
function ownTemporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = directory;
  onTestFinished(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(directory, { recursive: true, force: true });
  });
  return directory;
}

describe('two build contexts', () => {
  it('differ by what is sent, and by nothing else', async () => {
    const before = plantTree({ '.dockerignore': 'skip\n', a: '1', b: '22', 'd/moved': 'content', skip: 'x' });
    const after = plantTree({
      '.dockerignore': 'skip\n',
      a: '2',
      b: '22',
      'e/moved': 'content',
      skip: 'yyy',
      n: '4',
    });
    const { paths, totals, same } = await diffContexts(before, after, everything);
    expect(states(paths!.list)).toEqual(['added e', 'added n', 'modified a', 'moved e/moved', 'removed d']);
    expect(totals['sentBytes']!.delta).toBe(1);
    expect(same).toBe(false);
  });

  it('are the same when a copy is looked at', async () => {
    const files = { a: '1', 'd/b': 'two' };
    const report = await diffContexts(plantTree(files), plantTree(files));
    expect([report.same, report.paths!.matching.paths]).toEqual([true, 0]);
  });

  it('see what moved, however many files of a size there are', async () => {
    const names = Array.from({ length: 12 }, (_, index) => String(index).padStart(2, '0'));
    const body = (name: string): string => `body of ${name}`;
    const before = plantTree(Object.fromEntries(names.map((name) => [`old/${name}`, body(name)])));
    const renamed = names.map((name) => [`new/x${name}`, name === '03' ? 'body of 3x' : body(name)]);
    const { paths } = await diffContexts(before, plantTree(Object.fromEntries(renamed)), everything);
    const moves = paths!.list.flatMap(({ state, from, path }) =>
      state === 'moved' ? [`${from} > ${path}`] : [],
    );
    expect(moves.sort()).toEqual(
      names.filter((name) => name !== '03').map((name) => `old/${name} > new/x${name}`),
    );
  });

  it('see modes and link targets', async () => {
    const [before, after] = [plantTree({ a: '1' }), plantTree({ a: '1' })];
    chmodSync(join(before, 'a'), 0o644);
    chmodSync(join(after, 'a'), 0o755);
    symlinkSync('a', join(before, 'l'));
    symlinkSync('b', join(after, 'l'));
    const { paths } = await diffContexts(before, after);
    expect(states(paths!.list)).toEqual(['metadata a', 'modified l']);
  });

  it('tell which rules came and went', async () => {
    const before = plantTree({ '.dockerignore': 'a\nold\n', x: '1' });
    const after = plantTree({ '.dockerignore': 'a\nnew\n', x: '1' });
    const { config } = await diffContexts(before, after);
    expect(config.map(({ field, name, state }) => [field, name, state])).toEqual([
      ['rule', 'new', 'added'],
      ['rule', 'old', 'removed'],
    ]);
  });

  it('have findings that only the later one has', async () => {
    const before = plantTree({ big: 'x'.repeat(20) });
    const after = plantTree({ big: 'x'.repeat(30), huge: 'y'.repeat(40) });
    const { findings } = await diffContexts(before, after, { maxFile: 10 });
    expect(findings.map(({ rule, place }) => [rule, place.path])).toEqual([
      ['context/oversized-file', 'huge'],
    ]);
  });

  it('hold growth to a budget', async () => {
    const [before, after] = [plantTree({ a: 'x'.repeat(100) }), plantTree({ a: 'x'.repeat(125) })];
    const { verdicts } = await diffContexts(before, after, { budgets: ['growth=20%', 'growth=50%'] });
    expect(verdicts!.map(({ status }) => status)).toEqual(['fail', 'pass']);
  });

  it('may be a saved report', async () => {
    const [before, after] = [plantTree({ a: '1', b: '1' }), plantTree({ a: '11', b: '1' })];
    const saved = `${before}.json`;
    onTestFinished(() => rmSync(saved, { force: true }));
    writeFileSync(saved, JSON.stringify(await inspectContext(before, { list: true })));
    const report = await diffContexts(saved, after);
    expect(states(report.paths!.list)).toEqual(['modified a']);
    expect(report.paths!.states.uncompared.files).toBe(1);
    expect(schemaComplaints('diff', JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  it('cannot be compared with images', async () => {
    const context = await inspectContext(plantTree({ a: '1' }));
    const image = await inspectImage(fixture('archives/tiny/kitchen/docker20-save.tar'));
    expect(() => diffReports(context, image)).toThrow('cannot be compared');
    expect(diffReports(context, context).same).toBe(true);
    expect(diffReports(image, image).paths).toBeNull();
  });
});

describe('a revision', () => {
  it('is what git has of it: no more and no less than what is tracked', async () => {
    const root = repository({ a: '1', 'sub/b': '2', '.gitattributes': 'sub export-ignore\n' });
    const temporary = ownTemporary();
    writeFileSync(join(root, 'a'), '11');
    writeFileSync(join(root, 'untracked'), 'x');
    const report = await diffContexts(root, root, { rev: 'main', top: 0 });
    expect(states(report.paths!.list)).toEqual(['added untracked', 'modified a']);
    expect(report.totals['sentBytes']!.delta).toBe(2);
    expect(report.totals['buildkitBytes']!.delta).toBeGreaterThan(0);
    expect(report.warnings.map(({ code }) => code)).toEqual(['git-left-out']);
    expect(report.before).toMatchObject({ kind: 'revision', name: 'main' });
    expect(report.before.id).toMatch(/^[0-9a-f]{40}$/);
    expect(readdirSync(temporary)).toEqual([]);
    expect(execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })).toBe(
      ' M a\n?? untracked\n',
    );
    expect(
      execFileSync('git', ['worktree', 'list'], { cwd: root, encoding: 'utf8' }).trim().split('\n'),
    ).toHaveLength(1);
  });

  it('is measured beside the directory without .git: what COPY asks for, findings and budgets are not its', async () => {
    const root = repository({ Dockerfile: 'FROM scratch\nCOPY . /\n', a: '1' });
    writeFileSync(join(root, 'a'), '12');
    const report = await diffContexts(root, root, { rev: 'main', budgets: ['total=100B', 'growth=20%'] });
    expect(report.totals['neededBytes']!.delta).toBe(1);
    expect(report.findings).toEqual([]);
    expect(report.verdicts!.map(({ status }) => status)).toEqual(['pass', 'pass']);
  });

  it('of a directory inside the repository is that directory alone', async () => {
    const root = repository({ 'app/a': '1', other: '2' });
    const report = await diffContexts(join(root, 'app'), join(root, 'app'), { rev: 'HEAD' });
    expect([report.same, report.totals['sentFiles']!.before]).toEqual([true, 1]);
  });

  it.each([
    ['no-such', 'not-found'],
    ['--output=x', 'not-found'],
  ])('%s that is none is an error, and leaves nothing behind', async (rev, code) => {
    const root = repository({ a: '1' });
    const temporary = ownTemporary();
    await expect(diffContexts(root, root, { rev })).rejects.toMatchObject({ code });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('leaves nothing behind when the comparison fails', async () => {
    const root = repository({ a: '1', '.dockerignore': '[\n' });
    const temporary = ownTemporary();
    await expect(diffContexts(root, root, { rev: 'HEAD' })).rejects.toMatchObject({ code: 'ignore-file' });
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('asks for a repository', async () => {
    const root = plantTree({ a: '1' });
    await expect(diffContexts(root, root, { rev: 'main' })).rejects.toMatchObject({ code: 'usage' });
  });
});
