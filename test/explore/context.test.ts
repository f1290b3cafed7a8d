import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContextSubject } from '../../src/explore/explore-context.ts';
import { explorerOf } from '../support/explorer.ts';
import { scratchDirectory } from '../support/image-archive.ts';

const scratch = scratchDirectory();

function makeContext(): string {
  const root = mkdtempSync(join(scratch, 'context-'));
  for (const directory of ['src', 'node_modules/left-pad'])
    mkdirSync(join(root, directory), { recursive: true });
  writeFileSync(join(root, '.dockerignore'), 'node_modules\n*.log\n');
  writeFileSync(join(root, 'Dockerfile'), 'FROM scratch\nCOPY src /src\n');
  writeFileSync(join(root, 'src/main.js'), 'let a = 1;\n');
  writeFileSync(join(root, 'node_modules/left-pad/index.js'), 'x'.repeat(5000));
  writeFileSync(join(root, 'npm.log'), 'y'.repeat(300));
  symlinkSync('/etc/passwd', join(root, 'src/link'));
  return root;
}

describe('the explorer of a build context', () => {
  it('shows what is sent and what is not, with the rule that decides', async () => {
    const subject = await readContextSubject(makeContext(), {}, { ascii: false, units: 'si' });
    const { press, type, screen, state } = explorerOf(subject, 100, 30);
    expect(screen()).toMatch(/X +5 kB ▸ node_modules\//);
    expect(screen()).toMatch(/X +300 B {3}npm\.log/);
    expect(screen()).toMatch(/S +11 B ▸ src\//);
    press('f');
    expect(screen()).toContain('Filter:   words, >5MB, state:X');
    type('state=excluded');
    press('enter');
    expect(screen()).not.toMatch(/S +11 B ▸ src\//);
    press('esc');
    press('/');
    type('index.js');
    press('enter');
    expect(screen()).toContain('node_modules/left-pad/index.js: not sent');
    expect(screen()).toMatch(/Because +\S*\.dockerignore:1:/);
    press('esc', '/');
    type('main.js');
    press('enter');
    expect(screen()).toContain('src/main.js: sent');
    expect(screen()).not.toContain('without effect');
    expect(screen()).toContain('line 2: COPY src /src');
    press('ctrl+r');
    expect(screen()).not.toContain('npm.log');
    expect(state().hidden).toEqual(['removed']);
    press('1', '4', 'v', 's', ']', 'Y');
    expect(state().focus).toBe('tree');
    expect(state().effects).toEqual([]);
  });

  it('reads files, and follows no link out of the context', async () => {
    const subject = await readContextSubject(makeContext(), {}, { ascii: false, units: 'si' });
    const node = (path: string): number =>
      Array.from({ length: subject.names.size }, (_, n) => n).find(
        (n) => subject.names.pathText(n) === path,
      )!;
    const request = (path: string) => ({ node: node(path), view: 'final', layer: 0 }) as const;
    const pieces: Uint8Array[] = [];
    for await (const piece of subject.content(request('src/main.js')).pieces()) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe('let a = 1;\n');
    expect(() => subject.content(request('src/link'))).toThrow('src/link is no file');
  });
});
