import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { plantTree } from '../support/tree.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const pages = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
  'bench/README.md',
].filter((page) => page.endsWith('.md') && existsSync(join(ROOT, page)));

/** The sample contexts are made where they are shown, in the checkout. */
const isWritable = ((): boolean => {
  try {
    accessSync(join(ROOT, 'fixtures/contexts'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
})();

describe('the documentation', () => {
  it.skipIf(!isWritable)('shows what the commands really print', () => {
    expect(() => showOutput(['--check'])).not.toThrow();
  });

  it.each(pages)('%s closes every code block before the next one begins', (page) => {
    const fences = readFileSync(join(ROOT, page), 'utf8')
      .split('\n')
      .filter((line) => /^\s*`{3,}/.test(line))
      .map((line) => line.trim());
    const opening = fences.filter((_, index) => index % 2 === 0);
    const closing = fences.filter((_, index) => index % 2 === 1);
    expect(opening.filter((line) => !/^```[a-z]+$/.test(line))).toEqual([]);
    expect(closing.filter((line) => line !== '```')).toEqual([]);
    expect(opening.length).toBe(closing.length);
  });

  it.each<[string, string]>([
    ['an empty block', '```text\n```\n\nprose\n\n```sh\nplimsoll check\n```\n'],
    ['a longer fence', '````text\nold\n````\n\n```sh\nplimsoll check\n```\n'],
  ])('is filled in without touching what follows %s', (_what, after) => {
    const page = join(plantTree({ 'page.md': `<!-- shows: echo new -->\n${after}` }), 'page.md');
    showOutput([page]);
    const fence = after.startsWith('````') ? '````' : '```';
    const rest = after.slice(after.indexOf(`${fence}\n`, 4) + fence.length);
    expect(readFileSync(page, 'utf8')).toBe(`<!-- shows: echo new -->\n${fence}text\nnew\n${fence}${rest}`);
  });

  it.each<[string, string]>([
    ['that is never closed', '```text\nold\n\n```sh\nplimsoll check\n'],
    ['that swallows another one', '```text\nold\n```sh\nplimsoll check\n```\n'],
    ['that is not there', 'prose\n'],
  ])('is left alone where a shown output has a block %s', (_what, after) => {
    const page = join(plantTree({ 'page.md': `<!-- shows: echo new -->\n${after}` }), 'page.md');
    expect(() => showOutput([page])).toThrow(/page\.md:/);
    expect(readFileSync(page, 'utf8')).toContain(after);
  });

  it.each(pages)('%s links to files and headings that are there', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/.test(target));
    const broken = links.filter((target) => {
      const [file, anchor] = target.split('#');
      const path = file === '' ? join(ROOT, page) : join(ROOT, dirname(page), file!);
      return !existsSync(path) || (anchor !== undefined && !anchorsOf(path).has(anchor));
    });
    expect(broken).toEqual([]);
  });
});

function showOutput(args: readonly string[]): string {
  return execFileSync(process.execPath, ['scripts/shown-output.mjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

describe('the architecture', () => {
  const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const rooms = readdirSync(join(ROOT, 'src'));

  it('names files and rooms that are there', () => {
    const named = [...text.matchAll(/`([a-z]+)(\/[\w./-]*)`/g)].filter(([, room]) => rooms.includes(room!));
    expect(named.length).toBeGreaterThan(50);
    const gone = named
      .map(([, room, rest]) => `src/${room}${rest!.replace(/\/$/, '')}`)
      .filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, `${path}.ts`)));
    expect(gone).toEqual([]);
  });

  it('has every room in its drawing', () => {
    const drawing = text.split('```')[1]!;
    const drawn = rooms.filter((room) => !room.endsWith('.ts'));
    expect(drawn.filter((room) => !drawing.includes(`${room}/`))).toEqual([]);
  });

  it('has a reason for every dependency', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const [, section = ''] = text.split('## Dependencies');
    const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)];
    // Types of a package come with the package.
    const unnamed = names.filter(
      (name) => !section.includes(name) && !(name.startsWith('@types/') && section.includes(name.slice(7))),
    );
    expect(unnamed).toEqual([]);
  });
});

describe('the list of threats', () => {
  const [, section = ''] = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8').split('## Threats');
  const rows = section
    .split('\n')
    .filter((line) => /^\| (?!threat)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('is there', () => {
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each(rows.map((cells) => [cells[1]!, cells[3]!]))(
    'has an answer to %s, and a test of it: %s',
    (_threat, tests) => {
      if (tests.startsWith('none: ')) return;
      const files = [...tests.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        expect(file).toMatch(/^test\/.*\.test\.ts$/);
        expect(readFileSync(join(ROOT, file), 'utf8')).toMatch(/\bit(\.each|\.skipIf|\()/);
      }
    },
  );
});

/** Anchors as code hosts make them from headings. */
function anchorsOf(path: string): ReadonlySet<string> {
  const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map((match) => match[1]!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
