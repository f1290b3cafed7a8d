import { marked } from 'marked';
import { describe, expect, it } from 'vitest';
import type { DiffReport, PathDelta } from '../../src/diff/report.ts';
import { diffImages } from '../../src/inspect/diff/images.ts';
import { renderReport } from '../../src/report/render.ts';
import { textColumns } from '../../src/report/text/columns.ts';
import { fixture } from '../support/fixtures.ts';
import { HOSTILE } from '../support/hostile-report.ts';

const pair = (): Promise<DiffReport> =>
  diffImages(
    fixture('archives/tiny/kitchen/docker20-save.tar'),
    fixture('archives/tiny/overwrites/docker20-save.tar'),
    {
      budgets: ['growth=1%'],
    },
  );
const html = (text: string): string => marked.parse(text, { async: false, gfm: true });

/** The report of a real pair, under names that try to break out of every format. */
async function hostile(): Promise<DiffReport> {
  const report = await pair();
  const side = {
    type: 'file',
    bytes: 1,
    mode: 0,
    uid: 0,
    gid: 0,
    linkTarget: HOSTILE,
    layer: 0,
    instruction: HOSTILE,
  } as const;
  const path: PathDelta = {
    path: HOSTILE,
    state: 'moved',
    from: HOSTILE,
    changed: ['mode'],
    before: side,
    after: side,
    delta: 0,
  };
  const [layer] = report.layers;
  return {
    ...report,
    before: { ...report.before, name: HOSTILE, source: HOSTILE },
    layers: [{ ...layer!, state: 'changed', after: { ...layer!.before!, instruction: HOSTILE } }],
    paths: {
      ...report.paths!,
      filter: [HOSTILE],
      list: [path],
      directories: [{ path: HOSTILE, before: 1, after: 2, delta: 1 }],
    },
    config: [{ field: HOSTILE, name: HOSTILE, state: 'changed', before: HOSTILE, after: HOSTILE }],
    history: [{ state: 'added', index: 0, instruction: HOSTILE, size: 1 }],
  };
}

describe('a comparison', () => {
  it.each([50, 60, 80, 200])('fits %i columns', async (width) => {
    const text = renderReport({ ...(await pair()), verdicts: [] }, 'table', { width });
    const wide = text.split('\n').filter((line) => textColumns(line) > width);
    expect(wide).toEqual([]);
  });

  it('of the same image is a verdict and nothing else', async () => {
    const source = fixture('archives/tiny/kitchen/docker20-save.tar');
    const report = await diffImages(source, source);
    expect(renderReport(report, 'table')).toMatch(/Verdict {2}nothing differs\n$/);
    expect(renderReport(report, 'markdown')).toMatch(/^## plimsoll: nothing differs\n/);
  });

  it('gives every state a letter, so that nothing rests on colour', async () => {
    const text = renderReport(await pair(), 'table', { top: 0 });
    expect(text).toMatch(/^ {2}A +\S+ .* bin\/sh|^ {2}D /m);
    expect(text).toMatch(/^Paths$/m);
  });

  it.each(['table', 'markdown'])('shows hostile names as text: %s', async (format) => {
    const text = renderReport(await hostile(), format);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).not.toMatch(/\p{Cs}/u);
  });

  it('stays ASCII with ascii', async () => {
    const report = await pair();
    const text = renderReport(report, 'table', { ascii: true }).replaceAll('🚢', '');
    // The checkout may lie where names are not ASCII; paths are shown as they were given.
    const given = new Set(import.meta.dirname);
    expect(text.replaceAll(/[^\n -~]/g, (letter) => (given.has(letter) ? '' : letter))).toMatch(/^[\n -~]*$/);
  });

  it('is tables and folds in markdown, and its names are nothing but text', async () => {
    const text = html(renderReport(await hostile(), 'markdown'));
    expect(text).not.toMatch(/<i>|<em>|<a |<strong>/);
    expect(text.match(/<details>/g)!.length).toBe(text.match(/<\/details>/g)!.length);
    for (const row of text.match(/<tr>.*?<\/tr>/gs) ?? [])
      expect([3, 4, 5]).toContain((row.match(/<t[hd]/g) ?? []).length);
  });

  it('tells a pull request what is the base and what is new to mind', async () => {
    const report = await diffImages(
      fixture('archives/tiny/overwrites/docker20-save.tar'),
      fixture('archives/tiny/kitchen/docker20-save.tar'),
      { base: 1, findings: true },
    );
    const text = renderReport(report, 'markdown');
    expect(text).toMatch(/^\| Own layers \| /m);
    expect(text).toContain('### New findings');
    expect(text).toContain(`<code>${report.findings[0]!.rule.replaceAll('-', '&#45;')}</code>`);
  });

  it('says how often a rule stands in an ignore file only when it is more than once', async () => {
    const rule = (name: string, after: string) =>
      ({ field: 'rule', name, state: 'added', before: null, after }) as const;
    const report = { ...(await pair()), config: [rule('once', '1'), rule('twice', '2')] };
    const rows = renderReport(report, 'table', { width: 80 }).split('\n');
    expect(rows).toContain('  A  rule once');
    expect(rows.map((row) => row.replace(/ +/g, ' '))).toContain(' A rule twice 2 times');
  });

  it.each([65_536, 2000, 400])('fits %i bytes of markdown, with its verdict', async (maxBytes) => {
    const report = await pair();
    const many = {
      ...report,
      history: Array.from({ length: 3000 }, (_, index) => ({
        state: 'added' as const,
        index,
        instruction: `RUN ${index}`,
        size: index,
      })),
    };
    const text = renderReport(many, 'markdown', { maxBytes });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
    expect(text).toMatch(/^## plimsoll: .* visible/);
    expect(text).toMatch(/more rows are left out/);
    expect((text.match(/<details>/g) ?? []).length).toBe((text.match(/<\/details>/g) ?? []).length);
  });

  it('is one flat object a line in ndjson', async () => {
    const lines = renderReport(await pair(), 'ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ record: 'diff', of: 'image', same: false });
    for (const line of lines) {
      for (const value of Object.values(line))
        expect(typeof value === 'object' && value !== null).toBe(false);
    }
    expect(new Set(lines.map(({ record }) => record))).toEqual(
      new Set(['diff', 'total', 'layer', 'state', 'path', 'directory', 'setting', 'step', 'verdict']),
    );
  });
});
