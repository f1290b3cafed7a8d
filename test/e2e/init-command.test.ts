import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';
import { plantTree } from '../support/tree.ts';

const REPOSITORY = {
  '.git/': '',
  Dockerfile: 'FROM node:20\nCOPY package.json .\nCOPY src src\n',
  'package.json': '{}',
  'src/index.js': 'console.log(1)',
  'node_modules/x/index.js': 'x',
  'services/api/Dockerfile': 'FROM scratch\nCOPY . .\n',
  'services/api/main.go': 'package main',
  'notes.tar': 'no archive',
};

function repository(): string {
  const root = plantTree(REPOSITORY);
  mkdirSync(join(root, 'build'));
  copyFileSync(fixture('archives/tiny/kitchen/docker20-save.tar'), join(root, 'build/app.tar'));
  return root;
}

describe('plimsoll init', () => {
  it('writes a configuration that a check keeps at once', async () => {
    const cwd = repository();
    const written = await plimsoll(['init'], { cwd });
    expect([written.code, written.out]).toEqual([0, 'plimsoll.yaml\n']);
    const { code, out } = await plimsoll(['check', '--format', 'json'], { cwd });
    expect(code).toBe(0);
    const { status, subjects, verdicts, warnings } = JSON.parse(out);
    expect(status).toBe('pass');
    expect(subjects.map(({ name }: { name: string }) => name)).toEqual([
      '.',
      'services/api',
      'build/app.tar',
    ]);
    expect(verdicts.length).toBeGreaterThan(15);
    expect(warnings).toEqual([]);
  });

  it('accepts what would fail the first check, line by line, and nothing that comes later', async () => {
    const cwd = plantTree({ ...REPOSITORY, '.env': 'TOKEN=1', 'services/api/a[1] b/id_rsa': 'x' });
    await plimsoll(['init'], { cwd });
    expect(readFileSync(join(cwd, 'plimsoll.yaml'), 'utf8')).toMatch(
      /accepted so that the first check passes[\s\S]*\nsuppress:\n {2}- \{ rule: context\/secret-file, path: \S+, reason: /,
    );
    const first = await plimsoll(['check', '--format', 'json'], { cwd });
    expect([first.code, first.err]).toEqual([0, '']);
    expect(JSON.parse(first.out).suppressed.length).toBeGreaterThan(0);
    writeFileSync(join(cwd, 'services/api/.npmrc'), '//registry.example/:_authToken=x');
    expect((await plimsoll(['check', '--quiet'], { cwd })).code).toBe(1);
  });

  it('knows the trade of each directory', async () => {
    const cwd = plantTree({ ...REPOSITORY, 'services/api/go.mod': 'module x' });
    const { out } = await plimsoll(['init', '--stdout'], { cwd });
    expect([...out.matchAll(/# What (a \w+) build should not send/g)].map(([, trade]) => trade)).toEqual([
      'a node',
      'a go',
    ]);
  });

  it('shows habits that are not kept yet without putting them in force', async () => {
    const { out } = await plimsoll(['init', '--stdout'], { cwd: repository() });
    expect(out).toContain('# What a node build should not send:');
    expect(out).toMatch(/\n {6}# - \{ path: "\*\*\/node_modules", forbidden: true \} +# not kept yet\n/);
    expect(out).toContain('      - { path: "**/coverage", forbidden: true }\n');
    expect(out).toMatch(/- \{ total: 1MB, warnAt: 95% \} +# measured 49\.7 kB\n/);
  });

  it.each(['python', 'go', 'java', 'generic'])('knows the habits of %s', async (flavour) => {
    const cwd = repository();
    expect((await plimsoll(['init', '--flavour', flavour], { cwd })).code).toBe(0);
    expect((await plimsoll(['check', '--quiet'], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, 'plimsoll.yaml'), 'utf8');
    expect(text).toContain(flavour === 'generic' ? 'What a build should' : `What a ${flavour} build should`);
  });

  it('takes the rules of dive over, in force even where they are broken', async () => {
    const cwd = repository();
    const rules = plantTree({ '.dive-ci': 'rules:\n  lowestEfficiency: 0.9\n  highestWastedBytes: 20MB\n' });
    await plimsoll(['init', '--from', join(rules, '.dive-ci')], { cwd });
    const { code, out } = await plimsoll(['check', '--format', 'json'], { cwd });
    expect(code).toBe(1);
    const broken = JSON.parse(out).verdicts.filter(({ status }: { status: string }) => status === 'fail');
    expect(broken.map(({ budget }: { budget: string }) => budget)).toEqual(['efficiency']);
  });

  it('takes the rules of dive over before there is an archive', async () => {
    const cwd = plantTree({ '.dive-ci': 'rules: { highestUserWastedPercent: 0.1 }' });
    const { code, out } = await plimsoll(['init', '--from', join(cwd, '.dive-ci'), '--stdout'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('  - archive: image.tar\n    budgets:\n      - { wasted: 10%, scope: own }\n');
  });

  it('never overwrites unasked', async () => {
    const cwd = plantTree({ ...REPOSITORY, 'plimsoll.yaml': 'mine' });
    const refused = await plimsoll(['init'], { cwd });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('plimsoll.yaml is there already.');
    expect(readFileSync(join(cwd, 'plimsoll.yaml'), 'utf8')).toBe('mine');
    expect((await plimsoll(['init', '--force'], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, 'plimsoll.yaml'), 'utf8')).toContain('contexts:');
  });

  it('says so where there is nothing to hold to a budget', async () => {
    const { code, err } = await plimsoll(['init'], { cwd: plantTree({ 'a.txt': 'a' }) });
    expect(code).toBe(2);
    expect(err).toContain('Nothing in . can be held to a budget: there is no Dockerfile');
  });
});
