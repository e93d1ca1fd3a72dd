// @ts-check
// The service worker: after the first visit the page needs no server.
//
// A build is one set of files that belong together. A worker knows the build that it
// was made with, by the hash of each file (cmd/site/offline.go puts `site` before this
// text), and begins to serve when it has all of them, in a cache of their own. From then
// on the page comes out of that cache, whatever the server has by then, until there is
// a worker of another build that has all of its files.
//
// That one need not wait until nobody looks at the page before it: what a page asks for
// later, a worker for a long run say, has the hash of its content in its name, so each
// gets what belongs to it, out of any cache. A cache goes when no page is of its build.

/** What a build consists of: by the name of each file, its hash. @typedef {Record<string, string>} Group */
/** @type {{ build: string, page: Group, bench: Group, slides: Group }} */
const { build, page, bench, slides } = site;

/** What is kept when somebody has opened it, and not before. @type {Record<string, Group>} */
const ASIDE = { bench, slides };

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;

/** Other playgrounds may be on the same origin, under other paths. */
const prefix = `rnn-playground ${scope} `;

/** @param {string} of a build @param {string} [aside] which of ASIDE */
const cacheName = (of, aside = '') => `${prefix}${of}${aside && ` ${aside}`}`;

/** The build of a cache. @param {string} name */
const buildOf = (name) => name.slice(prefix.length).split(' ')[0];

/** The documents, by the names under which hosts show them: their file, and the group that it is in. @type {Record<string, [file: string, group: Group, cache: string]>} */
const DOCUMENTS = {
  '': ['./', page, cacheName(build)],
  'index.html': ['./', page, cacheName(build)],
};
for (const [aside, group] of Object.entries(ASIDE)) {
  DOCUMENTS[aside] = DOCUMENTS[`${aside}.html`] = [`${aside}.html`, group, cacheName(build, aside)];
}

/** Names with a hash of the content. */
const HASHED = /^[\w-]+-[0-9A-Z]{8}\.\w+$/;

/** Under this name a cache keeps since when its worker serves. */
const SINCE = 'since';

/** Milliseconds in which a page that has been sent on its way is surely there, and answers. */
const ON_ITS_WAY = 60_000;

/** Milliseconds in which a page answers that can. */
const ANSWERS = 3000;

/**
 * One file, as it was built. One that somebody has changed on its way, or the server
 * has another of by now, is an error, and so the whole group is.
 * @param {string} name @param {string} integrity
 */
async function load(name, integrity) {
  // The browser may have kept a broken one; a document it is to ask for in any case.
  for (const cache of /** @type {RequestCache[]} */ (HASHED.test(name) ? ['default', 'reload'] : ['no-cache', 'reload'])) {
    const response = await fetch(name, { integrity, cache }).catch((error) => { if (cache === 'reload') throw error; });
    if (!response) continue;
    if (!response.ok) throw new TypeError(`${name}: ${response.status}`);
    // One that was led here from elsewhere could not answer for a page.
    return response.redirected ? new Response(response.body, response) : response;
  }
  throw new TypeError(name);
}

/** Deletes a cache. A disk that is full may have no room for that either, which it has a moment later (Firefox). @param {string} cache */
async function drop(cache) {
  for (let wait = 100; wait < 2000; wait *= 2) {
    try {
      await caches.delete(cache);
      return;
    } catch {
      await new Promise((done) => { setTimeout(done, wait); });
    }
  }
}

/** What is being put into caches, by their names. @type {Map<string, Promise<void>>} */
const taking = new Map();

/**
 * Puts all files of a group into a cache, unless they are there. One after the other: what
 * one that fails throws away is not what another one has just put in.
 * @param {string} cache @param {Group} group
 */
function take(cache, group) {
  const taken = (taking.get(cache) ?? Promise.resolve()).catch(() => {}).then(() => fill(cache, group));
  taking.set(cache, taken);
  return taken;
}

