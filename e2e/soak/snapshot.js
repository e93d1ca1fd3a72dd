// @ts-check
// What is on the heap of a page, by constructor.

/** @typedef {Map<string, { count: number, bytes: number }>} Heap */

/** Takes a snapshot and counts it. @param {import('puppeteer-core').CDPSession} session @returns {Promise<Heap>} */
export async function heapOf(session) {
  /** @type {string[]} */
  const chunks = [];
  const add = (/** @type {{ chunk: string }} */ { chunk }) => { chunks.push(chunk); };
  session.on('HeapProfiler.addHeapSnapshotChunk', add);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', add);
  const { snapshot: { meta }, nodes, strings } = JSON.parse(chunks.join(''));
  const width = meta.node_fields.length;
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => meta.node_fields.indexOf(field));
  const types = meta.node_types[type];
  /** @type {Heap} */
  const heap = new Map();
  for (let at = 0; at < nodes.length; at += width) {
    const kind = types[nodes[at + type]];
    // Code and strings have a name for each.
    const key = kind === 'object' || kind === 'native' ? strings[nodes[at + name]].slice(0, 60) : `(${kind})`;
    const sum = heap.get(key) ?? { count: 0, bytes: 0 };
    sum.count++;
    sum.bytes += nodes[at + size];
    heap.set(key, sum);
  }
  return heap;
}

/**
 * What there is more of, the most first.
 * @param {Heap} before @param {Heap} after
 * @returns {{ name: string, count: number, more: number, bytes: number }[]}
 */
export function grown(before, after) {
  return [...after].map(([name, { count, bytes }]) => ({ name, count, more: count - (before.get(name)?.count ?? 0), bytes: bytes - (before.get(name)?.bytes ?? 0) }))
    .filter(({ more, bytes }) => more > 0 || bytes > 1000)
    .sort((a, b) => b.bytes - a.bytes);
}
