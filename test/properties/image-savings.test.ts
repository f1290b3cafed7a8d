import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../src/inspect/image.ts';
import { packImage } from '../support/image-findings.ts';
import type { TarEntry } from '../support/tar.ts';

const HIDDEN = [
  'deleted-in-later-layer',
  'rewritten-in-later-layer',
  'metadata-only-rewrite',
  'distribution-upgrade',
];
const NEEDLESS = /^(?:tmp|var\/log|root\/\.npm|app\/\.git)\//;

const path = fc.constantFrom(
  'tmp/a',
  'tmp/b',
  'var/log/x',
  'root/.npm/c',
  'app/.git/o',
  'app/x',
  'app/y',
  'bin/sh',
);
const file = fc.record({
  path,
  bytes: fc.integer({ min: 0, max: 300 }),
  mode: fc.constantFrom(0o644, 0o600),
});
const gone = fc.record({ gone: path });
const step = fc.constantFrom('RUN make', 'COPY . .', 'RUN apt-get -y upgrade', 'RUN chmod -R 600 /', '');
const layer = fc.record({
  by: step,
  entries: fc.array(fc.oneof({ weight: 3, arbitrary: file }, gone), { maxLength: 8 }),
});
const images = fc.record({
  layers: fc.array(layer, { minLength: 1, maxLength: 5 }),
  base: fc.integer({ min: 0, max: 5 }),
});

function member(
  entry: { readonly path: string; readonly bytes: number; readonly mode: number } | { readonly gone: string },
): TarEntry {
  if ('gone' in entry) return { name: entry.gone.replace(/([^/]+)$/, '.wh.$1') };
  return { name: entry.path, body: 'x'.repeat(entry.bytes), mode: entry.mode };
}

describe('the savings of an image', () => {
  it('are what is hidden and what lies in places that nothing needs, each byte once', async () => {
    const law = fc.asyncProperty(images, async ({ layers, base }) => {
      const packed = packImage({
        layers: layers.map(({ by, entries }) => ({ by, entries: entries.map(member) })),
      });
      const given = Math.min(base, layers.length);
      const { findings, savings, totals, waste, entries } = await inspectImage(packed, {
        base: given,
        list: true,
        duplicates: true,
      });
      const hidden = findings.filter(({ rule }) => HIDDEN.some((name) => rule === `image/${name}`));
      expect(hidden.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(waste.bytes);
      const needless = entries!
        .filter((entry) => NEEDLESS.test(entry.path))
        .reduce((sum, { bytes }) => sum + bytes, 0);
      expect(savings.avoidableBytes + savings.baseBytes).toBe(waste.bytes + needless);
      expect(savings.remainingBytes).toBe(totals.fileBytes - savings.avoidableBytes);
      expect(savings.list.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(savings.avoidableBytes);
      expect(given === 0 ? savings.baseBytes : 0).toBe(0);
    });
    await fc.assert(law, { numRuns: 60 });
  });
});
