import { Presets, SingleBar } from 'cli-progress'
import type { BuildProgress, BuildResult } from '../indexing/index.js'

const STAGES: Record<BuildProgress['stage'], string> = {
  read: '讀取文件',
  keyword: '建立詞索引',
  embed: '計算語意向量',
  write: '寫入索引',
}

/** A bar on a terminal; a line a stage elsewhere. Both go to stderr, so that stdout stays clean. */
export function progressBar(): { update: (progress: BuildProgress) => void; stop: () => void } {
  if (!process.stderr.isTTY) {
    let stage: BuildProgress['stage'] | undefined
    return {
      update(progress) {
        if (progress.stage === stage) return
        stage = progress.stage
        process.stderr.write(`${STAGES[stage]} …\n`)
      },
      stop: () => undefined,
    }
  }
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}%  {stage} {detail}',
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  )
  bar.start(100, 0, { stage: '', detail: '' })
  return {
    update: ({ stage, fraction, detail }) => {
      bar.update(Math.round(fraction * 100), { stage: STAGES[stage], detail: detail ?? '' })
    },
    stop: () => {
      bar.stop()
    },
  }
}

/** Says on stderr what was indexed, and every file that could not be. */
export function reportBuild({ manifest, milliseconds }: BuildResult): void {
  const { documents, records } = manifest.counts
  process.stderr.write(
    `索引完成：${documents} 份文件、${records.toLocaleString('en')} 筆資料，費時 ${(milliseconds / 1000).toFixed(1)} 秒。\n`,
  )
  for (const failure of manifest.failures) process.stderr.write(`未能讀取 ${failure.file}：${failure.message}\n`)
}
