// @ts-check
// Draws our own figures (playground/figure.go) on a canvas, on the page or in a worker. This knows
// the elements and attributes that figures have, and throws on others.

/**
 * An element of a figure, as it can be handed to a worker.
 * @typedef {object} Figure
 * @property {string} name
 * @property {Record<string, string>} attributes
 * @property {Figure[]} children
 * @property {string} text of one that is text
 */
/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context */

/** What elements hand down. @typedef {{ [name: string]: string }} Style */

const INHERITED = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap',
  'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'shape-rendering'];

/** Those that stand by themselves. */
const OWN = ['x', 'y', 'dx', 'dy', 'width', 'height', 'd', 'transform', 'class', 'id', 'viewBox', 'role', 'overflow', 'preserveAspectRatio', 'image-rendering',
  'xlink:href', 'xmlns', 'xmlns:xlink'];

/** A box that percentages are of. @typedef {{ width: number, height: number }} Box */
/** By their names. @typedef {Map<string, Figure>} Gradients */

/**
 * Draws a figure.
 * @param {Figure} root
 * @param {number} scale pixels for one of CSS
 * @param {(width: number, height: number) => HTMLCanvasElement | OffscreenCanvas} create
 */
export async function drawFigure(root, scale, create) {
  const box = { width: Number(root.attributes.width), height: Number(root.attributes.height) };
  const canvas = create(box.width * scale, box.height * scale);
  const context = /** @type {Context | null} */ (canvas.getContext('2d'));
  if (!context) throw new Error('no canvas');
  context.scale(scale, scale);
  const gradients = new Map(root.children.filter(({ name }) => name === 'defs').flatMap(({ children }) => children).map((one) => [one.attributes.id, one]));
  await children(context, root, handedDown(root, {}), box, gradients);
  return canvas;
}

/** @param {Figure} element @param {Style} style what comes from above */
function handedDown(element, style) {
  const own = { ...style };
  for (const [name, value] of Object.entries(element.attributes)) {
    if (INHERITED.includes(name)) own[name] = value;
    else if (!OWN.includes(name)) throw new Error(`unknown attribute ${name}`);
  }
  return own;
}

/** @param {Context} context @param {Figure} parent @param {Style} style @param {Box} box @param {Gradients} gradients */
async function children(context, parent, style, box, gradients) {
  for (const element of parent.children) {
    if (element.name !== 'title' && element.name !== 'defs') await draw(context, element, style, box, gradients);
  }
}

/** @param {Context} context @param {Figure} element @param {Style} above @param {Box} box @param {Gradients} gradients */
async function draw(context, element, above, box, gradients) {
  const { attributes } = element;
  const style = handedDown(element, above);
  /** @param {string} name @param {number} [whole] */
  const length = (name, whole = name === 'x' || name === 'width' ? box.width : box.height) => {
    const text = attributes[name] ?? '0';
    return text.endsWith('%') ? (parseFloat(text) / 100) * whole : Number(text);
  };
  context.save();
  for (const [, kind, numbers] of (attributes.transform ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [x, y] = numbers.split(/[ ,]+/).map(Number);
    if (kind === 'translate') context.translate(x, y);
    else if (kind === 'scale') context.scale(x, y);
    else throw new Error(`unknown transform ${kind}`);
  }
  context.lineWidth = Number(style['stroke-width'] ?? 1);
  context.lineJoin = /** @type {CanvasLineJoin} */ (style['stroke-linejoin'] ?? 'miter');
  context.lineCap = /** @type {CanvasLineCap} */ (style['stroke-linecap'] ?? 'butt');
  context.setLineDash((style['stroke-dasharray'] ?? '').split(' ').filter(Boolean).map(Number));
  const fill = style.fill ?? '#000';
  context.fillStyle = fill;
  switch (element.name) {
    case 'svg':
      context.translate(length('x'), length('y'));
      await children(context, element, style, { width: length('width'), height: length('height') }, gradients);
      break;
    case 'g':
      await children(context, element, style, box, gradients);
      break;
    case 'rect': {
      const [x, y, width, height] = [length('x'), length('y'), length('width'), length('height')];
      if (fill.startsWith('url(#')) context.fillStyle = gradient(context, gradients.get(fill.slice(5, -1)), y, height);
      context.globalAlpha = Number(style['fill-opacity'] ?? 1);
      if (style['shape-rendering'] === 'crispEdges') crisp(context, x, y, width, height);
      else context.fillRect(x, y, width, height);
      break;
    }
    case 'path': {
      const path = new Path2D(attributes.d ?? '');
      if (fill !== 'none') {
        context.globalAlpha = Number(style['fill-opacity'] ?? 1);
        context.fill(path);
      }
      if (style.stroke && style.stroke !== 'none') {
        context.globalAlpha = Number(style['stroke-opacity'] ?? 1);
        context.strokeStyle = style.stroke;
        context.stroke(path);
      }
      break;
    }
    case 'text':
      context.font = `${style['font-style'] ?? ''} ${style['font-weight'] ?? ''} ${style['font-size']}px ${style['font-family']}`;
      context.textAlign = /** @type {const} */ ({ start: 'left', middle: 'center', end: 'right' })[style['text-anchor'] ?? 'start'] ?? 'left';
      context.fillText(element.text, length('x') + length('dx', 0), length('y') + length('dy', 0));
      break;
    case 'image': {
      const text = atob((attributes['xlink:href'] ?? '').split(',')[1]);
      const image = await createImageBitmap(new Blob([Uint8Array.from(text, (c) => c.charCodeAt(0))], { type: 'image/png' }));
      context.imageSmoothingEnabled = false;
      context.drawImage(image, length('x'), length('y'), length('width'), length('height'));
      image.close();
      break;
    }
    default:
      throw new Error(`unknown element ${element.name}`);
  }
  context.restore();
}

/** Fills whole pixels, so that there is no seam between two cells. @param {Context} context @param {number} x @param {number} y @param {number} width @param {number} height */
function crisp(context, x, y, width, height) {
  const { a, d, e, f } = context.getTransform();
  const [left, top, right, bottom] = [a * x + e, d * y + f, a * (x + width) + e, d * (y + height) + f].map(Math.round);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillRect(left, top, right - left, bottom - top);
}

/** @param {Context} context @param {Figure | undefined} of @param {number} top @param {number} height */
function gradient(context, of, top, height) {
  const colors = context.createLinearGradient(0, top, 0, top + height);
  for (const { attributes } of of?.children ?? []) {
    colors.addColorStop(parseFloat(attributes.offset ?? '0') / 100, attributes['stop-color'] ?? '');
  }
  return colors;
}
