/**
 * Dot products of many int8 rows with one int16 vector, in WebAssembly with 128-bit SIMD: about ten times as fast as
 * the same loop in JavaScript, which has no vector instructions (15,000 rows of 256: 0.5 ms against 6 ms). The module
 * is so small that it is written out here, instruction by instruction, and needs no build step.
 */
export interface DotKernel {
  /** Row r, value d is at r × stride + d; values beyond the dimensions are zero. */
  readonly rows: Int8Array
  /** The vector to multiply with; values beyond the dimensions are zero. */
  readonly vector: Int16Array
  /** Length of a row in `rows`: the dimensions rounded up to a multiple of 16. */
  readonly stride: number
  /** The dot product of every row with `vector`. Overwritten by the next call. Sums must fit into 32 bits. */
  multiply(): Int32Array
}

/** Values of one SIMD register. */
const LANES = 16
const PAGE_BYTES = 65_536

const i32 = 0x7f
const v128 = 0x7b
const EMPTY = 0x40

const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const tee = (local: number) => [0x22, local]
const constant = (value: number) => [0x41, value]
const BLOCK = [0x02, EMPTY]
const LOOP = [0x03, EMPTY]
const END = [0x0b]
const branch = (depth: number) => [0x0c, depth]
const branchIf = (depth: number) => [0x0d, depth]
const IS_ZERO = [0x45]
const ADD = [0x6a]
const SUBTRACT = [0x6b]
const STORE = [0x36, 2, 0]
/** Sixteen bytes, at any address. */
const loadVector = (offset: number) => [0xfd, 0x00, 0, offset]
const ZERO_VECTOR = [0xfd, 0x0c, ...Array<number>(16).fill(0)]
/** The lower, the upper eight of sixteen int8 as int16. */
const LOWER_AS_INT16 = [0xfd, 0x87, 0x01]
const UPPER_AS_INT16 = [0xfd, 0x88, 0x01]
/** Eight products of int16, neighbours added: four int32. */
const DOT_INT16 = [0xfd, 0xba, 0x01]
const ADD_INT32X4 = [0xfd, 0xae, 0x01]
const lane = (n: number) => [0xfd, 0x1b, n]

/** (param $row $vector $out $rows $stride) */
const [ROW, VECTOR, OUT, ROWS, STRIDE, LEFT, AT, SUM, BYTES] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

const BODY = [
  ...[BLOCK, LOOP],
  ...[get(ROWS), IS_ZERO, branchIf(1)],
  ...[ZERO_VECTOR, set(SUM), get(STRIDE), set(LEFT), get(VECTOR), set(AT)],
  LOOP,
  ...[get(SUM), get(ROW), loadVector(0), tee(BYTES), LOWER_AS_INT16, get(AT), loadVector(0), DOT_INT16, ADD_INT32X4],
  ...[get(BYTES), UPPER_AS_INT16, get(AT), loadVector(16), DOT_INT16, ADD_INT32X4, set(SUM)],
  ...[get(ROW), constant(LANES), ADD, set(ROW)],
  ...[get(AT), constant(2 * LANES), ADD, set(AT)],
  ...[get(LEFT), constant(LANES), SUBTRACT, tee(LEFT), branchIf(0)],
  END,
  ...[get(OUT), get(SUM), lane(0), get(SUM), lane(1), ADD, get(SUM), lane(2), ADD, get(SUM), lane(3), ADD, STORE],
  ...[get(OUT), constant(4), ADD, set(OUT)],
  ...[get(ROWS), constant(1), SUBTRACT, set(ROWS)],
  branch(0),
  ...[END, END, END],
].flat()

/** Unsigned LEB128, as the binary format writes numbers. */
function number(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)]
}
const sized = (content: readonly number[]) => [...number(content.length), ...content]
const section = (id: number, content: readonly number[]) => [id, ...sized(content)]
const name = (text: string) => sized([...Buffer.from(text)])

const LOCALS = [2, 2, i32, 2, v128]
const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 5, i32, i32, i32, i32, i32, 0]),
  ...section(2, [1, ...name('env'), ...name('memory'), 2, 0, 1]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...name('multiply'), 0, 0]),
  ...section(10, [1, ...sized([...LOCALS, ...BODY])]),
])

/** Room for `rows` rows of `dimensions` values, all zero at first. */
export function createDotKernel(rows: number, dimensions: number): DotKernel {
  const stride = Math.ceil(dimensions / LANES) * LANES
  const vectorAt = rows * stride
  const outAt = vectorAt + 2 * stride
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil((outAt + 4 * rows) / PAGE_BYTES)) })
  const instance = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { env: { memory } })
  const multiply = instance.exports['multiply']
  if (!isMultiply(multiply)) throw new TypeError('the module exports no function multiply')
  const out = new Int32Array(memory.buffer, outAt, rows)
  return {
    rows: new Int8Array(memory.buffer, 0, rows * stride),
    vector: new Int16Array(memory.buffer, vectorAt, stride),
    stride,
    multiply() {
      if (stride > 0) multiply(0, vectorAt, outAt, rows, stride)
      return out
    },
  }
}

type Multiply = (row: number, vector: number, out: number, rows: number, stride: number) => void

function isMultiply(value: unknown): value is Multiply {
  return typeof value === 'function'
}
