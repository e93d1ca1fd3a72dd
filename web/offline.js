// @ts-check
// Has the service worker (sw.js) keep the page, and tells when there is another build
// of it. Where there are no service workers, or no room, the page is as good online.

import { build, serviceWorkers, tellBuild } from './build.js';
import { trustedAddress } from './trusted.js';

/** Milliseconds between two looks for another build, while the page stays open. */
const HOUR = 3_600_000;

/**
 * @param {Promise<unknown>} ready when the first run is painted: nothing is to be in its way
 * @param {() => void} offer tells that there is another build; again in another language
 */
export function installOffline(ready, offer) {
  const container = serviceWorkers();
  if (!container || !build) return;
  let offered = false;

  /** Asks the worker that would serve the page if it were loaded again. */
  function ask() {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data === build || offered) return;
      offered = true;
      offer();
    };
    container?.controller?.postMessage({ type: 'hello' }, [port2]);
  }

  tellBuild();
  if (window !== top) return; // a part of another page, which has notices of its own
  container.addEventListener('controllerchange', ask);
  new MutationObserver(() => { if (offered) offer(); }).observe(document.documentElement, { attributeFilter: ['lang'] });
  ready.then(async () => {
    ask();
    const registration = await container.register(trustedAddress('sw.js'));
    let looked = performance.now();
    document.addEventListener('visibilitychange', () => {
      if (document.hidden || performance.now() < looked + HOUR) return;
      looked = performance.now();
      ask(); // and the worker sees what it can throw away
      registration.update().catch(() => {});
    });
  }).catch((error) => console.info('The page cannot be kept for later:', error));
}
