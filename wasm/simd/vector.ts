// Two values at a time.

/**
 * The pair of values at p of which the first `count` are there: beyond the end
 * of a slice nothing is read or written.
 */
@inline export function pair(p: usize, count: i32): v128 {
  return count >= 2 ? v128.load(p) : count == 1 ? v128.load64_zero(p) : f64x2.splat(0);
}

@inline export function putPair(p: usize, v: v128, count: i32): void {
  if (count >= 2) v128.store(p, v);
  else if (count == 1) v128.store64_lane(p, v, 0);
}

@inline export function plus(a: v128, b: v128): v128 { return f64x2.add(a, b); }

@inline export function times(a: v128, b: v128): v128 { return f64x2.mul(a, b); }
