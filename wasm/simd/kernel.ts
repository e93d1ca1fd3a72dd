// The arithmetic of package rnn in WebAssembly SIMD, over the memory of the Go
// program, which Go's own compiler has no SIMD for. It is AssemblyScript: what
// looks like calls of v128, f64x2 and i64x2 are single instructions. There is no
// memory and no allocation here, and no state but where the constants are; every
// argument is a pointer to f64 values in Go's memory or a number of them. simd.go
// checks lengths.
//
//   m, n   rows and columns of a matrix
//   R      rows of x and y in a product
//   T, H   timesteps and hidden size of a recurrence
//
// A packed (m, n) matrix is ⌈m/8⌉ panels of 8 rows, with rows of zeros behind the
// last, and k-major inside a panel: element (j, k) is value k*8 + j%8 of panel j/8.
// A vector holds two rows of one column. Lanes are thus different sums, each is
// taken in the order k = 0 … n-1 with each product rounded, and the bits are those
// of the plain loops.

/** s + w h, for two rows of a column. */
@inline function add(s: v128, w: v128, h: v128): v128 {
  return f64x2.add(s, f64x2.mul(w, h));
}

/**
 * The pair of values at p of which the first `count` are there: beyond the end
 * of a slice nothing is read or written.
 */
@inline function pair(p: usize, count: i32): v128 {
  return count >= 2 ? v128.load(p) : count == 1 ? v128.load64_zero(p) : f64x2.splat(0);
}

@inline function putPair(p: usize, v: v128, count: i32): void {
  if (count >= 2) v128.store(p, v);
  else if (count == 1) v128.store64_lane(p, v, 0);
}

/**
 * y += W x for one x (n,): y (m,). Three panels at a time are twelve vectors of sums
 * that do not wait for each other, and share what is loaded of x; with a thirteenth,
 * the sixteen registers of x86 do not suffice. Two columns at a time, of one panel
 * four, make jumps rare.
 */
