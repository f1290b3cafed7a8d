import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts', 'test/support/runs.ts'],
    // What hangs is to end, and what is slow on a busy machine is not to fail.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/page/**'],
      reporter: ['json'],
      reportsDirectory: 'coverage/report',
    },
  },
});
