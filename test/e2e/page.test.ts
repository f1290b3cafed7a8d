import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BROWSER, type Browser, startBrowser, violations } from '../support/browser.ts';
import { plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';
import { HOSTILE } from '../support/hostile-report.ts';
import { madeImage } from '../support/made-image.ts';

const NOTICE = 'the browser tests are skipped: install chromium, or name one with CHROMIUM';
if (BROWSER === null) process.stderr.write(`${NOTICE}\n`);

/** A name that would be markup, code or a turned-around line if anybody took it for such. */
const EVIL = '</script><img src=x onerror=alert(1)>"\'&\u001b[31m\u202e';
const RTL = 'שלום-مرحبا';
const EMOJI = '🚢⚓.txt';
const BUDGETS = ['--budget', 'total=60kB', '--budget', 'total=20kB,scope=own', '--budget', 'wasted=5%'];

// A browser takes its time: a busy machine may be slower than what a test waits for.
describe.skipIf(BROWSER === null)('a report in the browser', { retry: 2 }, () => {
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'plimsoll-page-'));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const made = new Map<string, Promise<string>>();
  function pageOf(name: string, args: readonly string[]): Promise<string> {
    const page = made.get(name) ?? makePage(name, args);
    made.set(name, page);
    return page;
  }
  async function makePage(name: string, args: readonly string[]): Promise<string> {
    const file = join(directory, `${name}.html`);
    const { code, err } = await plimsoll([
      ...args,
      '--quiet',
      '--format',
      'json',
      '--output',
      `html=${file}`,
    ]);
    expect(code, err).toBeLessThan(2);
    return file;
  }
  const kitchen = () =>
    pageOf('kitchen', ['image', fixture('archives/tiny/kitchen/docker20-save.tar'), ...BUDGETS]);
  const pages: Readonly<Record<string, () => Promise<string>>> = {
    image: kitchen,
    context: () => pageOf('context', ['context', contextDirectory(join(directory, 'context')), '--suggest']),
    check: () => pageOf('check', ['check', '--config', fixture('budgets/plimsoll.yaml')]),
    diff: () =>
      pageOf('diff', [
        'diff',
        fixture('archives/tiny/kitchen/docker20-save.tar'),
        fixture('archives/tiny/overwrites/docker20-save.tar'),
      ]),
  };

  for (const [kind, make] of Object.entries(pages)) {
    it(`draws a ${kind} without a complaint or a request, and on a phone as well`, async () => {
      const { page, complaints } = await browser.open(await make());
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.locator('main section').count()).toBeGreaterThan(0);
      await page.setViewportSize({ width: 360, height: 700 });
      const widths = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
      expect(widths[0]).toBeLessThanOrEqual(widths[1]!);
      expect(complaints).toEqual([]);
      await page.close();
    });

    it(`keeps a ${kind} accessible in the light and in the dark`, async () => {
      const { page } = await browser.open(await make());
      expect(await violations(page, 'light')).toEqual([]);
      expect(await violations(page, 'dark')).toEqual([]);
      await page.close();
    });
  }

  it('draws images of every kind without a complaint: empty, odd, of many layers', async () => {
    for (const name of ['empties', 'links', 'names', 'opaque', 'overwrites', 'secrets']) {
      const archive = fixture(`archives/tiny/${name}/docker20-save.tar`);
      const { page, complaints } = await browser.open(await pageOf(name, ['image', archive]));
      expect([name, complaints]).toEqual([name, []]);
      await page.close();
    }
  });

  it('draws hidden files without bytes', async () => {
    const archive = madeIn(
      directory,
      [
        { by: 'RUN touch', files: { empty: 0, full: 9 } },
        { by: 'RUN rm', files: { '.wh.empty': 0 } },
        { by: 'RUN rm', files: { '.wh.full': 0 } },
      ],
      'hidden.tar',
    );
    const { page, complaints } = await browser.open(await pageOf('hidden', ['image', archive]));
    expect(complaints).toEqual([]);
    expect(await page.locator('.band').count()).toBe(1);
    await page.close();
  });

  it('tells the numbers of the report', async () => {
    const { page } = await browser.open(await kitchen());
    expect(await page.locator('.verdict').textContent()).toContain('2 of 3 budgets broken');
    const figures = await page.locator('.figures').innerText();
    expect(figures.replaceAll(/\s+/g, ' ')).toContain(
      'Stored 49.7 kB in 7 layers Visible 29.1 kB in 3 files Hidden 20.6 kB 41 %',
    );
    const hulls = await page
      .locator('.hull')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(hulls).toEqual(['All layers: 49.7 kB, limit 60 kB', 'Own layers: 24 kB, limit 20 kB']);
    expect(await page.locator('#layers tbody tr').count()).toBe(12);
    await page.close();
  });

  it('opens directories of the map by mouse, and goes back by its trail', async () => {
    const { page, complaints } = await browser.open(await kitchen());
    await page
      .locator('.cell', { hasText: 'app/' })
      .first()
      .click({ position: { x: 10, y: 8 } });
    expect(await page.locator('.trail').innerText()).toMatch(/app\//);
    expect(page.url()).toMatch(/#path=app$/);
    await page.locator('.trail button').first().click();
    expect(await page.locator('.trail [aria-current]').innerText()).toBe('/');
    await page.locator('.choice label', { hasText: 'Hidden bytes' }).click();
    expect(await page.locator('.board').innerText()).toContain('6 kB');
    await page.locator('.choice label', { hasText: 'State' }).click();
    expect(await page.locator('.legend').innerText()).toContain('hidden: no longer in the final tree');
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('walks the map by keyboard alone', async () => {
    const { page } = await browser.open(await kitchen());
    await page.locator('#map-search').focus();
    for (let n = 0; n < 3 && (await focused(page)) !== 'treeitem'; n++) await page.keyboard.press('Tab');
    const name = () => page.evaluate<string>('document.activeElement.textContent');
    expect(await name()).toMatch(/^bin\/ 25.7 kB, 88 %, 1 file, mostly layer 0/);
    await page.keyboard.press('ArrowRight');
    expect(await name()).toMatch(/^app\/ 3.37 kB, 12 %/);
    await page.keyboard.press('ArrowDown');
    expect(await name()).toMatch(/^\.git\/ 3.07 kB, 11 %, 1 file, in app,/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await page.locator('.trail [aria-current]').innerText()).toBe('app/');
    expect(await focused(page)).toBe('treeitem');
    await page.keyboard.press('Escape');
    expect(await page.locator('.trail [aria-current]').innerText()).toBe('/');
    expect(await name()).toMatch(/^app\/ /);
    await page.close();
  });

  it('keeps the map accessible in every colour, and while it is searched', async () => {
    const { page } = await browser.open(await kitchen());
    await page.locator('#map-search').fill('app');
    for (const [colour, scheme] of [
      ['State', 'light'],
      ['Waste', 'dark'],
    ] as const) {
      await page.locator('.choice label', { hasText: colour }).click();
      expect(await violations(page, scheme)).toEqual([]);
    }
    await page.close();
  });

  it('finds a path by keyboard: type, Enter, and it is marked on the map', async () => {
    const { page } = await browser.open(await kitchen());
    await page.locator('#map-search').focus();
    await page.keyboard.type('c/index');
    expect(await page.locator('.results').innerText()).toContain('1 match');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toMatch(
      /^index.js300 B6, 1 %, in app\/node_modules\/c, layer 6/,
    );
    await page.close();
  });

  it('sorts and searches the table of files', async () => {
    const { page } = await browser.open(await kitchen());
    const first = () => page.locator('#files tbody tr').first().innerText();
    expect(await first()).toContain('bin/sh');
    await page.locator('#files th button', { hasText: 'Path' }).click();
    expect(await first()).toContain('app/.env');
    await page.locator('#files th button', { hasText: 'Hidden' }).press('Enter');
    expect(await first()).toContain('var/lib/apt/lists/main');
    await page.locator('#files input').fill('node_modules');
    expect(await page.locator('#files tbody tr').count()).toBe(6);
    await page.close();
  });

  it('follows links to a path, the nearest that is there', async () => {
    const { page } = await browser.open(await kitchen(), { hash: '#path=app/.git/pack' });
    expect(await page.locator('.detail .where').innerText()).toBe('app/.git/pack');
    await page.evaluate("location.hash = '#path=app/no/such'");
    await page.waitForFunction("document.querySelector('.detail .where').textContent === 'app/'");
    const note = page.getByText('is not drawn by itself');
    expect(await note.innerText()).toMatch(/^app\/no\/such is not drawn/);
    await page.evaluate("location.hash = '#path=app/.git/pack'");
    await note.waitFor({ state: 'detached' });
    await page.close();
  });

  it('shows hostile names and instructions as text, and runs nothing', async () => {
    const archive = madeIn(directory, [
      {
        by: `RUN ${EVIL} && ${HOSTILE}`,
        files: { [`${EVIL.replaceAll('/', '|')}`]: 900, [RTL]: 800, [EMOJI]: 700 },
      },
    ]);
    const file = await pageOf('evil', ['image', archive, '--budget', `path:**/*=forbidden`]);
    const { page, complaints } = await browser.open(file);
    const text = await page.locator('body').innerText();
    expect(complaints).toEqual([]);
    expect(await page.locator('img').count()).toBe(0);
    expect(text).toContain('onerror=alert(1)>"\'&\\x1b[31m\\u202e');
    expect(text).not.toMatch(/[\u001b\u202e]/);
    for (const name of [RTL, EMOJI]) expect(text).toContain(name);
    expect(await page.locator('#files bdi', { hasText: RTL }).count()).toBe(1);
    await page.close();
  });

  it('shows hostile names of a context and of a diff as text', async () => {
    const root = join(directory, 'evil-context');
    const one = madeIn(directory, [{ by: 'COPY', files: { a: 10 } }], 'one.tar');
    const two = madeIn(directory, [{ by: EVIL, files: { [EVIL.replaceAll('/', '|')]: 20 } }], 'two.tar');
    mkdirSync(root);
    writeFileSync(join(root, EVIL.replaceAll('/', '|')), 'x'.repeat(99));
    for (const file of [
      await pageOf('evil-context', ['context', root, '--max-file', '1']),
      await pageOf('evil-diff', ['diff', one, two]),
    ]) {
      const { page, complaints } = await browser.open(file);
      expect(await page.locator('body').innerText()).toContain('onerror=alert(1)>"\'&\\x1b[31m\\u202e');
      expect(complaints).toEqual([]);
      expect(await page.locator('img').count()).toBe(0);
      await page.close();
    }
  });

  it('shows behind a check what could be saved, and a map that is drawn when it is opened', async () => {
    const file = await pageOf('check', ['check', '--config', fixture('budgets/plimsoll.yaml')]);
    const { page, complaints } = await browser.open(file);
    await page.locator('.behind summary').first().click();
    await page.locator('.behind .cell').first().waitFor();
    expect(await page.locator('.behind h2').allTextContents()).toEqual([
      expect.stringMatching(/^Could be saved: /),
      'Layers and history',
      'Stored here, hidden there',
      'Files',
    ]);
    expect(await page.locator('.behind .detail').textContent()).toContain('29.1 kB in the final tree');
    expect(await violations(page, 'light')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('prints whole tables and no controls', async () => {
    const { page } = await browser.open(await kitchen(), { print: true });
    expect(await page.locator('.controls').first().isVisible()).toBe(false);
    expect(await page.locator('.contents').isVisible()).toBe(false);
    expect(await page.locator('.board').isVisible()).toBe(true);
    await page.close();
  });
});

/** The role of what has the focus. */
function focused(page: Page): Promise<string | null> {
  return page.evaluate<string | null>("document.activeElement.getAttribute('role')");
}

function madeIn(directory: string, layers: Parameters<typeof madeImage>[0], name = 'evil.tar'): string {
  return madeImage(layers, join(directory, name));
}

function contextDirectory(root: string): string {
  mkdirSync(root, { recursive: true });
  const files = {
    Dockerfile: 'FROM scratch\nCOPY . /app\n',
    '.dockerignore': 'left-out\n',
    'left-out': 'x'.repeat(500),
    'data.sql': 'x'.repeat(9000),
    'app.js': 'x'.repeat(300),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  return root;
}