function row(y: usize, w: usize, x: usize, m: i32, n: i32): void {
  const panel = <usize>n << 6;
  const end = x + (<usize>n << 3);
  const end2 = x + (<usize>(n & ~1) << 3);
  const end4 = x + (<usize>(n & ~3) << 3);
  for (; m > 16; m -= 24, y += 192, w += 3 * panel) {
    let a0 = v128.load(y, 0), a1 = v128.load(y, 16), a2 = v128.load(y, 32), a3 = v128.load(y, 48);
    let b0 = v128.load(y, 64), b1 = v128.load(y, 80), b2 = v128.load(y, 96), b3 = v128.load(y, 112);
    let c0 = pair(y + 128, m - 16), c1 = pair(y + 144, m - 18), c2 = pair(y + 160, m - 20), c3 = pair(y + 176, m - 22);
    let s = w, u = s + panel, v = u + panel, p = x;
    for (; p < end2; p += 16, s += 128, u += 128, v += 128) {
      let h = v128.load64_splat(p);
      a0 = add(a0, v128.load(s), h); a1 = add(a1, v128.load(s, 16), h);
      a2 = add(a2, v128.load(s, 32), h); a3 = add(a3, v128.load(s, 48), h);
      b0 = add(b0, v128.load(u), h); b1 = add(b1, v128.load(u, 16), h);
      b2 = add(b2, v128.load(u, 32), h); b3 = add(b3, v128.load(u, 48), h);
      c0 = add(c0, v128.load(v), h); c1 = add(c1, v128.load(v, 16), h);
      c2 = add(c2, v128.load(v, 32), h); c3 = add(c3, v128.load(v, 48), h);
      h = v128.load64_splat(p, 8);
      a0 = add(a0, v128.load(s, 64), h); a1 = add(a1, v128.load(s, 80), h);
      a2 = add(a2, v128.load(s, 96), h); a3 = add(a3, v128.load(s, 112), h);
      b0 = add(b0, v128.load(u, 64), h); b1 = add(b1, v128.load(u, 80), h);
      b2 = add(b2, v128.load(u, 96), h); b3 = add(b3, v128.load(u, 112), h);
      c0 = add(c0, v128.load(v, 64), h); c1 = add(c1, v128.load(v, 80), h);
      c2 = add(c2, v128.load(v, 96), h); c3 = add(c3, v128.load(v, 112), h);
    }
    if (p < end) {
      const h = v128.load64_splat(p);
      a0 = add(a0, v128.load(s), h); a1 = add(a1, v128.load(s, 16), h);
      a2 = add(a2, v128.load(s, 32), h); a3 = add(a3, v128.load(s, 48), h);
      b0 = add(b0, v128.load(u), h); b1 = add(b1, v128.load(u, 16), h);
      b2 = add(b2, v128.load(u, 32), h); b3 = add(b3, v128.load(u, 48), h);
      c0 = add(c0, v128.load(v), h); c1 = add(c1, v128.load(v, 16), h);
      c2 = add(c2, v128.load(v, 32), h); c3 = add(c3, v128.load(v, 48), h);
    }
    v128.store(y, a0, 0); v128.store(y, a1, 16); v128.store(y, a2, 32); v128.store(y, a3, 48);
    v128.store(y, b0, 64); v128.store(y, b1, 80); v128.store(y, b2, 96); v128.store(y, b3, 112);
    putPair(y + 128, c0, m - 16); putPair(y + 144, c1, m - 18); putPair(y + 160, c2, m - 20); putPair(y + 176, c3, m - 22);
  }
  for (; m > 0; m -= 8, y += 64, w += panel) {
    let a0 = pair(y, m), a1 = pair(y + 16, m - 2), a2 = pair(y + 32, m - 4), a3 = pair(y + 48, m - 6);
    let u = w, p = x;
    for (; p < end4; p += 32, u += 256) {
      let h = v128.load64_splat(p);
      a0 = add(a0, v128.load(u), h); a1 = add(a1, v128.load(u, 16), h);
      a2 = add(a2, v128.load(u, 32), h); a3 = add(a3, v128.load(u, 48), h);
      h = v128.load64_splat(p, 8);
      a0 = add(a0, v128.load(u, 64), h); a1 = add(a1, v128.load(u, 80), h);
      a2 = add(a2, v128.load(u, 96), h); a3 = add(a3, v128.load(u, 112), h);
      h = v128.load64_splat(p, 16);
      a0 = add(a0, v128.load(u, 128), h); a1 = add(a1, v128.load(u, 144), h);
      a2 = add(a2, v128.load(u, 160), h); a3 = add(a3, v128.load(u, 176), h);
      h = v128.load64_splat(p, 24);
      a0 = add(a0, v128.load(u, 192), h); a1 = add(a1, v128.load(u, 208), h);
      a2 = add(a2, v128.load(u, 224), h); a3 = add(a3, v128.load(u, 240), h);
    }
    for (; p < end; p += 8, u += 64) {
      const h = v128.load64_splat(p);
      a0 = add(a0, v128.load(u), h); a1 = add(a1, v128.load(u, 16), h);
      a2 = add(a2, v128.load(u, 32), h); a3 = add(a3, v128.load(u, 48), h);
    }
    putPair(y, a0, m); putPair(y + 16, a1, m - 2); putPair(y + 32, a2, m - 4); putPair(y + 48, a3, m - 6);
  }
}

/**
 * One panel times two x, p and q (n,), onto the first m ≤ 8 values at y and at z:
 * six loads for sixteen products, where one x takes nine.
 */
