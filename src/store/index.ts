export { INDEX_FORMAT, corrupt, type Fingerprints, type Manifest } from './manifest.js'
export { currentVersion, indexFile, readIndex, readManifest, writeIndex, type StoredIndex } from './store.js'
export { INDEX_FILES, textFile } from './files.js'
