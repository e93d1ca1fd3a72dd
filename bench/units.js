// @ts-check
// How measured numbers are written.

/** A number with three digits that count, and never with an exponent. @param {number} value */
export function digits(value) {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(decimals, 8));
}

/** How many times as long. @param {number} ratio */
export function times(ratio) {
  return `${ratio.toFixed(ratio < 2 ? 2 : ratio < 20 ? 1 : 0)}×`;
}
