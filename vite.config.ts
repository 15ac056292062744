import { defineConfig } from 'vite'

/** Bundles what the browser runs. The server renders the pages themselves; see src/web/assets.ts for how it finds these files. */
export default defineConfig({
  // JSX as tsc compiles it, so that both sides render alike.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  publicDir: 'src/web/public',
  build: {
    outDir: 'dist/public',
    emptyOutDir: true,
    manifest: true,
    // A plain script must stay one, and browsers that run modules preload them.
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      input: ['src/web/client/main.tsx', 'src/web/client/theme.ts', 'src/web/styles/main.css'],
    },
  },
})
