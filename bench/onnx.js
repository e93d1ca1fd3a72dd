// @ts-check
// Builds the ONNX model of one recurrent layer, without ONNX: the file is a protocol
// buffer of few fields. Field numbers are those of onnx/onnx.proto.
//
//   T, I, H   timesteps, input size, hidden size; one sequence at a time
//   X         (T, 1, I), the input
//   Y         (T, 1, 1, H), all states

/** Types of a field on the wire. */
const VARINT = 0;
const BYTES = 2;

/** ONNX's numbers. */
const FLOAT = 1;
const INT_ATTRIBUTE = 2;
const IR_VERSION = 8;
const OPSET = 14;

/** @typedef {Uint8Array | string | number} Value a message or bytes, a text, or a whole number */

/** @param {number} value at least 0 @returns {number[]} seven bits a byte, the lowest first */
function varint(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

/** A message of these fields, in this order. @param {...[number: number, value: Value]} fields */
export function message(...fields) {
  const parts = fields.map(([number, value]) => {
    if (typeof value === 'number') return Uint8Array.from([...varint(8 * number + VARINT), ...varint(value)]);
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const head = [...varint(8 * number + BYTES), ...varint(bytes.length)];
    const part = new Uint8Array(head.length + bytes.length);
    part.set(head);
    part.set(bytes, head.length);
    return part;
  });
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A TensorProto. @param {string} name @param {number[]} dims @param {Float32Array} values */
function tensor(name, dims, values) {
  /** @type {[number, Value][]} */
  const fields = dims.map((dim) => [1, dim]);
  // raw_data is little-endian, as all machines are that run WebAssembly.
  return message(...fields, [2, FLOAT], [8, name], [9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]);
}

/** A ValueInfoProto. @param {string} name @param {number[]} dims */
function value(name, dims) {
  /** @type {[number, Value][]} */
  const shape = dims.map((dim) => [1, message([1, dim])]);
  return message([1, name], [2, message([1, message([1, FLOAT], [2, message(...shape)])])]);
}

/**
 * ONNX's order of the gates, by their places in PyTorch's: i, o, f, g of i, f, g, o
 * and z, r, n of r, z, n.
 */
const ORDER = { RNN: [0], LSTM: [0, 3, 1, 2], GRU: [1, 0, 2] };

/** @typedef {keyof typeof ORDER} Operator */

/**
 * The bytes of the model. Its bias is the layer's and, for Wh, zeros.
 * @param {Operator} operator
 * @param {import('./cases.js').Size} size
 * @param {{ Wx: ArrayLike<number>, Wh: ArrayLike<number>, b: ArrayLike<number> }} weights with gates in PyTorch's order
 */
export function layerModel(operator, [T, I, H], { Wx, Wh, b }) {
  const gates = ORDER[operator];
  const G = gates.length;
  /** @param {ArrayLike<number>} values @param {number} width values of a gate */
  const ordered = (values, width) => {
    const all = Float32Array.from(values);
    return gates.map((gate) => all.subarray(gate * width, (gate + 1) * width)).reduce((out, part, at) => (out.set(part, at * width), out), new Float32Array(all.length));
  };
  const bias = new Float32Array(2 * G * H);
  bias.set(ordered(b, H));
  const node = message(
    [1, 'X'], [1, 'W'], [1, 'R'], [1, 'B'], [2, 'Y'], [4, operator],
    [5, message([1, 'hidden_size'], [3, H], [20, INT_ATTRIBUTE])],
    // As PyTorch has it: the reset gate comes after the product.
    .../** @type {[number, Value][]} */ (operator === 'GRU' ? [[5, message([1, 'linear_before_reset'], [3, 1], [20, INT_ATTRIBUTE])]] : []),
  );
  const graph = message(
    [1, node], [2, 'layer'],
    [5, tensor('W', [1, G * H, I], ordered(Wx, H * I))],
    [5, tensor('R', [1, G * H, H], ordered(Wh, H * H))],
    [5, tensor('B', [1, 2 * G * H], bias)],
    [11, value('X', [T, 1, I])],
    [12, value('Y', [T, 1, 1, H])],
  );
  return message([1, IR_VERSION], [7, graph], [8, message([1, ''], [2, OPSET])]);
}
