import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // nodejieba and onnxruntime are native addons: they are loaded once a process, not once a worker thread.
    pool: 'forks',
  },
})
