import { readFileSync } from 'node:fs'

/** Readings of folded Han characters: Mandarin syllables without tone. */
export type Readings = ReadonlyMap<string, readonly string[]>

/** Reads data/readings.txt: a syllable, a tab, its characters on every line. */
export function loadReadings(file: URL = new URL('../../data/readings.txt', import.meta.url)): Readings {
  const readings = new Map<string, string[]>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [syllable = '', characters = ''] = line.split('\t')
    for (const character of characters) {
      const known = readings.get(character)
      if (known) known.push(syllable)
      else readings.set(character, [syllable])
    }
  }
  return readings
}

/**
 * A syllable as it is often heard in Taiwan: retroflex and plain initials as one, -ng and -n after e and i as one. Who
 * types by sound mistakes these for each other (升/森, 是/四).
 */
export function heardAs(syllable: string): string {
  return syllable.replace(/^([zcs])h/u, '$1').replace(/([ei])ng$/u, '$1n')
}
