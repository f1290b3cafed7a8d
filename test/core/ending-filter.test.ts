import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endingFilter, endingKey, endingTable } from '../../src/core/ending-filter.ts';

const ascii = (minLength: number) =>
  fc.string({ minLength, maxLength: 6, unit: fc.integer({ min: 1, max: 126 }).map(String.fromCharCode) });

it('never denies a name that ends in one of its texts, however short the text is', () => {
  fc.assert(
    fc.property(fc.array(ascii(1), { minLength: 1 }), ascii(0), fc.nat(), (texts, before, n) => {
      const name = before + texts[n % texts.length]!;
      const bytes = Buffer.concat([Buffer.alloc(3), Buffer.from(name)]).subarray(-3);
      expect(endingFilter(texts)(name)).toBe(true);
      expect(endingTable(texts)[endingKey(bytes.readUIntBE(0, 3))]).toBe(1);
    }),
  );
});

it('tells file names apart from directories that end in the same two letters', () => {
  const filter = endingFilter(['@biomejs', 'credentials', '.map']);
  expect(['index.js', 'lines.ts', 'tar.gap'].map(filter)).toEqual([false, false, false]);
  expect(['@biomejs', 'aws-credentials', 'index.js.map'].map(filter)).toEqual([true, true, true]);
});
