// @ts-check
// What is dropped and pasted: files that can be read, and ones that should be refused.

/** @param {string} name @param {string | Uint8Array} content @returns {{ name: string, base64: string }} */
const file = (name, content) => ({ name, base64: Buffer.from(content).toString('base64') });

/** An .npy file of version 1. @param {string} descr @param {number[]} shape @param {Uint8Array} data */
function npy(descr, shape, data) {
  const head = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${shape.map((n) => `${n},`).join(' ')}), }`;
  const text = `${head.padEnd(117)}\n`;
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), Buffer.from([text.length, 0]), Buffer.from(text), data]);
}

/** @param {string} header @param {number} bytes of zeros */
function safetensors(header, bytes) {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, Buffer.from(header), Buffer.alloc(bytes)]);
}

const numbers = (/** @type {number} */ n) => new Uint8Array(Float64Array.from({ length: n }, (_, i) => Math.sin(i)).buffer);

export const FILES = [
  file('b.npy', npy('<f8', [8], numbers(8))),
  file('Wx.npy', npy('<f8', [8, 4], numbers(32))),
  file('x.npy', npy('<f8', [30, 3], numbers(90))),
  file('large.npy', npy('<f8', [9_000_000_000, 1000], numbers(1))),
  file('objects.npy', npy('|O', [2], numbers(1))),
  file('nan.npy', npy('<f8', [2], new Uint8Array(Float64Array.of(NaN, 1).buffer))),
  file('<img src=x onerror=alert(1)>.npy', npy('<f4', [3, 3], numbers(5).subarray(0, 36))),
  file('cut.npy', npy('<f8', [100, 4], numbers(4))),
  file('table.csv', 't,a,b\n1,0.5,1\n2,-0.25,=1+1\n'),
  file('table.tsv', '0,5\t1\n2\t-3,25\n'),
  file('rows.csv', '1;2;3\n4;5\n'),
  file('nested.json', '[[1, 2, 3], [4, 5, 6]]'),
  file('deep.json', '['.repeat(5000)),
  file('page.json', '{"rnn-playground": 1, "link": "#v=1&timesteps=7&hidden-size=3&weights=pytorch"}'),
  file('hostile.json', '{"rnn-playground": 1, "link": "javascript:alert(1)", "tensors": {"__proto__": {"shape": [1e9], "values": []}}}'),
  file('model.safetensors', safetensors('{"weight_ih_l0":{"dtype":"F32","shape":[8,2],"data_offsets":[0,64]},"weight_hh_l0":{"dtype":"F32","shape":[8,2],"data_offsets":[64,128]}}', 128)),
  file('lies.safetensors', safetensors('{"weight_ih_l0":{"dtype":"F64","shape":[800000,200000],"data_offsets":[0,1280000000000]}}', 16)),
  file('empty.npz', Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])),
  file('noise.npz', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7919) & 255))),
  file('nothing', ''),
];
