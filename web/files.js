// @ts-check
// Files for the visitor. Go makes them in parts; here they are put together, become pixels
// where a picture is to have some, and are saved.

import { raster } from './raster.js';

/** Pixels for one of CSS in a PNG. */
const SCALE = 2;

/** Bytes that are kept before they are moved into a Blob, which a browser has outside of the page's memory. */
const KEPT = 8 * 2 ** 20;

/** How long a browser may take to read what it saves. */
const READING = 60_000;

/**
 * A file on its way.
 * @typedef {{ of: number, name: string, type: string, png: boolean, parts: BlobPart[], bytes: number }} Making
 */

/** @param {(name: string, ...args: unknown[]) => void} call */
export function createFiles(call) {
  /** @type {Making | undefined} */
  let making;

  return {
    /** Begins a file. @param {number} of its number @param {string} name @param {string} type @param {boolean} png it is an SVG, to be saved as a PNG */
    fileBegin(of, name, type, png) {
      making = { of, name, type, png, parts: [], bytes: 0 };
    },

    /** @param {Uint8Array<ArrayBuffer>} part */
    filePart(part) {
      if (!making) return;
      making.parts.push(part);
      if ((making.bytes += part.length) >= KEPT) {
        making.parts = [new Blob(making.parts)];
        making.bytes = 0;
      }
    },

    /** Saves the file, and tells Go's `saved`, with the reason if it could not be. */
    async fileEnd() {
      if (!making) return;
      const { of, name, type, png, parts } = making;
      making = undefined;
      try {
        const blob = new Blob(parts, { type });
        save(name, png ? await raster(await blob.text(), SCALE) : blob);
        call('saved', of, '');
      } catch (error) {
        call('saved', of, error instanceof Error ? error.message : String(error));
      }
    },

    fileStop() {
      making = undefined;
    },
  };
}

/** @param {string} name @param {Blob} blob */
function save(name, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), READING);
}
