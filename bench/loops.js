// @ts-check
// The layers in plain JavaScript, as they are written down, and the Elman layer as
// it is written for speed.
//
//   T, I, H   timesteps, input size, hidden size; all matrices are row-major
//   h         (T, H), is written
//   h0        (H,)
//
// The two of the Elman layer take every sum in the order b, Wx x, Wh h, as package
// rnn does.

/** @typedef {import('./program.js').Tensors} Tensors */

/** The definition. @param {Float64Array} h @param {Tensors} tensors @param {Float64Array} h0 */
export function simpleLoop(h, { x, Wx, Wh, b }, h0) {
  const H = b.length, I = Wx.length / H, T = x.length / I;
  for (let t = 0; t < T; t++) {
    const before = t === 0 ? h0 : h.subarray((t - 1) * H, t * H);
    for (let j = 0; j < H; j++) {
      let s = b[j];
      for (let i = 0; i < I; i++) s += Wx[j * I + i] * x[t * I + i];
      for (let k = 0; k < H; k++) s += Wh[j * H + k] * before[k];
      h[t * H + j] = Math.tanh(s);
    }
  }
}

/**
 * Four rows at a time: four sums that do not wait for each other, and share what
 * is loaded of x and of the state. H has to be a multiple of 4.
 * @param {Float64Array} h @param {Tensors} tensors @param {Float64Array} h0
 */
export function fourRows(h, { x, Wx, Wh, b }, h0) {
  const H = b.length, I = Wx.length / H, T = x.length / I;
  for (let t = 0; t < T; t++) {
    const state = t === 0 ? h0 : h, before = t === 0 ? 0 : (t - 1) * H, at = t * I;
    for (let j = 0; j < H; j += 4) {
      let s0 = b[j], s1 = b[j + 1], s2 = b[j + 2], s3 = b[j + 3];
      let r0 = j * I, r1 = r0 + I, r2 = r1 + I, r3 = r2 + I;
      for (let i = 0; i < I; i++) {
        const v = x[at + i];
        s0 += Wx[r0 + i] * v;
        s1 += Wx[r1 + i] * v;
        s2 += Wx[r2 + i] * v;
        s3 += Wx[r3 + i] * v;
      }
      r0 = j * H, r1 = r0 + H, r2 = r1 + H, r3 = r2 + H;
      for (let k = 0; k < H; k++) {
        const v = state[before + k];
        s0 += Wh[r0 + k] * v;
        s1 += Wh[r1 + k] * v;
        s2 += Wh[r2 + k] * v;
        s3 += Wh[r3 + k] * v;
      }
      h[t * H + j] = Math.tanh(s0);
      h[t * H + j + 1] = Math.tanh(s1);
      h[t * H + j + 2] = Math.tanh(s2);
      h[t * H + j + 3] = Math.tanh(s3);
    }
  }
}

const sigmoid = (/** @type {number} */ a) => 1 / (1 + Math.exp(-a));

/**
 * LSTM or GRU as they are written down, as there are 4 or 3 gates in the weights, in
 * PyTorch's order; c_0 and the second bias are zero.
 * @param {Float64Array} h (T, H), is written @param {Tensors} tensors @param {Float64Array} h0
 */
export function gatedLoop(h, { x, Wx, Wh, b }, h0) {
  const H = h0.length, G = b.length / H, I = Wx.length / b.length, T = x.length / I;
  const c = new Float64Array(H), ofX = new Float64Array(G * H), ofH = new Float64Array(G * H);
  for (let t = 0; t < T; t++) {
    const before = t === 0 ? h0 : h.subarray((t - 1) * H, t * H);
    for (let j = 0; j < G * H; j++) {
      let s = b[j], r = 0;
      for (let i = 0; i < I; i++) s += Wx[j * I + i] * x[t * I + i];
      for (let k = 0; k < H; k++) r += Wh[j * H + k] * before[k];
      ofX[j] = s;
      ofH[j] = r;
    }
    for (let j = 0; j < H; j++) {
      if (G === 4) {
        c[j] = sigmoid(ofX[H + j] + ofH[H + j]) * c[j] + sigmoid(ofX[j] + ofH[j]) * Math.tanh(ofX[2 * H + j] + ofH[2 * H + j]);
        h[t * H + j] = sigmoid(ofX[3 * H + j] + ofH[3 * H + j]) * Math.tanh(c[j]);
      } else {
        const r = sigmoid(ofX[j] + ofH[j]), z = sigmoid(ofX[H + j] + ofH[H + j]);
        h[t * H + j] = (1 - z) * Math.tanh(ofX[2 * H + j] + r * ofH[2 * H + j]) + z * before[j];
      }
    }
  }
}