function tile(y: usize, z: usize, m: i32, u: usize, p: usize, q: usize, n: i32): void {
  const end = p + (<usize>n << 3);
  const end4 = p + (<usize>(n & ~3) << 3);
  let a0 = pair(y, m), a1 = pair(y + 16, m - 2), a2 = pair(y + 32, m - 4), a3 = pair(y + 48, m - 6);
  let b0 = pair(z, m), b1 = pair(z + 16, m - 2), b2 = pair(z + 32, m - 4), b3 = pair(z + 48, m - 6);
  for (; p < end4; p += 32, q += 32, u += 256) {
    let g = v128.load64_splat(p), h = v128.load64_splat(q), w: v128;
    w = v128.load(u); a0 = add(a0, w, g); b0 = add(b0, w, h);
    w = v128.load(u, 16); a1 = add(a1, w, g); b1 = add(b1, w, h);
    w = v128.load(u, 32); a2 = add(a2, w, g); b2 = add(b2, w, h);
    w = v128.load(u, 48); a3 = add(a3, w, g); b3 = add(b3, w, h);
    g = v128.load64_splat(p, 8); h = v128.load64_splat(q, 8);
    w = v128.load(u, 64); a0 = add(a0, w, g); b0 = add(b0, w, h);
    w = v128.load(u, 80); a1 = add(a1, w, g); b1 = add(b1, w, h);
    w = v128.load(u, 96); a2 = add(a2, w, g); b2 = add(b2, w, h);
    w = v128.load(u, 112); a3 = add(a3, w, g); b3 = add(b3, w, h);
    g = v128.load64_splat(p, 16); h = v128.load64_splat(q, 16);
    w = v128.load(u, 128); a0 = add(a0, w, g); b0 = add(b0, w, h);
    w = v128.load(u, 144); a1 = add(a1, w, g); b1 = add(b1, w, h);
    w = v128.load(u, 160); a2 = add(a2, w, g); b2 = add(b2, w, h);
    w = v128.load(u, 176); a3 = add(a3, w, g); b3 = add(b3, w, h);
    g = v128.load64_splat(p, 24); h = v128.load64_splat(q, 24);
    w = v128.load(u, 192); a0 = add(a0, w, g); b0 = add(b0, w, h);
    w = v128.load(u, 208); a1 = add(a1, w, g); b1 = add(b1, w, h);
    w = v128.load(u, 224); a2 = add(a2, w, g); b2 = add(b2, w, h);
    w = v128.load(u, 240); a3 = add(a3, w, g); b3 = add(b3, w, h);
  }
  for (; p < end; p += 8, q += 8, u += 64) {
    const g = v128.load64_splat(p), h = v128.load64_splat(q);
    let w: v128;
    w = v128.load(u); a0 = add(a0, w, g); b0 = add(b0, w, h);
    w = v128.load(u, 16); a1 = add(a1, w, g); b1 = add(b1, w, h);
    w = v128.load(u, 32); a2 = add(a2, w, g); b2 = add(b2, w, h);
    w = v128.load(u, 48); a3 = add(a3, w, g); b3 = add(b3, w, h);
  }
  putPair(y, a0, m); putPair(y + 16, a1, m - 2); putPair(y + 32, a2, m - 4); putPair(y + 48, a3, m - 6);
  putPair(z, b0, m); putPair(z + 16, b1, m - 2); putPair(z + 32, b2, m - 4); putPair(z + 48, b3, m - 6);
}

/** Bytes of x that are worked on at a time, to stay in the second-level cache. */
const BLOCK: i32 = 128 << 10;

/**
 * Y += X Wᵀ, so that each row of y is a product:
 *
 *   y[r,j] += Σ_k W[j,k] x[r,k]
 *
 * y is (R, m), w is (m, n) packed, x is (R, n); y must not overlap the others.
 */
export function product(y: usize, w: usize, x: usize, m: i32, n: i32, R: i32): void {
  const rowX = <usize>n << 3, rowY = <usize>m << 3;
  const most = max((BLOCK / (n << 3)) & ~1, 2);
  while (R > 1) {
    const rows = min(most, R & ~1);
    let u = w;
    for (let j = 0; j < m; j += 8, u += rowX << 3) {
      let p = x, z = y + (<usize>j << 3);
      for (let r = 0; r < rows; r += 2, p += 2 * rowX, z += 2 * rowY) {
        tile(z, z + rowY, min(m - j, 8), u, p, p + rowX, n);
      }
    }
    x += <usize>rows * rowX;
    y += <usize>rows * rowY;
    R -= rows;
  }
  if (R > 0) row(y, w, x, m, n);
}

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

