import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createFuzzer } from './fuzz.ts';

const CASES = 200;
const fuzzer = createFuzzer(fileURLToPath(new URL('../..', import.meta.url)));
afterAll(() => fuzzer.close());

describe('a mutated archive', () => {
  it(`is read or refused by the laws, ${CASES} times`, async () => {
    const tally = { read: 0, refused: 0, broken: 0 };
    for (let seed = 1; seed <= CASES; seed++) {
      const result = await fuzzer.run(seed);
      tally[result.verdict]++;
      expect(result).toMatchObject({ seed, failure: null });
    }
    expect(tally.read).toBeGreaterThan(CASES / 10);
    expect(tally.refused).toBeGreaterThan(CASES / 10);
  });
});
