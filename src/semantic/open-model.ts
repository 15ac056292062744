import type { Embedder } from './embedder.js'
import { openModelFolder } from './model-folder.js'
import { ngramFingerprint, openNgramModel } from './ngram/embedder.js'
import { openTransformerModel, transformerFingerprint } from './transformer/embedder.js'

/**
 * Opens the model in `modelsDir/name`, of whichever kind its `config.json` says.
 * Throws `bad-option` (name), `model-missing` or `model-invalid`.
 */
export async function openModel(modelsDir: string, name: string): Promise<Embedder> {
  const folder = await openModelFolder(modelsDir, name)
  switch (folder.kind) {
    case 'ngram':
      return openNgramModel(folder)
    case 'transformer':
      return openTransformerModel(folder)
  }
}

/**
 * The fingerprint that the opened model would have, without opening it: only its files are read.
 * Throws as `openModel` does where they are not there.
 */
export async function modelFingerprint(modelsDir: string, name: string): Promise<string> {
  const folder = await openModelFolder(modelsDir, name)
  switch (folder.kind) {
    case 'ngram':
      return ngramFingerprint(folder)
    case 'transformer':
      return transformerFingerprint(folder)
  }
}