@inline function plus(a: v128, b: v128): v128 { return f64x2.add(a, b); }

@inline function times(a: v128, b: v128): v128 { return f64x2.mul(a, b); }

/**
 * Where Go has room for the constants below, each twice. An engine makes a constant
 * vector anew at each use, V8 in three or four instructions; a load is one. In the
 * functions k is this pointer.
 */
let constants: usize = 0;

// Offsets of the constants: of both functions, then of tanh, then of sigmoid.
const SIGN: usize = 0;
const ONE: usize = 16;
const TWO: usize = 32;
const HALF: usize = 48;
const LOG2E: usize = 64;
const LN2_HI: usize = 80;
const LN2_LO: usize = 96;
const EXP1: usize = 112; // P1 … P5 of math/exp.go
const EXP2: usize = 128;
const EXP3: usize = 144;
const EXP4: usize = 160;
const EXP5: usize = 176;
const INTEGER: usize = 192; // 1.5 × 2^52 and an integer have that integer in their last bits
const PINNED: usize = 208; // from here on tanh is 1
const FORTY: usize = 224;
const BORDER: usize = 240; // between the formulas of tanh
const MINUS_TWO: usize = 256;
const TANH_P0: usize = 272; // tanhP and tanhQ of math/tanh.go
const TANH_P1: usize = 288;
const TANH_P2: usize = 304;
const TANH_Q0: usize = 320;
const TANH_Q1: usize = 336;
const TANH_Q2: usize = 352;
const LOST: usize = 368; // exp of this and of less is lost beside 1
const OVERFLOW: usize = 384; // of exp
const NEAR_ZERO: usize = 400;
const INFINITE: usize = 416;

@inline function put(offset: usize, x: f64): void { v128.store(constants + offset, f64x2.splat(x)); }

/** Writes the constants to p, which has room for 54 values and is the kernel's from now on. */
export function prepare(p: usize): void {
  constants = p;
  put(SIGN, -0.0);
  put(ONE, 1);
  put(TWO, 2);
  put(HALF, 0.5);
  put(LOG2E, 1.44269504088896338700e+00);
  put(LN2_HI, 6.93147180369123816490e-01);
  put(LN2_LO, 1.90821492927058770002e-10);
  put(EXP1, 1.66666666666666657415e-01);
  put(EXP2, -2.77777777770155933842e-03);
  put(EXP3, 6.61375632143793436117e-05);
  put(EXP4, -1.65339022054652515390e-06);
  put(EXP5, 4.13813679705723846039e-08);
  put(INTEGER, 6755399441055744);
  put(PINNED, 20);
  put(FORTY, 40);
  put(BORDER, 0.625);
  put(MINUS_TWO, -2);
  put(TANH_P0, -9.64399179425052238628e-1);
  put(TANH_P1, -9.92877231001918586564e1);
  put(TANH_P2, -1.61468768441708447952e3);
  put(TANH_Q0, 1.12811678491632931402e2);
  put(TANH_Q1, 2.23548839060100448583e3);
  put(TANH_Q2, 4.84406305325125486048e3);
  put(LOST, -60);
  put(OVERFLOW, 7.09782712893383973096e+02);
  put(NEAR_ZERO, 1.0 / 268435456);
  put(INFINITE, Infinity);
}

/**
 * exp(x) as expmulti and exp of Go's math/exp.go have it, without what they do for
 * special values: x is so large or small that 2^n y neither overflows nor is
 * denormal, and half is 1/2 with the sign of x.
 */
@inline function exp(k: usize, x: v128, half: v128): v128 {
  const n = f64x2.trunc(plus(times(v128.load(k, LOG2E), x), half));
  const hi = f64x2.sub(x, times(n, v128.load(k, LN2_HI)));
  const lo = times(n, v128.load(k, LN2_LO));
  const r = f64x2.sub(hi, lo);
  const t = times(r, r);
  let p = plus(v128.load(k, EXP4), times(t, v128.load(k, EXP5)));
  p = plus(v128.load(k, EXP3), times(t, p));
  p = plus(v128.load(k, EXP2), times(t, p));
  p = plus(v128.load(k, EXP1), times(t, p));
  const d = f64x2.sub(r, times(t, p));
  const q = f64x2.div(times(r, d), f64x2.sub(v128.load(k, TWO), d));
  const y = f64x2.sub(v128.load(k, ONE), f64x2.sub(f64x2.sub(lo, q), hi));
  return i64x2.add(y, i64x2.shl(plus(n, v128.load(k, INTEGER)), 52)); // n is added to the exponent
}

