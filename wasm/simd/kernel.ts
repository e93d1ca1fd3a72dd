// The arithmetic of package rnn in WebAssembly SIMD, over the memory of the Go
// program, which Go's own compiler has no SIMD for. It is AssemblyScript: what
// looks like calls of v128, f64x2 and i64x2 are single instructions. There is no
// memory and no allocation here, and no state but where the constants are; every
// argument is a pointer to f64 values in Go's memory or a number of them. simd.go
// checks lengths.
//
//   T, N, H   timesteps, batch and hidden size of a recurrence

import { bend, prepare, sigmoid, tanh } from './functions';
import { product, row } from './product';
import { pair, plus, putPair, times } from './vector';

export { prepare, product, tanh };

/**
 * All steps of an Elman layer with tanh, whose inputs and bias are summed already:
 *
 *   a_t += Wh h_{t-1}
 *   h_t  = tanh(a_t)          t = 1 … T
 *
 * h and a are (T, H), and may be the same; h0 is (H,), w is Wh (H, H) packed.
 */
export function recurrence(h: usize, a: usize, h0: usize, w: usize, T: i32, H: i32): void {
  const size = <usize>H << 3;
  for (; T > 0; T--, a += size, h += size) {
    row(a, w, h0, H, H);
    tanh(h, a, H);
    h0 = h;
  }
}

/**
 * All steps of an LSTM whose inputs and biases are summed already, as Plain of
 * rnn/lstm.go has them: gates (T, N, 4H), c and h (T, N, H), c0 and h0 (N, H), w is
 * W_hh (4H, H) packed. With `back` from the last step to the first.
 */
export function lstm(gates: usize, c: usize, h: usize, c0: usize, h0: usize, w: usize, T: i32, N: i32, H: i32, back: i32): void {
  const row = <usize>H << 3;
  let stride = row * N;
  if (back) {
    const last = stride * (T - 1);
    gates += 4 * last; c += last; h += last;
    stride = 0 - stride;
  }
  for (; T > 0; T--, gates += 4 * stride, c += stride, h += stride) {
    product(gates, w, h0, 4 * H, H, N);
    let a = gates, now = c, out = h;
    for (let r = 0; r < N; r++, a += 4 * row, now += row, out += row, c0 += row) {
      const o = a + 3 * row;
      sigmoid(a, 2 * H);
      bend(a + 2 * row, a + 2 * row, H);
      sigmoid(o, H);
      let p = a, q = now, before = c0;
      for (let n = H; n > 0; n -= 2, p += 16, q += 16, before += 16) {
        putPair(q, plus(times(pair(p + row, n), pair(before, n)), times(pair(p, n), pair(p + 2 * row, n))), n);
      }
      bend(out, now, H);
      p = o; q = out;
      for (let n = H; n > 0; n -= 2, p += 16, q += 16) putPair(q, times(pair(p, n), pair(q, n)), n);
    }
    c0 = c;
    h0 = h;
  }
}

/**
 * The same of a GRU, as Plain of rnn/gru.go has it: gates (T, N, 3H), q and h (T, N,
 * H), h0 (N, H), w is W_hh (3H, H) packed, b is b_hh (3H,), and spare has room for
 * (N, 3H).
 */
export function gru(gates: usize, q: usize, h: usize, h0: usize, w: usize, b: usize, spare: usize, T: i32, N: i32, H: i32, back: i32): void {
  const row = <usize>H << 3;
  let stride = row * N;
  if (back) {
    const last = stride * (T - 1);
    gates += 3 * last; q += last; h += last;
    stride = 0 - stride;
  }
  for (; T > 0; T--, gates += 3 * stride, q += stride, h += stride) {
    for (let r = 0; r < N; r++) memory.copy(spare + 3 * row * r, b, 3 * row);
    product(spare, w, h0, 3 * H, H, N);
    let a = gates, s = spare, hidden = q, out = h;
    for (let r = 0; r < N; r++, a += 3 * row, s += 3 * row, hidden += row, out += row, h0 += row) {
      let p = a, u = s;
      for (let n = 2 * H; n > 0; n -= 2, p += 16, u += 16) putPair(p, plus(pair(p, n), pair(u, n)), n);
      sigmoid(a, 2 * H);
      const entering = a + 2 * row;
      let v = hidden;
      p = a; u = s + 2 * row;
      for (let n = H; n > 0; n -= 2, p += 16, u += 16, v += 16) {
        const x = pair(u, n);
        putPair(v, x, n);
        putPair(p + 2 * row, plus(pair(p + 2 * row, n), times(pair(p, n), x)), n);
      }
      bend(entering, entering, H);
      p = a + row; u = h0; v = out;
      for (let n = H; n > 0; n -= 2, p += 16, u += 16, v += 16) {
        const z = pair(p, n);
        putPair(v, plus(times(f64x2.sub(f64x2.splat(1), z), pair(p + row, n)), times(z, pair(u, n))), n);
      }
    }
    h0 = h;
  }
}
