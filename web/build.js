// @ts-check
// Which build a page is of, for the service worker (sw.js), which asks before it
// deletes what one may still need.

/** '' in a page that is not kept by a service worker. */
export const build = document.documentElement.dataset.build ?? '';

/** Where there are service workers, and the page may have any. */
export function serviceWorkers() {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined; // in a frame that may keep nothing
  }
}

/** Answers a service worker that asks. */
export function tellBuild() {
  serviceWorkers()?.addEventListener('message', ({ data, ports }) => {
    if (data?.type === 'which') ports[0]?.postMessage(build);
  });
}