/**
 * tanh of two values by math/tanh.go, bit for bit. Both of its formulas are
 * evaluated, up to their quotient:
 *
 *   x + x s P(s) / Q(s)        |x| < 0.625, s = x²
 *   1 - 2 / (exp(2x) + 1)      else
 *
 * They are taken of |x|, which rounds the same, and the sign of x is set last: the
 * sum of -0 and a zero would lose it. From 20 on the result is 1. A comparison
 * with NaN is false, and the first formula keeps it.
 */
@inline function tanh2(k: usize, x: v128): v128 {
  const sign = v128.and(x, v128.load(k, SIGN));
  const z = f64x2.abs(x);
  if (i64x2.bitmask(f64x2.ge(z, v128.load(k, PINNED))) == 3) return v128.or(v128.load(k, ONE), sign);
  const e = exp(k, f64x2.pmin(v128.load(k, FORTY), plus(z, z)), v128.load(k, HALF));
  const s = times(z, z);
  let P = plus(times(v128.load(k, TANH_P0), s), v128.load(k, TANH_P1));
  P = plus(times(P, s), v128.load(k, TANH_P2));
  let Q = plus(times(plus(s, v128.load(k, TANH_Q0)), s), v128.load(k, TANH_Q1));
  Q = plus(times(Q, s), v128.load(k, TANH_Q2));
  const large = f64x2.ge(z, v128.load(k, BORDER));
  const up = v128.bitselect(v128.load(k, MINUS_TWO), times(times(z, s), P), large);
  const down = v128.bitselect(plus(e, v128.load(k, ONE)), Q, large);
  return v128.or(plus(v128.bitselect(v128.load(k, ONE), z, large), f64x2.div(up, down)), sign);
}

/** dst[i] = tanh(src[i]) for n values; the two may be the same. */
export function tanh(dst: usize, src: usize, n: i32): void {
  const k = constants;
  for (; n >= 2; n -= 2, dst += 16, src += 16) v128.store(dst, tanh2(k, v128.load(src)));
  if (n > 0) v128.store64_lane(dst, tanh2(k, v128.load64_splat(src)), 0);
}

/**
 * The logistic function of two values by its formula and math/exp.go:
 *
 *   1 / (1 + exp(-x))
 *
 * Where exp(-x) is lost beside the 1, it may be any small number.
 */
@inline function sigmoid2(k: usize, x: v128): v128 {
  const z = f64x2.neg(x);
  const within = f64x2.pmax(v128.load(k, LOST), f64x2.pmin(v128.load(k, OVERFLOW), z));
  let e = exp(k, within, v128.or(v128.and(z, v128.load(k, SIGN)), v128.load(k, HALF)));
  e = v128.bitselect(v128.load(k, INFINITE), e, f64x2.gt(z, v128.load(k, OVERFLOW)));
  const usual = f64x2.ge(f64x2.abs(z), v128.load(k, NEAR_ZERO));
  e = v128.bitselect(e, plus(v128.load(k, ONE), z), usual); // else, or if it is NaN
  return f64x2.div(v128.load(k, ONE), plus(v128.load(k, ONE), e));
}

/** dst[i] = 1 / (1 + exp(-src[i])) for n values; the two may be the same. */
export function sigmoid(dst: usize, src: usize, n: i32): void {
  const k = constants;
  for (; n >= 2; n -= 2, dst += 16, src += 16) v128.store(dst, sigmoid2(k, v128.load(src)));
  if (n > 0) v128.store64_lane(dst, sigmoid2(k, v128.load64_splat(src)), 0);
}
