import { SearchEngine } from '../search/index.js'
import type { IndexOptions } from './options.js'

/** Opens the index for one command and closes it afterwards. */
export async function withEngine<T>(options: IndexOptions, use: (engine: SearchEngine) => Promise<T> | T): Promise<T> {
  const engine = await SearchEngine.open({ indexDir: options.index, modelsDir: options.models })
  try {
    return await use(engine)
  } finally {
    await engine.close()
  }
}
