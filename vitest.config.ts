import { defineConfig } from 'vitest/config'

// nodejieba and onnxruntime are native addons: they are loaded once a process, not once a worker thread.
const shared = { testTimeout: 60_000, hookTimeout: 300_000, pool: 'forks' } as const

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/with-index/**', 'tests/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'with-index',
          include: ['tests/with-index/**/*.test.ts', 'tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/full-index.ts'],
        },
      },
    ],
  },
})
