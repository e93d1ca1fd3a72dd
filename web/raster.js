// @ts-check
// Makes pixels of our own figures (playground/figure.go). A browser would draw any SVG as
// an image, but only from an address that the page's policy does not allow. This knows the
// elements and attributes that figures have, and throws on others.

import { trustedHTML } from './trusted.js';

/** What elements hand down. @typedef {{ [name: string]: string }} Style */

const INHERITED = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linejoin', 'stroke-linecap',
  'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'shape-rendering'];

/** Those that stand by themselves. */
const OWN = ['x', 'y', 'dx', 'dy', 'width', 'height', 'd', 'transform', 'class', 'id', 'viewBox', 'role', 'overflow', 'preserveAspectRatio', 'image-rendering',
  'xlink:href', 'xmlns', 'xmlns:xlink'];

/** A box that percentages are of. @typedef {{ width: number, height: number }} Box */

/**
 * @param {string} svg
 * @param {number} scale pixels for one of CSS
 * @returns {Promise<Blob>} a PNG
 */
export async function raster(svg, scale) {
  const root = new DOMParser().parseFromString(trustedHTML(svg), 'image/svg+xml').documentElement;
  const box = { width: Number(root.getAttribute('width')), height: Number(root.getAttribute('height')) };
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [box.width * scale, box.height * scale];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(scale, scale);
  await children(context, root, { ...handedDown(root, {}) }, box);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no room for the pixels'))), 'image/png');
  });
}

/** @param {Element} element @param {Style} style what comes from above */
function handedDown(element, style) {
  const own = { ...style };
  for (const { name, value } of element.attributes) {
    if (INHERITED.includes(name)) own[name] = value;
    else if (!OWN.includes(name)) throw new Error(`unknown attribute ${name}`);
  }
  return own;
}

/** @param {CanvasRenderingContext2D} context @param {Element} parent @param {Style} style @param {Box} box */
async function children(context, parent, style, box) {
  for (const element of parent.children) {
    if (element.localName !== 'title' && element.localName !== 'defs') await draw(context, element, style, box);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Element} element @param {Style} above @param {Box} box */
async function draw(context, element, above, box) {
  const style = handedDown(element, above);
  /** @param {string} name @param {number} [whole] */
  const length = (name, whole = name === 'x' || name === 'width' ? box.width : box.height) => {
    const text = element.getAttribute(name) ?? '0';
    return text.endsWith('%') ? (parseFloat(text) / 100) * whole : Number(text);
  };
  context.save();
  for (const [, kind, numbers] of (element.getAttribute('transform') ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
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
  switch (element.localName) {
    case 'svg':
      context.translate(length('x'), length('y'));
      await children(context, element, style, { width: length('width'), height: length('height') });
      break;
    case 'g':
      await children(context, element, style, box);
      break;
    case 'rect': {
      const [x, y, width, height] = [length('x'), length('y'), length('width'), length('height')];
      if (fill.startsWith('url(#')) context.fillStyle = gradient(context, element, fill.slice(5, -1), y, height);
      context.globalAlpha = Number(style['fill-opacity'] ?? 1);
      if (style['shape-rendering'] === 'crispEdges') crisp(context, x, y, width, height);
      else context.fillRect(x, y, width, height);
      break;
    }
    case 'path': {
      const path = new Path2D(element.getAttribute('d') ?? '');
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
      context.fillText(element.textContent ?? '', length('x') + length('dx', 0), length('y') + length('dy', 0));
      break;
    case 'image': {
      const text = atob((element.getAttribute('xlink:href') ?? '').split(',')[1]);
      const image = await createImageBitmap(new Blob([Uint8Array.from(text, (c) => c.charCodeAt(0))], { type: 'image/png' }));
      context.imageSmoothingEnabled = false;
      context.drawImage(image, length('x'), length('y'), length('width'), length('height'));
      image.close();
      break;
    }
    default:
      throw new Error(`unknown element ${element.localName}`);
  }
  context.restore();
}

/** Fills whole pixels, so that there is no seam between two cells. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} width @param {number} height */
function crisp(context, x, y, width, height) {
  const { a, d, e, f } = context.getTransform();
  const [left, top, right, bottom] = [a * x + e, d * y + f, a * (x + width) + e, d * (y + height) + f].map(Math.round);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillRect(left, top, right - left, bottom - top);
}

/** @param {CanvasRenderingContext2D} context @param {Element} element @param {string} id @param {number} top @param {number} height */
function gradient(context, element, id, top, height) {
  const colors = context.createLinearGradient(0, top, 0, top + height);
  for (const stop of element.ownerDocument.getElementById(id)?.children ?? []) {
    colors.addColorStop(parseFloat(stop.getAttribute('offset') ?? '0') / 100, stop.getAttribute('stop-color') ?? '');
  }
  return colors;
}