/** Puts all files of a group into a cache, the document last: where that is, all are. @param {string} cache @param {Group} group */
async function fill(cache, group) {
  const isDocument = (/** @type {string} */ name) => name === './' || name.endsWith('.html');
  const [document, ...others] = Object.keys(group).sort((a, b) => Number(isDocument(b)) - Number(isDocument(a)));
  if (await caches.match(document, { cacheName: cache })) return;
  const store = await caches.open(cache);
  try {
    const put = async (/** @type {string} */ name) => store.put(name, await load(name, group[name]));
    await Promise.all(others.map(put));
    await put(document);
  } catch (error) {
    await drop(cache);
    throw error;
  }
}

worker.addEventListener('install', (event) => {
  event.waitUntil((async () => {
    const kept = await caches.keys();
    await take(cacheName(build), page);
    for (const [aside, group] of Object.entries(ASIDE)) {
      const opened = kept.some((name) => name.startsWith(prefix) && name.endsWith(` ${aside}`));
      if (opened) await take(cacheName(build, aside), group).catch(() => {}); // can be had online
    }
    await worker.skipWaiting();
  })());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    const store = await caches.open(cacheName(build));
    await store.put(SINCE, new Response(String(Date.now())));
    await worker.clients.claim();
  })());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || !url.href.startsWith(scope)) return;
  const name = url.pathname.slice(new URL(scope).pathname.length);
  if (request.mode === 'navigate') {
    if (Object.hasOwn(DOCUMENTS, name)) event.respondWith(serveDocument(event, name));
  } else if (HASHED.test(name)) {
    event.respondWith(serveFile(request, url));
  } else if (Object.hasOwn(slides, name)) {
    event.respondWith(serveNamed(request, name));
  }
  // The API and all else go to the server as if this were not here.
});

/** @param {FetchEvent} event @param {string} name */
async function serveDocument(event, name) {
  const [file, group, cache] = DOCUMENTS[name];
  try {
    const kept = await caches.match(file, { cacheName: cache });
    if (kept) return kept;
    if (group !== page) event.waitUntil(take(cache, group).catch(() => {}));
  } catch {
    // The browser has taken the right to keep anything away.
  }
  return fetch(event.request);
}

/** @param {Request} request @param {URL} url */
async function serveFile(request, url) {
  const kept = await caches.match(url.origin + url.pathname, { ignoreVary: true }).catch(() => undefined);
  return kept ?? fetch(request);
}

/** A file of the slides under its own name, which may be another on the server by now. @param {Request} request @param {string} name */
async function serveNamed(request, name) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(name, { cacheName: cacheName(build, 'slides') });
    if (kept) return kept;
    throw error;
  }
}

worker.addEventListener('message', (event) => {
  // A page asks which build it would get.
  if (event.data?.type !== 'hello') return;
  event.ports[0]?.postMessage(build);
  event.waitUntil(sweep());
});

/** Deletes the caches of builds that no page is of. */
async function sweep() {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && buildOf(name) !== build);
  if (old.length === 0) return;
  const { installing, waiting } = worker.registration;
  if (installing || waiting) return; // one of them is being filled
  const since = await (await caches.match(SINCE, { cacheName: cacheName(build) }))?.text();
  if (!since || Date.now() - Number(since) < ON_ITS_WAY) return;
  const windows = await worker.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  // Slides are of no build: what they ask for later are pages.
  const pages = windows.filter(({ url }) => {
    const name = new URL(url).pathname.slice(new URL(scope).pathname.length);
    return url.startsWith(scope) && Object.hasOwn(DOCUMENTS, name) && DOCUMENTS[name][1] !== slides;
  });
  const builds = await Promise.all(pages.map(whichBuild));
  if (builds.includes(undefined)) return; // one that sleeps may be of any
  await Promise.all(old.filter((name) => !builds.includes(buildOf(name))).map((name) => drop(name)));
}

/** The build of a page, if it answers. @param {Client} client @returns {Promise<string | undefined>} */
function whichBuild(client) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    client.postMessage({ type: 'which' }, [port2]);
    setTimeout(resolve, ANSWERS, undefined);
  });
}
