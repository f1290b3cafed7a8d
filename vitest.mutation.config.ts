import { defineConfig } from 'vitest/config';

/** The tests that scripts/mutation.mjs asks for. */
export default defineConfig({
  test: {
    include: (process.env['TESTS'] ?? '').split(' '),
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 60_000,
  },
});
