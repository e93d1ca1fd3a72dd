// Products of packed matrices.
//
//   m, n   rows and columns of a matrix
//   R      rows of x and y in a product
//
// A packed (m, n) matrix is ⌈m/8⌉ panels of 8 rows, with rows of zeros behind the
// last, and k-major inside a panel: element (j, k) is value k*8 + j%8 of panel j/8.
// A vector holds two rows of one column. Lanes are thus different sums, each is
// taken in the order k = 0 … n-1 with each product rounded, and the bits are those
// of the plain loops.

import { pair, putPair } from './vector';

/** s + w h, for two rows of a column. */
@inline function add(s: v128, w: v128, h: v128): v128 {
  return f64x2.add(s, f64x2.mul(w, h));
}

/**
 * y += W x for one x (n,): y (m,). Three panels at a time are twelve vectors of sums
 * that do not wait for each other, and share what is loaded of x; with a thirteenth,
 * the sixteen registers of x86 do not suffice. Two columns at a time, of one panel
 * four, make jumps rare.
 */
export function row(y: usize, w: usize, x: usize, m: i32, n: i32): void {
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
