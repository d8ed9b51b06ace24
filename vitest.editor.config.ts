import { defineConfig } from 'vitest/config';

/** The tests of the packaged extension in real editors: `npm run test:editor`. */
export default defineConfig({
  test: {
    include: ['tests/editor/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    bail: 0,
  },
});
