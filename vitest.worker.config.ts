import { defineConfig } from 'vitest/config';

/** The tests of `examples/send-worker`, with a real Redis and a real mail server: `npm run test:worker`. */
export default defineConfig({
  test: {
    include: ['tests/send-worker/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
