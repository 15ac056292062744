/**
 * Text → tokens of the bundled model, the same as `models/training/tokenizer.py` does it.
 *
 * A text is normalised (NFKC, lower case, every character folded to one script), then cut into runs. Han characters
 * give the n-grams within their run, Latin words and numbers are one token each, all else only separates.
 */
const HAN = '\\u3005\\u3007\\u3100-\\u312f\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{323af}'
const RUN = new RegExp(`(?<han>[${HAN}]+)|[a-z0-9\\u00df-\\u024f]+`, 'gu')

export class NgramTokenizer {
  private readonly ids = new Map<string, number>()

  /**
   * @param vocabulary token of each id, in order
   * @param folding one character to one; a character that is not in it stays
   * @param longest length of the longest n-gram, in characters
   */
  constructor(
    vocabulary: readonly string[],
    private readonly folding: ReadonlyMap<string, string>,
    private readonly longest: number,
  ) {
    // A loop, since this runs at every start: an array of pairs for the Map takes three times as long.
    for (let id = 0; id < vocabulary.length; id++) this.ids.set(vocabulary[id] ?? '', id)
  }

  /** Ids of the text's tokens that the vocabulary holds, in order of their last character, repeats kept. */
  encode(text: string): number[] {
    const folded = this.fold(text)
    const encoded: number[] = []
    for (const match of folded.matchAll(RUN)) {
      if (match.groups?.['han'] === undefined) this.push(encoded, match[0])
      else this.pushNgrams(encoded, match[0])
    }
    return encoded
  }

  private fold(text: string): string {
    let folded = ''
    for (const character of text.normalize('NFKC').toLowerCase()) folded += this.folding.get(character) ?? character
    return folded
  }

  private pushNgrams(encoded: number[], run: string): void {
    // Where each character of the run begins: one outside the basic plane takes two code units.
    const starts: number[] = []
    let at = 0
    for (const character of run) {
      starts.push(at)
      at += character.length
      for (let length = 1; length <= this.longest && length <= starts.length; length++) {
        this.push(encoded, run.slice(starts[starts.length - length], at))
      }
    }
  }

  private push(encoded: number[], token: string): void {
    const id = this.ids.get(token)
    if (id !== undefined) encoded.push(id)
  }
}
