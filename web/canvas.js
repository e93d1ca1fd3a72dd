// @ts-check
// Draws into canvases: pixels, and numbers over them.

/** @param {string} id */
const canvas = (id) => /** @type {HTMLCanvasElement} */ (document.getElementById(id));

/**
 * Draws pixels into a canvas of that size; `rgba` may have more.
 * @param {string} id @param {number} width @param {number} height @param {Uint8ClampedArray<ArrayBuffer>} rgba
 */
export function blit(id, width, height, rgba) {
  const context = sized(canvas(`${id}-canvas`), width, height);
  context?.putImageData(new ImageData(rgba.subarray(0, 4 * width * height), width, height), 0, 0);
}

/** Of the height of a digit; each engine has a middle of its own for the type. */
let half = 0;

/**
 * Takes away the numbers that were written, and makes room for others. They are no
 * elements: so many would be laid out with every change, which takes longer than
 * all else.
 * @param {string} id of the canvas
 * @param {number} width in CSS pixels, as all that follow
 * @param {number} height
 * @param {number} ratio pixels of the screen for one of CSS
 */
export function room(id, width, height, ratio) {
  const over = canvas(id);
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  const context = over.getContext('2d');
  if (!context) return;
  if (over.width !== columns || over.height !== rows) {
    sized(over, columns, rows);
    over.style.inlineSize = `${width}px`;
    over.style.blockSize = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    // To be set seldom: with it, the browser brings the styles of the page up to date.
    context.font = `14px ${getComputedStyle(document.body).fontFamily}`;
    context.textAlign = 'center';
    half = context.measureText('0').actualBoundingBoxAscent / 2;
  }
  context.clearRect(0, 0, width, height);
}

/**
 * Writes numbers into cells of that size, column by column.
 * @param {string} id
 * @param {number} left where the cells begin
 * @param {number} top
 * @param {number} rows
 * @param {number} width of a cell
 * @param {number} height
 * @param {string} numbers one to a line
 * @param {string} light '1' for each that is white, '0' for black
 */
export function number(id, left, top, rows, width, height, numbers, light) {
  const context = canvas(id).getContext('2d');
  if (!context) return;
  numbers.split('\n').forEach((text, i) => {
    if (light[i] !== light[i - 1]) context.fillStyle = light[i] === '1' ? '#fff' : '#000';
    context.fillText(text, left + (Math.floor(i / rows) + 0.5) * width, top + ((i % rows) + 0.5) * height + half);
  });
}

/** @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
function sized(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return canvas.getContext('2d');
}
