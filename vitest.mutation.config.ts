import { defineConfig } from 'vitest/config';

/** The tests that run the mutated rooms within their own process; a spawned command line would run the build, not the mutant. */
export default defineConfig({
  test: {
    include: [
      'test/{ignore,image,budget,properties,inspect}/**/*.test.ts',
      'test/context/dockerignore-vectors.test.ts',
      'test/context/explain.test.ts',
      'test/conformance/images.test.ts',
    ],
    testTimeout: 60_000,
  },
});
