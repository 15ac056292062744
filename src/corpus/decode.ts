import { ShizhengError } from '../errors.js'
import { LIMITS } from '../limits.js'

/**
 * Decodes the bytes of a source document. The result is the source text to which all offsets of the document refer:
 * line breaks are kept as they are, a byte order mark is not part of it.
 *
 * UTF-8, UTF-16 with a byte order mark, and Big5 are read. Throws `document-not-text` for anything else, and
 * `document-unreadable` for a file over `LIMITS.documentBytes`.
 */
export function readSource(bytes: Uint8Array, name: string): string {
  if (bytes.length > LIMITS.documentBytes) throw tooLarge(name, bytes.length)
  const mark = byteOrderMark(bytes)
  if (mark !== null) {
    const text = decodeStrictly(bytes, mark)
    if (text === null) throw notText(name, `開頭標示為 ${mark.toUpperCase()}，但其後的內容不符`)
    return readable(text, name)
  }
  const binary = binaryFormat(bytes)
  if (binary !== null) throw notText(name, `內容是${binary}`)
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null) return readable(utf8, name)
  const big5 = decodeStrictly(bytes, 'big5')
  if (big5 !== null && looksChinese(big5)) return readable(big5, name)
  throw notText(name, isCutShort(bytes) ? '結尾的字元不完整，檔案可能沒有傳完' : '無法判斷文字編碼')
}

/** Whether the bytes are UTF-8 but for a character at their end of which bytes are lacking. */
function isCutShort(bytes: Uint8Array): boolean {
  return [1, 2, 3].some((lacking) => decodeStrictly(bytes.subarray(0, -lacking), 'utf-8') !== null)
}

/** The error for a file of `bytes` bytes, so that a caller can refuse it before reading it. */
export function tooLarge(name: string, bytes: number): ShizhengError {
  const mib = (n: number): string => (n / 1024 / 1024).toFixed(1)
  return new ShizhengError(
    'document-unreadable',
    `「${name}」有 ${mib(bytes)} MiB，超過單一文件的上限 ${mib(LIMITS.documentBytes)} MiB。請把它分成幾個檔案。`,
    { file: name, bytes, limit: LIMITS.documentBytes },
  )
}

function notText(name: string, what: string): ShizhengError {
  return new ShizhengError(
    'document-not-text',
    `「${name}」不是可讀取的文字檔：${what}。文件須為純文字（UTF-8、帶位元組順序記號的 UTF-16，或 Big5）。請另存為 UTF-8 純文字檔再放回資料夾。`,
    { file: name },
  )
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'big5'

function byteOrderMark(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

/** Null where the bytes are not of the encoding. */
function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    // TextDecoder says by a TypeError that the bytes do not fit; an encoding it does not know is a RangeError.
    if (error instanceof TypeError) return null
    throw error
  }
}

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  [' PDF 檔', [0x25, 0x50, 0x44, 0x46]],
  ['壓縮檔或 Office／OpenDocument 檔', [0x50, 0x4b, 0x03, 0x04]],
  ['舊版 Office 檔', [0xd0, 0xcf, 0x11, 0xe0]],
  [' GZIP 壓縮檔', [0x1f, 0x8b]],
  ['圖片', [0x89, 0x50, 0x4e, 0x47]],
  ['圖片', [0xff, 0xd8, 0xff]],
]

function binaryFormat(bytes: Uint8Array): string | null {
  for (const [what, signature] of SIGNATURES) if (signature.every((byte, i) => bytes[i] === byte)) return what
  return bytes.includes(0) ? '二進位資料，或沒有位元組順序記號的 UTF-16' : null
}

/** Text in which a fifth of the characters are everyday Chinese: any bytes decode as Big5 by chance now and then. */
function looksChinese(text: string): boolean {
  const everyday = text.match(/[的之及與為年度計畫政施行推動、，。：；（）]/gu)?.length ?? 0
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han > 0 && everyday >= (han + everyday) / 20 && !text.includes('\uFFFD')
}

function readable(text: string, name: string): string {
  if (text.trim() === '') throw notText(name, '檔案是空的')
  // Control characters other than white space do not occur in text.
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f\u007f]/g)?.length ?? 0
  if (controls > text.length / 100) throw notText(name, '含有大量控制字元，應是二進位資料')
  return text
}
