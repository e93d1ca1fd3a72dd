// The arithmetic of package rnn in WebAssembly SIMD, over the memory of the Go
// program, which Go's own compiler has no SIMD for. It is AssemblyScript: what
// looks like calls of v128, f64x2 and i64x2 are single instructions. There is no
// memory, no allocation and no state of its own here; every argument is a pointer
// to f64 values in Go's memory or a number of them. simd.go checks lengths.
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
@inline function load(p: usize, count: i32): v128 {
  return count >= 2 ? v128.load(p) : count == 1 ? v128.load64_zero(p) : f64x2.splat(0);
}

@inline function store(p: usize, v: v128, count: i32): void {
  if (count >= 2) v128.store(p, v);
  else if (count == 1) v128.store64_lane(p, v, 0);
}

/**
 * y += W x for one x (n,): y (m,). Two panels at a time are eight sums of two
 * lanes that do not wait for each other; a ninth would be one too many for the
 * sixteen registers of x86.
 */
function row(y: usize, w: usize, x: usize, m: i32, n: i32): void {
  const panel = <usize>n << 6;
  const end = x + (<usize>n << 3);
  const end4 = x + (<usize>(n & ~3) << 3);
  for (; m > 8; m -= 16, y += 128, w += 2 * panel) {
    let a0 = v128.load(y, 0), a1 = v128.load(y, 16), a2 = v128.load(y, 32), a3 = v128.load(y, 48);
    let b0 = load(y + 64, m - 8), b1 = load(y + 80, m - 10), b2 = load(y + 96, m - 12), b3 = load(y + 112, m - 14);
    let u = w, v = w + panel, p = x;
    for (; p < end4; p += 32, u += 256, v += 256) {
      let h = v128.load64_splat(p);
      a0 = add(a0, v128.load(u), h); a1 = add(a1, v128.load(u, 16), h);
      a2 = add(a2, v128.load(u, 32), h); a3 = add(a3, v128.load(u, 48), h);
      b0 = add(b0, v128.load(v), h); b1 = add(b1, v128.load(v, 16), h);
      b2 = add(b2, v128.load(v, 32), h); b3 = add(b3, v128.load(v, 48), h);
      h = v128.load64_splat(p, 8);
      a0 = add(a0, v128.load(u, 64), h); a1 = add(a1, v128.load(u, 80), h);
      a2 = add(a2, v128.load(u, 96), h); a3 = add(a3, v128.load(u, 112), h);
      b0 = add(b0, v128.load(v, 64), h); b1 = add(b1, v128.load(v, 80), h);
      b2 = add(b2, v128.load(v, 96), h); b3 = add(b3, v128.load(v, 112), h);
      h = v128.load64_splat(p, 16);
      a0 = add(a0, v128.load(u, 128), h); a1 = add(a1, v128.load(u, 144), h);
      a2 = add(a2, v128.load(u, 160), h); a3 = add(a3, v128.load(u, 176), h);
      b0 = add(b0, v128.load(v, 128), h); b1 = add(b1, v128.load(v, 144), h);
      b2 = add(b2, v128.load(v, 160), h); b3 = add(b3, v128.load(v, 176), h);
      h = v128.load64_splat(p, 24);
      a0 = add(a0, v128.load(u, 192), h); a1 = add(a1, v128.load(u, 208), h);
      a2 = add(a2, v128.load(u, 224), h); a3 = add(a3, v128.load(u, 240), h);
      b0 = add(b0, v128.load(v, 192), h); b1 = add(b1, v128.load(v, 208), h);
      b2 = add(b2, v128.load(v, 224), h); b3 = add(b3, v128.load(v, 240), h);
    }
    for (; p < end; p += 8, u += 64, v += 64) {
      const h = v128.load64_splat(p);
      a0 = add(a0, v128.load(u), h); a1 = add(a1, v128.load(u, 16), h);
      a2 = add(a2, v128.load(u, 32), h); a3 = add(a3, v128.load(u, 48), h);
      b0 = add(b0, v128.load(v), h); b1 = add(b1, v128.load(v, 16), h);
      b2 = add(b2, v128.load(v, 32), h); b3 = add(b3, v128.load(v, 48), h);
    }
    v128.store(y, a0, 0); v128.store(y, a1, 16); v128.store(y, a2, 32); v128.store(y, a3, 48);
    store(y + 64, b0, m - 8); store(y + 80, b1, m - 10); store(y + 96, b2, m - 12); store(y + 112, b3, m - 14);
  }
  if (m > 0) {
    let a0 = load(y, m), a1 = load(y + 16, m - 2), a2 = load(y + 32, m - 4), a3 = load(y + 48, m - 6);
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
    store(y, a0, m); store(y + 16, a1, m - 2); store(y + 32, a2, m - 4); store(y + 48, a3, m - 6);
  }
}

