// @ts-check
// Bytes as text, five characters for four of them: a fourth more, where base64 is a third.

/**
 * Reads Ascii85 as Go's encoding/ascii85 writes it, but with v for <, which would mean
 * something in a page: each character a digit of a number of five to the base 85, from ! for 0;
 * z stands for four zeros, and of the last group only as many characters are there as it
 * has bytes, and one more.
 * @param {string} text
 */
export function fromAscii85(text) {
  const bytes = new Uint8Array(4 * text.length);
  let [length, group, digits] = [0, 0, 0];
  const put = (/** @type {number} */ n) => {
    for (let i = 0; i < n; i++) bytes[length++] = group >>> (24 - 8 * i);
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 122 && digits === 0) {
      group = 0;
      put(4);
      continue;
    }
    group = group * 85 + (code === 118 ? 60 : code) - 33;
    if (++digits === 5) {
      put(4);
      [group, digits] = [0, 0];
    }
  }
  if (digits > 0) {
    for (let i = digits; i < 5; i++) group = group * 85 + 84;
    put(digits - 1);
  }
  return bytes.slice(0, length);
}
