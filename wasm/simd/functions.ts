// The functions that bend: tanh as Go's package math has it, and those of gates, as
// rnn/gates.go has them, bit for bit.

import { pair, plus, putPair, times } from './vector';

/**
 * Where Go has room for the constants below, each twice. An engine makes a constant
 * vector anew at each use, V8 in three or four instructions; a load is one. In the
 * functions k is this pointer.
 */
let constants: usize = 0;

// Offsets of the constants: of tanh, then of the functions of gates.
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
const LEAST: usize = 368;
const EXPONENT: usize = 384; // the same 1.5 × 2^52, and the bias of an exponent
const D1: usize = 400; // D1 … D5 of rnn/gates.go
const D2: usize = 416;
const D3: usize = 432;
const D4: usize = 448;
const D5: usize = 464;

@inline function put(offset: usize, x: f64): void { v128.store(constants + offset, f64x2.splat(x)); }

/** Writes the constants to p, which has room for 60 values and is the kernel's from now on. */
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
  put(LEAST, -708);
  put(EXPONENT, 6755399441055744 + 1023);
  put(D1, 0.1666666666666666);
  put(D2, -0.002777777777756457);
  put(D3, 6.613756471707063e-05);
  put(D4, -1.6534060164712672e-06);
  put(D5, 4.1437725054231025e-08);
}

/**
 * exp(x) as expmulti and exp of Go's math/exp.go have it, without what they do for
 * special values: x is positive, and so small that 2^n y does not overflow.
 */
@inline function exp(k: usize, x: v128): v128 {
  const n = f64x2.trunc(plus(times(v128.load(k, LOG2E), x), v128.load(k, HALF)));
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
  const e = exp(k, f64x2.pmin(v128.load(k, FORTY), plus(z, z)));
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
  for (; n > 0; n -= 2, dst += 16, src += 16) putPair(dst, tanh2(k, pair(src, n)), n);
}

/** -|x|, or -708 where that is more. NaN stays. */
@inline function falling(k: usize, x: v128): v128 {
  return f64x2.pmax(v128.or(x, v128.load(k, SIGN)), v128.load(k, LEAST));
}

/** 1.5 × 2^52 + 1023 and the integer n next to y / ln 2: n and the bias are its last bits. */
@inline function shifted(k: usize, y: v128): v128 {
  return plus(times(y, v128.load(k, LOG2E)), v128.load(k, EXPONENT));
}

/** r = y - n ln 2. */
@inline function reduced(k: usize, y: v128, shifted: v128): v128 {
  const n = f64x2.sub(shifted, v128.load(k, EXPONENT));
  return f64x2.sub(f64x2.sub(y, times(n, v128.load(k, LN2_HI))), times(n, v128.load(k, LN2_LO)));
}

/** d of rnn/gates.go, which has e^r = (d + r) / (d - r). */
@inline function d2(k: usize, r: v128): v128 {
  const s = times(r, r), t = times(s, s);
  const low = plus(v128.load(k, D2), times(s, v128.load(k, D3)));
  const high = plus(v128.load(k, D4), times(s, v128.load(k, D5)));
  return plus(plus(v128.load(k, TWO), times(s, v128.load(k, D1))), times(t, plus(low, times(t, high))));
}

/** sigmoid of rnn/gates.go for two values. */
@inline function sigmoid2(k: usize, x: v128): v128 {
  const y = falling(k, x);
  const bits = shifted(k, y), scale = i64x2.shl(bits, 52);
  const r = reduced(k, y, bits);
  const d = d2(k, r);
  const one = f64x2.sub(d, r), e = times(scale, plus(d, r));
  let up = v128.bitselect(e, one, f64x2.lt(x, f64x2.splat(0)));
  up = v128.andnot(up, f64x2.lt(x, v128.load(k, LEAST)));
  return f64x2.div(up, plus(one, e));
}

/** bend of rnn/gates.go for two values. */
@inline function bend2(k: usize, x: v128): v128 {
  const y = falling(k, plus(x, x));
  const bits = shifted(k, y), scale = i64x2.shl(bits, 52), one = v128.load(k, ONE);
  const r = reduced(k, y, bits);
  const d = d2(k, r);
  const up = f64x2.sub(times(f64x2.sub(one, scale), d), times(plus(one, scale), r));
  const down = plus(f64x2.sub(d, r), times(scale, plus(d, r)));
  return v128.bitselect(x, f64x2.div(up, down), v128.load(k, SIGN));
}

/** Each of n values at p becomes its sigmoid. */
export function sigmoid(p: usize, n: i32): void {
  const k = constants;
  for (; n > 0; n -= 2, p += 16) putPair(p, sigmoid2(k, pair(p, n)), n);
}

/** dst[i] = bend(src[i]) for n values; the two may be the same. */
export function bend(dst: usize, src: usize, n: i32): void {
  const k = constants;
  for (; n > 0; n -= 2, dst += 16, src += 16) putPair(dst, bend2(k, pair(src, n)), n);
}
