import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/corpus/index.js'
import { ShizhengError } from '../../src/errors.js'
import { LIMITS } from '../../src/limits.js'

const TEXT = '外交部 110 年度施政計畫\r\n壹、年度施政目標\n'

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

function errorOf(bytes: Uint8Array): ShizhengError {
  try {
    readSource(bytes, '甲.txt')
  } catch (error) {
    if (error instanceof ShizhengError) return error
    throw error
  }
  throw new Error('the bytes were read')
}

describe('decoding a source document', () => {
  it('reads UTF-8 and keeps line breaks as they are', () => {
    expect(readSource(Buffer.from(TEXT), '甲.txt')).toBe(TEXT)
  })

  it('takes a byte order mark as no part of the text', () => {
    expect(readSource(Buffer.from(`\uFEFF${TEXT}`), '甲.txt')).toBe(TEXT)
    expect(readSource(utf16(TEXT, false), '甲.txt')).toBe(TEXT)
    expect(readSource(utf16(TEXT, true), '甲.txt')).toBe(TEXT)
  })

  it('reads Big5', () => {
    // 施政計畫，推動 in Big5
    const big5 = Uint8Array.from([0xac, 0x49, 0xac, 0x46, 0xad, 0x70, 0xb5, 0x65, 0xa1, 0x41, 0xb1, 0xc0, 0xb0, 0xca])
    expect(readSource(big5, '甲.txt')).toBe('施政計畫，推動')
  })

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['a ZIP archive', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14])],
    ['bytes with zeros', Uint8Array.from([65, 0, 66, 0])],
    ['bytes of no encoding', Uint8Array.from([0xff, 0x81, 0x40, 0xc0, 0x80])],
    ['GB18030', Uint8Array.from([0xca, 0xa9, 0xd5, 0xfe, 0xbc, 0xc6, 0xbb, 0xae, 0xa3, 0xac, 0xcd, 0xc6, 0xb6, 0xaf])],
    ['UTF-16 that breaks off', Uint8Array.from([0xff, 0xfe, 0x65])],
    ['control characters', Buffer.from('\u0001\u0002\u0003')],
    ['an empty file', new Uint8Array(0)],
    ['white space', Buffer.from(' \n\t')],
  ])('refuses %s with the remedy', (_, bytes) => {
    const error = errorOf(bytes)
    expect(error.code).toBe('document-not-text')
    expect(error.message).toContain('甲.txt')
    expect(error.message).toContain('UTF-8')
  })

  it('tells a file that was cut in the middle of a character', () => {
    const cut = new TextEncoder().encode('推動社會福利').subarray(0, -1)
    expect(() => readSource(cut, 'cut.txt')).toThrow('沒有傳完')
    expect(() => readSource(new Uint8Array([0x80, 0x81, 0x82, 0x83, 0x84]), 'x.txt')).toThrow('無法判斷文字編碼')
  })

  it('refuses a file over the limit', () => {
    expect(errorOf(new Uint8Array(LIMITS.documentBytes + 1)).code).toBe('document-unreadable')
  })
})
