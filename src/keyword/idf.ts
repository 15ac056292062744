/** Inverse document frequency as BM25 takes it: ln(1 + (N − df + ½) / (df + ½)), for `df` of `size` records. */
export function inverseDocumentFrequency(size: number, df: number): number {
  return Math.log(1 + (size - df + 0.5) / (df + 0.5))
}
