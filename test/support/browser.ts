import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** Debian's and others' places; CHROMIUM names another one. */
const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that the machine has; null without one. */
export const BROWSER: string | null =
  PLACES.find((place) => place !== undefined && existsSync(place)) ?? null;

/** A browser with a profile of its own. */
export interface Browser {
  /** Opens a file and waits until the report is drawn. */
  readonly open: (file: string, look?: Look) => Promise<Shown>;
  readonly close: () => Promise<void>;
}

/** How a page is looked at. */
interface Look {
  readonly hash?: string;
  readonly dark?: boolean;
  readonly width?: number;
  readonly print?: boolean;
}

/** An open page and what went wrong on it. */
interface Shown {
  readonly page: Page;
  /** Messages of the console, exceptions, and requests beyond the file itself. */
  readonly complaints: readonly string[];
}

/** Starts the browser. */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'plimsoll-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: BROWSER!,
    headless: true,
    args: ARGUMENTS,
  });
  return {
    open: (file, look = {}) => open(context, file, look),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function open(context: BrowserContext, file: string, look: Look): Promise<Shown> {
  const page = await context.newPage();
  const complaints: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith('data:')) complaints.push(`request: ${url}`);
  });
  await page.setViewportSize({ width: look.width ?? 1200, height: 900 });
  await page.emulateMedia({
    colorScheme: look.dark ? 'dark' : 'light',
    media: look.print ? 'print' : 'screen',
  });
  await page.goto(own + (look.hash ?? ''));
  await page.waitForSelector('main section');
  return { page, complaints };
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe-core finds wrong for people who see badly or not at all: the rule, and the first element that breaks it. */
export async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme });
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await addBesidePolicy(page, axe.source);
  const found = await page.evaluate<AxeResult>('axe.run()');
  return found.violations.map(
    ({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
}

/** The page's policy lets nobody add a script; the browser's own protocol does. */
async function addBesidePolicy(page: Page, script: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: script });
}
