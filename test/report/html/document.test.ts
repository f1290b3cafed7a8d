import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { embeddedJson } from '../../../src/report/html/document.ts';
import type { PageData } from '../../../src/report/html/page-data.ts';
import { renderReport } from '../../../src/report/render.ts';
import { checkReport } from '../../support/check-report.ts';
import { HOSTILE, hostileReport } from '../../support/hostile-report.ts';
import { historyEntry, imageReport, layerReport } from '../../support/image-report.ts';

const EVIL = `</script><script>alert(1)</script><!--${HOSTILE}\u2028\u2029`;

function dataOf(html: string): PageData {
  const text = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(html)?.[1];
  return JSON.parse(text ?? '') as PageData;
}

describe('the page of a report', () => {
  it('may run and style only what the build put there, by hash', () => {
    const html = renderReport(imageReport(), 'html');
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html)!;
    const [, script] = /<script>([\s\S]*?)<\/script>/.exec(html)!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hash(script!)}`);
    expect(policy).toContain(`style-src ${hash(style!)}`);
    expect(policy).not.toContain('unsafe');
  });

  it('names nothing that could be fetched', () => {
    const html = renderReport(imageReport(), 'html');
    const targets = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !target.startsWith('data:'))).toEqual([]);
    expect(html).not.toMatch(/@import|url\(/);
  });

  it('keeps hostile names inside its data, and gives them back as they were', () => {
    const image = imageReport({
      image: { ...imageReport().image, tags: [EVIL] },
      layers: [layerReport({ historyIndex: 0, instruction: EVIL, createdBy: EVIL })],
      history: [historyEntry({ createdBy: EVIL, instruction: EVIL, layer: 0 })],
      largestFiles: [{ path: EVIL, bytes: 5, layer: 0 }],
    });
    const html = renderReport(image, 'html');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
    expect(html).not.toContain('<!--');
    const { report } = dataOf(html);
    expect(report.kind === 'image' && report.history[0]!.instruction).toBe(EVIL.replace('\ud800', '\ufffd'));
    expect(renderReport(hostileReport(), 'html').match(/<\/script>/g)).toHaveLength(2);
  });

  it('has a title that is text', () => {
    const html = renderReport(
      imageReport({ image: { ...imageReport().image, tags: ['</title><b>&'] } }),
      'html',
    );
    expect(html).toContain('<title>&lt;/title&gt;&lt;b&gt;&amp;</title>');
  });

  it('leaves out the configuration and instructions as they were found, which may hold secrets', () => {
    const config = { Env: ['TOKEN=hunter2'] };
    const createdBy = 'ARG TOKEN=hunter2';
    const html = renderReport(
      imageReport({
        image: { ...imageReport().image, config },
        layers: [layerReport({ historyIndex: 0, createdBy, instruction: 'ARG TOKEN=***' })],
        history: [historyEntry({ createdBy, instruction: 'ARG TOKEN=***', layer: 0 })],
      }),
      'html',
    );
    expect(html).toContain('ARG TOKEN=***');
    expect(html).not.toContain('hunter2');
  });

  it('cuts what is long, says so, and stays below 3 MB', () => {
    const paths = Array.from({ length: 20_000 }, (_, n) => ({
      path: `${'名'.repeat(80)}/${n}`,
      bytes: 1,
      times: 1,
      events: [],
    }));
    const report = imageReport({ waste: { ...imageReport().waste, bytes: 20_000, paths } });
    const html = renderReport(report, 'html');
    expect(Buffer.byteLength(html)).toBeLessThan(3_000_000);
    const { cut, tree } = dataOf(html);
    expect(cut['waste.paths']).toBe(20_000);
    expect(tree?.hidden[0]).toBe(20_000);
  });

  it('maps what the report names when nobody gave the whole tree; the rest stands together, and sums are true', () => {
    const report = imageReport({
      totals: { ...imageReport().totals, visibleBytes: 10, visibleFiles: 4 },
      largestFiles: [{ path: 'usr/bin/node', bytes: 7, layer: 0 }],
    });
    const { tree, isPartial } = dataOf(renderReport(report, 'html'));
    expect([tree?.names, tree?.bytes, tree?.kinds, isPartial]).toEqual([
      ['', 'usr', 'bin', 'node', ''],
      [10, 7, 7, 7, 3],
      'dddf+',
      true,
    ]);
    expect(tree?.together).toEqual({ 4: 3 });
  });

  it('has the reports behind a check, without what may be secret, and fewer of them rather than too much', () => {
    const image = imageReport({ image: { ...imageReport().image, config: { Env: ['TOKEN=hunter2'] } } });
    const check = checkReport({ reports: [image, image] });
    const html = renderReport(check, 'html');
    expect(dataOf(html).parts).toHaveLength(2);
    expect(html).not.toContain('hunter2');
    const long = {
      ...image,
      warnings: Array.from({ length: 2000 }, () => ({ code: 'odd', message: 'x'.repeat(900) })),
    };
    const large = renderReport(checkReport({ reports: Array.from({ length: 40 }, () => long) }), 'html');
    expect(Buffer.byteLength(large)).toBeLessThan(3_000_000);
    expect(dataOf(large).parts.length).toBeLessThan(40);
  });
});

describe('embedded JSON', () => {
  it('has no character that ends a script or a line', () => {
    const text = embeddedJson({ name: EVIL });
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual({ name: EVIL.replace('\ud800', '\ufffd') });
  });
});
