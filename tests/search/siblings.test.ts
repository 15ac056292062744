import { expect, it } from 'vitest'
import { siblingsOf } from '../../src/search/siblings.js'
import { passageRecords } from '../keyword/records.js'
import type { PlanRecord } from '../../src/record.js'

const projects = passageRecords(60).filter((record) => record.kind === 'project')
const [first] = projects
if (!first) throw new Error('no plan items')
const item = (work: string, year = 107): PlanRecord => ({ ...first, work, year })

it('are the other plan items of a 工作計畫 in the same plan', () => {
  const records = [item('外交業務'), item('領事業務'), item('外交業務'), item('外交業務', 106), item(''), item('')]
  expect(siblingsOf(records)).toEqual([[2], [], [0], [], [], []])
})

it('are none where a 工作計畫 holds all that an agency does', () => {
  const many = Array.from({ length: 13 }, () => item('一般行政'))
  expect(siblingsOf(many)[0]).toHaveLength(12)
  expect(siblingsOf([...many, item('一般行政')]).every((of) => of.length === 0)).toBe(true)
})
