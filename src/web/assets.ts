/** Addresses of the bundled files that a page loads. The names of all but the icon carry a hash: they may be kept for ever. */
export interface AssetManifest {
  /** Small script that sets the theme before anything is painted. */
  theme: string
  scripts: string[]
  styles: string[]
  icon: string
}

/** Entries of the bundle, as vite.config.ts names them. */
const ENTRIES = {
  main: 'src/web/client/main.tsx',
  theme: 'src/web/client/theme.ts',
  styles: 'src/web/styles/main.css',
} as const

/**
 * Reads what `vite build` wrote to `.vite/manifest.json`.
 *
 * @param manifest the file's JSON
 * @param base address under which the bundle's folder is served, with a slash at its end: the bundle's files are
 *   named `assets/NAME-HASH.js` in it
 * @throws Error where an entry is missing: the bundle was made by another version
 */
export function readManifest(manifest: unknown, base = '/'): AssetManifest {
  const file = (source: string): string => {
    const entry = property(manifest, source)
    const name = property(entry, 'file')
    if (typeof name !== 'string') throw new Error(`the bundle's manifest has no entry ${source}: run the build again`)
    return base + name
  }
  return {
    theme: file(ENTRIES.theme),
    scripts: [file(ENTRIES.main)],
    styles: [file(ENTRIES.styles)],
    icon: `${base}assets/icon.svg`,
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}
