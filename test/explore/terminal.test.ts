import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { textColumns } from '../../src/report/text/columns.ts';
import { BIN, plimsoll } from '../support/cli.ts';
import { madeImage } from '../support/made-image.ts';
import { HAS_TMUX, openPane, type Pane } from '../support/tmux.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const KITCHEN = join(FIXTURES, 'archives/tiny/kitchen/docker20-save.tar');
const PLIMSOLL = `'${process.execPath}' '${BIN}'`;

if (!HAS_TMUX) process.stderr.write('tmux is missing: the explorer is not driven in a terminal.\n');

// A terminal takes its time: a busy machine may be slower than what a test waits for.
describe.skipIf(!HAS_TMUX)('plimsoll explore in a terminal', { retry: 2 }, () => {
  it('draws 80 columns and 24 rows as on record', async () => {
    const pane = await opened(KITCHEN);
    await expect(pane.screen()).toMatchFileSnapshot(join(FIXTURES, 'golden/explore-80x24.txt'));
  });

  it('goes through panes, searches, filters, sorts, opens a file and saves it', async () => {
    const directory = scratch();
    const image = madeImage([
      {
        by: 'COPY . /',
        files: { 'etc/motd': 'first line\nsecond line\n', 'srv/big.bin': 9000, 'srv/a.txt': 'a' },
      },
      { by: 'RUN rm /srv/big.bin', files: { 'srv/.wh.big.bin': '' } },
    ]);
    const pane = await opened(image, { directory });
    pane.keys('4');
    await pane.see(/━ 4 Waste/);
    await pane.see(/9 kB.*0→1.*big\.bin/);
    pane.keys('Enter');
    await pane.see('layer 0 alone');
    pane.keys('3');
    await pane.see(/━ 3 Details/);
    pane.keys('Tab', 'Tab');
    await pane.see(/━ 1 Layers/);
    pane.keys('/');
    pane.type('motd');
    await pane.see('1 found');
    pane.keys('Enter', 'Enter');
    await pane.see('second line');
    pane.keys('/');
    pane.type('second');
    await pane.see('found in 1 line');
    pane.keys('Enter', 'x');
    await pane.see('Saved as motd');
    pane.keys('x');
    await pane.see('Saved as motd.1');
    pane.keys('q', 'o');
    await pane.see('by name');
    pane.keys('C-f');
    pane.type('>5kB');
    pane.keys('Enter');
    await pane.see('filter: >5kB');
    pane.keys('e');
    await pane.see('n ndjson');
    pane.keys('n');
    await pane.see('Saved as plimsoll-tree.ndjson');
    expect(readFileSync(join(directory, 'motd'), 'utf8')).toBe('first line\nsecond line\n');
    expect(readdirSync(directory).sort()).toEqual(['motd', 'motd.1', 'plimsoll-tree.ndjson']);
    expect(readFileSync(join(directory, 'plimsoll-tree.ndjson'), 'utf8')).toContain('"path":"srv/big.bin"');
  });

  it('follows the size of the terminal, down to a sentence', async () => {
    const pane = await opened(KITCHEN);
    pane.resize(60, 20);
    await pane.see(/^━ 1 Layers ━+ net change ━$/m);
    pane.keys('2');
    await pane.see(/^━ 2 Tree/m);
    pane.resize(200, 50);
    const wide = await pane.see('4 Waste');
    expect(wide).toContain('3 Details');
    expect(wide.split('\n').every((line) => line.length <= 200)).toBe(true);
    pane.resize(20, 6);
    await pane.see('30 × 8 needed');
    pane.resize(80, 24);
    await pane.see('3 Details');
  });

  it('shows names and instructions from hostile archives without an escape sequence', async () => {
    const pane = await opened(
      madeImage([
        {
          by: 'RUN echo \u001b[31mred\u001b]0;title\u0007 \u202eleft',
          files: { 'a\u001b[2Jb\nc': 5, 'etc/日本語 🎉': 7 },
        },
      ]),
    );
    const seen = pane.screen();
    expect(seen).toContain('a\\x1b[2Jb\\nc');
    expect(seen).toContain('\\x1b[31mred');
    expect(pane.ask('#{pane_title}')).not.toBe('title');
    // The rule between the panes stands in one column, whatever stands before it.
    pane.keys('2', 'g', 'l', 'l');
    await pane.see('日本語 🎉');
    expect(
      new Set(
        pane
          .screen()
          .split('\n')
          .slice(1, 23)
          .map((line) => textColumns(line.slice(0, line.indexOf('│')))),
      ).size,
    ).toBe(1);
  });

  it.each([
    ['q', (pane: Pane) => pane.keys('q'), 0],
    ['ctrl+c', (pane: Pane) => pane.keys('C-c'), 0],
    ['SIGTERM', (pane: Pane) => signal(pane, 'TERM'), 143],
    ['SIGHUP', (pane: Pane) => signal(pane, 'HUP'), 129],
  ])('gives the terminal back as it was after %s', async (_, end, status) => {
    const pane = openPane(80, 24, scratch());
    pane.type('stty -a > before; echo remember me');
    pane.keys('Enter');
    await pane.see(/^remember me/m);
    pane.type(
      `${PLIMSOLL} explore '${KITCHEN}'; echo "status $?"; stty -a > after; cmp before after && echo same`,
    );
    pane.keys('Enter');
    await pane.see('1 Layers');
    expect(pane.ask('#{alternate_on} #{cursor_flag}')).toBe('1 0');
    end(pane);
    const seen = await pane.see(/^same$/m);
    expect(seen).toContain(`status ${status}`);
    expect(seen).toContain('remember me');
    expect(pane.ask('#{alternate_on} #{cursor_flag} #{wrap_flag}')).toBe('0 1 1');
  });

  it('shows a build context', async () => {
    const directory = scratch();
    mkdirSync(join(directory, 'src'));
    writeFileSync(join(directory, 'src/main.ts'), 'x'.repeat(4000));
    const pane = openPane(80, 24, directory);
    pane.type(`${PLIMSOLL} explore --context .; echo "status $?"`);
    pane.keys('Enter');
    await pane.see(/src\//);
    pane.keys('q');
    await pane.see('status 0');
  });

  it('goes to the shell with ctrl+z, and comes back with fg', async () => {
    const pane = await opened(KITCHEN);
    pane.keys('C-z');
    await pane.see('Stopped');
    expect(pane.ask('#{alternate_on} #{cursor_flag}')).toBe('0 1');
    pane.type('fg');
    pane.keys('Enter');
    await pane.see('1 Layers');
    pane.keys('2');
    await pane.see(/━ 2 Tree/);
  });

  it('takes keys from the terminal while the archive comes through a pipe', async () => {
    const pane = openPane(80, 24, scratch());
    pane.type(`cat '${KITCHEN}' | ${PLIMSOLL} explore -; echo through`);
    pane.keys('Enter');
    await pane.see('1 Layers');
    pane.keys('?');
    await pane.see('next pane');
    pane.keys('q', 'q');
    await pane.see(/^through$/m);
    expect(pane.ask('#{alternate_on}')).toBe('0');
  });
});

describe('plimsoll explore without a terminal', () => {
  it('says so in a sentence, with status 2', async () => {
    const { code, out, err } = await plimsoll(['explore', KITCHEN]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^plimsoll: plimsoll explore needs a terminal.*\n {2}Use .*\n$/);
  });
});

async function opened(image: string, { directory = scratch() } = {}): Promise<Pane> {
  const pane = openPane(80, 24, directory);
  pane.type(`${PLIMSOLL} explore '${image}'`);
  pane.keys('Enter');
  await pane.see('1 Layers');
  return pane;
}

/** To the explorer, which is the shell's only child. */
function signal(pane: Pane, name: string): void {
  const shell = pane.ask('#{pane_pid}');
  const children = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim();
  process.kill(Number(children), `SIG${name}`);
}

function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