/**
 * One panel times two x, p and q (n,), onto the first m ≤ 8 values at y and at z:
 * six loads for sixteen products, where one x takes nine.
 */
function tile(y: usize, z: usize, m: i32, u: usize, p: usize, q: usize, n: i32): void {
  const end = p + (<usize>n << 3);
  const end4 = p + (<usize>(n & ~3) << 3);
  let a0 = load(y, m), a1 = load(y + 16, m - 2), a2 = load(y + 32, m - 4), a3 = load(y + 48, m - 6);
  let b0 = load(z, m), b1 = load(z + 16, m - 2), b2 = load(z + 32, m - 4), b3 = load(z + 48, m - 6);
  for (; p < end4; p += 32, q += 32, u += 256) {
    let g = v128.load64_splat(p), h = v128.load64_splat(q);
    a0 = add(a0, v128.load(u), g); b0 = add(b0, v128.load(u), h);
    a1 = add(a1, v128.load(u, 16), g); b1 = add(b1, v128.load(u, 16), h);
    a2 = add(a2, v128.load(u, 32), g); b2 = add(b2, v128.load(u, 32), h);
    a3 = add(a3, v128.load(u, 48), g); b3 = add(b3, v128.load(u, 48), h);
    g = v128.load64_splat(p, 8); h = v128.load64_splat(q, 8);
    a0 = add(a0, v128.load(u, 64), g); b0 = add(b0, v128.load(u, 64), h);
    a1 = add(a1, v128.load(u, 80), g); b1 = add(b1, v128.load(u, 80), h);
    a2 = add(a2, v128.load(u, 96), g); b2 = add(b2, v128.load(u, 96), h);
    a3 = add(a3, v128.load(u, 112), g); b3 = add(b3, v128.load(u, 112), h);
    g = v128.load64_splat(p, 16); h = v128.load64_splat(q, 16);
    a0 = add(a0, v128.load(u, 128), g); b0 = add(b0, v128.load(u, 128), h);
    a1 = add(a1, v128.load(u, 144), g); b1 = add(b1, v128.load(u, 144), h);
    a2 = add(a2, v128.load(u, 160), g); b2 = add(b2, v128.load(u, 160), h);
    a3 = add(a3, v128.load(u, 176), g); b3 = add(b3, v128.load(u, 176), h);
    g = v128.load64_splat(p, 24); h = v128.load64_splat(q, 24);
    a0 = add(a0, v128.load(u, 192), g); b0 = add(b0, v128.load(u, 192), h);
    a1 = add(a1, v128.load(u, 208), g); b1 = add(b1, v128.load(u, 208), h);
    a2 = add(a2, v128.load(u, 224), g); b2 = add(b2, v128.load(u, 224), h);
    a3 = add(a3, v128.load(u, 240), g); b3 = add(b3, v128.load(u, 240), h);
  }
  for (; p < end; p += 8, q += 8, u += 64) {
    const g = v128.load64_splat(p), h = v128.load64_splat(q);
    a0 = add(a0, v128.load(u), g); b0 = add(b0, v128.load(u), h);
    a1 = add(a1, v128.load(u, 16), g); b1 = add(b1, v128.load(u, 16), h);
    a2 = add(a2, v128.load(u, 32), g); b2 = add(b2, v128.load(u, 32), h);
    a3 = add(a3, v128.load(u, 48), g); b3 = add(b3, v128.load(u, 48), h);
  }
  store(y, a0, m); store(y + 16, a1, m - 2); store(y + 32, a2, m - 4); store(y + 48, a3, m - 6);
  store(z, b0, m); store(z + 16, b1, m - 2); store(z + 32, b2, m - 4); store(z + 48, b3, m - 6);
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

@inline function c(x: f64): v128 { return f64x2.splat(x); }

@inline function plus(a: v128, b: v128): v128 { return f64x2.add(a, b); }

@inline function times(a: v128, b: v128): v128 { return f64x2.mul(a, b); }

/**
 * exp(x) as expmulti and exp of Go's math/exp.go have it, without what they do for
 * special values: x is so large or small that 2^k y neither overflows nor is
 * denormal, and half is 1/2 with the sign of x.
 */
@inline function exp(x: v128, half: v128): v128 {
  const k = f64x2.trunc(plus(times(c(1.44269504088896338700e+00), x), half));
  const hi = f64x2.sub(x, times(k, c(6.93147180369123816490e-01)));
  const lo = times(k, c(1.90821492927058770002e-10));
  const r = f64x2.sub(hi, lo);
  const t = times(r, r);
  let p = plus(c(-1.65339022054652515390e-06), times(t, c(4.13813679705723846039e-08)));
  p = plus(c(6.61375632143793436117e-05), times(t, p));
  p = plus(c(-2.77777777770155933842e-03), times(t, p));
  p = plus(c(1.66666666666666657415e-01), times(t, p));
  const d = f64x2.sub(r, times(t, p));
  const q = f64x2.div(times(r, d), f64x2.sub(c(2), d));
  const y = f64x2.sub(c(1), f64x2.sub(f64x2.sub(lo, q), hi));
  // 1.5 × 2^52 + k has k in its last bits; shifted, it is added to the exponent.
  const bits = i64x2.shl(plus(k, c(6755399441055744)), 52);
  return i64x2.add(y, bits);
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
@inline function tanh2(x: v128): v128 {
  const sign = v128.and(x, c(-0.0));
  const z = v128.andnot(x, c(-0.0));
  if (i64x2.all_true(f64x2.ge(z, c(20)))) return v128.or(c(1), sign);
  const e = exp(f64x2.pmin(c(40), plus(z, z)), c(0.5));
  const s = times(z, z);
  let P = plus(times(c(-9.64399179425052238628e-1), s), c(-9.92877231001918586564e1));
  P = plus(times(P, s), c(-1.61468768441708447952e3));
  let Q = plus(times(plus(s, c(1.12811678491632931402e2)), s), c(2.23548839060100448583e3));
  Q = plus(times(Q, s), c(4.84406305325125486048e3));
  const large = f64x2.ge(z, c(0.625));
  const up = v128.bitselect(c(-2), times(times(z, s), P), large);
  const down = v128.bitselect(plus(e, c(1)), Q, large);
  return v128.or(plus(v128.bitselect(c(1), z, large), f64x2.div(up, down)), sign);
}

/** dst[i] = tanh(src[i]) for n values; the two may be the same. */
export function tanh(dst: usize, src: usize, n: i32): void {
  for (; n >= 2; n -= 2, dst += 16, src += 16) v128.store(dst, tanh2(v128.load(src)));
  if (n > 0) v128.store64_lane(dst, tanh2(v128.load64_splat(src)), 0);
}

/**
 * The logistic function of two values by its formula and math/exp.go:
 *
 *   1 / (1 + exp(-x))
 *
 * Below -60, exp(-x) is lost beside the 1, whatever it is; beyond 709.78 it is
 * infinite.
 */
@inline function sigmoid2(x: v128): v128 {
  const z = f64x2.neg(x);
  let e = exp(f64x2.pmax(c(-60), f64x2.pmin(c(7.09782712893383973096e+02), z)), v128.or(v128.and(z, c(-0.0)), c(0.5)));
  e = v128.bitselect(c(Infinity), e, f64x2.gt(z, c(7.09782712893383973096e+02)));
  const usual = f64x2.ge(v128.andnot(z, c(-0.0)), c(1.0 / 268435456));
  e = v128.bitselect(e, plus(c(1), z), usual); // NaN as well
  return f64x2.div(c(1), plus(c(1), e));
}

/** dst[i] = 1 / (1 + exp(-src[i])) for n values; the two may be the same. */
export function sigmoid(dst: usize, src: usize, n: i32): void {
  for (; n >= 2; n -= 2, dst += 16, src += 16) v128.store(dst, sigmoid2(v128.load(src)));
  if (n > 0) v128.store64_lane(dst, sigmoid2(v128.load64_splat(src)), 0);
}
