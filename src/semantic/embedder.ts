/** Turns texts into vectors whose dot product says how near they are in meaning. */
export interface Embedder {
  /** Name of the model: its folder under `models/`. */
  readonly name: string
  readonly dimensions: number
  /** Changes when the vectors would: a hash over the model's files. */
  readonly fingerprint: string
  /**
   * One vector of unit length a text, in the order given. A text with nothing that the model knows gives the zero vector.
   * `query` and `passage` differ for models that ask for prefixes.
   */
  embed(texts: readonly string[], role: 'query' | 'passage'): Promise<Float32Array[]>
  dispose(): Promise<void>
}
