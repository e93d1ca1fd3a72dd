// @ts-check
// Keeps the values of large tensors that were brought in, beyond the life of the Go
// program and of the page: by key, in memory for as long as there is room, and in
// IndexedDB for the next visit. Nothing leaves the browser.

const NAME = 'rnn-playground';
const STORE = 'tensors';

/** How many tensors are kept for another visit; older ones go. */
const MOST = 32;
/** Bytes that are held in memory. */
const HELD = 512 * 2 ** 20;

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const result = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' }).createIndex('at', 'at');
  return result(request);
}

/** @param {() => void} unkept is told that there is no store to keep them in */
export function createTensors(unkept) {
  /** The oldest first. @type {Map<string, Bytes>} */
  const held = new Map();

  /** @param {string} key @param {Bytes} bytes */
  function hold(key, bytes) {
    held.set(key, bytes);
    let sum = 0;
    for (const { length } of held.values()) sum += length;
    for (const [old, { length }] of held) {
      if (sum <= HELD || old === key) break;
      held.delete(old);
      sum -= length;
    }
  }

  /** @param {string} key @param {Bytes} bytes */
  async function store(key, bytes) {
    const database = await open();
    try {
      const transaction = database.transaction(STORE, 'readwrite');
      const tensors = transaction.objectStore(STORE);
      await result(tensors.put({ key, at: Date.now(), bytes }));
      let over = await result(tensors.count()) - MOST;
      const oldest = tensors.index('at').openKeyCursor();
      oldest.onsuccess = () => {
        if (!oldest.result || over-- <= 0) return;
        tensors.delete(oldest.result.primaryKey);
        oldest.result.continue();
      };
      await new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  return {
    /** @param {string} key */
    has: (key) => held.has(key),

    /** What is in memory. @param {string} key */
    get: (key) => held.get(key),

    /** @param {string} key @param {Bytes} bytes */
    keep(key, bytes) {
      hold(key, bytes);
      store(key, bytes).catch((error) => {
        console.info(error);
        unkept();
      });
    },

    /** Gets what an earlier visit kept into memory, as far as it is there. @param {string[]} keys */
    async seek(keys) {
      try {
        const database = await open();
        try {
          const tensors = database.transaction(STORE).objectStore(STORE);
          for (const key of keys) {
            const found = await result(tensors.get(key));
            if (found?.bytes instanceof Uint8Array) hold(key, found.bytes);
          }
        } finally {
          database.close();
        }
      } catch (error) {
        console.info(error); // as if nothing had been kept
      }
    },

    /** Those that a link needs, for another program. @param {string} link */
    of(link) {
      /** @type {Record<string, Bytes>} */
      const some = {};
      for (const [key, bytes] of held) if (link.includes(key)) some[key] = bytes;
      return some;
    },
  };
}
