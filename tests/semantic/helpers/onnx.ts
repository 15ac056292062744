/**
 * Just enough of the ONNX format (protocol buffers, https://onnx.ai/onnx/repo-docs/IR.html) to write a small model
 * without any tool: field numbers are those of `onnx.proto`.
 */
type Field = Uint8Array

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest & 127) | 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
  return Uint8Array.from(bytes)
}

const concat = (parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))
const integer = (field: number, value: number): Field => concat([varint(field * 8), varint(value)])
const bytes = (field: number, value: Uint8Array): Field => concat([varint(field * 8 + 2), varint(value.length), value])
const text = (field: number, value: string): Field => bytes(field, Buffer.from(value))
const message = (field: number, fields: readonly Field[]): Field => bytes(field, concat(fields))

const FLOAT = 1
const INT64 = 7

/** A constant of the graph. */
export function tensor(name: string, dims: readonly number[], data: Float32Array | BigInt64Array): Field {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const type = data instanceof Float32Array ? FLOAT : INT64
  return message(5, [...dims.map((d) => integer(1, d)), integer(2, type), text(8, name), bytes(9, raw)])
}

/** `attributes`: integers or lists of integers by name. */
export function node(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Record<string, number | number[]> = {},
): Field {
  return message(1, [
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, [
        text(1, name),
        ...(Array.isArray(value) ? value.map((v) => integer(8, v)) : [integer(3, value)]),
        integer(20, Array.isArray(value) ? 7 : 2),
      ]),
    ),
  ])
}

function valueInfo(field: number, name: string, type: number, dims: readonly (string | number)[]): Field {
  const shape = dims.map((d) => message(1, [typeof d === 'number' ? integer(1, d) : text(2, d)]))
  return message(field, [text(1, name), message(2, [message(1, [integer(1, type), message(2, shape)])])])
}

export const int64Input = (name: string, dims: readonly (string | number)[]) => valueInfo(11, name, INT64, dims)
export const floatOutput = (name: string, dims: readonly (string | number)[]) => valueInfo(12, name, FLOAT, dims)

/** A whole model file, operator set 17. */
export function model(fields: readonly Field[]): Uint8Array {
  return concat([integer(1, 8), message(7, [...fields, text(2, 'test')]), message(8, [text(1, ''), integer(2, 17)])])
}
