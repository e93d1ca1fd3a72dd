// @ts-check
// Takes the time of a redraw, on the page.

/**
 * Puts `stopwatch` on the page's global object, before any script of the page. A
 * redraw is marked in the browser's trace at three places:
 *
 *   start  the first listener of the event
 *   end    its last one: between them is everything that the page's script does in
 *          answer, Go included, and the layout that it asks for on the way
 *   done   the main thread is free again after the next frame: between them is what
 *          the browser does on it to show the change, style, layout, paint and the
 *          hand-over; and whatever else comes before the frame: work that the page
 *          puts off, but not far enough, and up to a millisecond that the test
 *          driver takes
 *
 * The processor time between them leaves out the wait for the frame; the elapsed
 * time does not, which is up to 16.7 ms at 60 Hz. Not in it is what other threads
 * do, rasterizing and putting the frame on the screen. That is in `shown`, which the
 * browser measures itself (Event Timing): from the moment of a key press to that of
 * the frame on the screen, to the next 8 ms, and only when it is 16 ms or more.
 */
export function installStopwatch() {
  /** What stands on the page about the state that is looked at. */
  const looks = () => {
    const at = document.querySelector('#inspector');
    return `${at?.innerHTML} ${document.querySelector('#plots')?.getAttribute('data-phase')} ${at?.getAttribute('data-phase')}`;
  };
  /** @type {number[]} */
  let shown = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') shown.push(duration);
  }).observe(/** @type {PerformanceObserverInit} */ ({ type: 'event', durationThreshold: 16 }));

  const mark = (/** @type {string} */ place) => performance.mark(`redraw-${place}`);
  /** Marks the next frame, then calls `then`. @param {() => void} then */
  const framed = (then) => requestAnimationFrame(() => {
    // A message would wait behind those of the page; this task does not.
    scheduler.postTask(() => { mark('done'); then(); }, { priority: 'user-blocking' });
  });

  // Playing is driven by timers: one that changes the page is a redraw.
  /** @type {(() => void) | undefined} */
  let played;
  const plainTimeout = setTimeout;
  globalThis.setTimeout = /** @type {any} */ ((/** @type {Function} */ act, /** @type {number} */ ms) => plainTimeout(() => {
    const then = played;
    const before = then && looks();
    if (then) mark('start');
    act();
    if (!then) return;
    mark('end');
    if (looks() === before) return;
    played = undefined;
    framed(then);
  }, ms));

  globalThis.stopwatch = {
    /** Has the answer to the next event of that type marked; redrawn tells whether it changed the page. @param {string} type */
    arm(type) {
      const before = looks();
      stopwatch.redrawn = new Promise((done, fail) => {
        let begun = false;
        const first = () => {
          if (!begun) mark('start');
          begun = true;
        };
        const last = () => {
          mark('end');
          removeEventListener(type, first, true);
          removeEventListener(type, last);
          framed(() => done(looks() !== before));
        };
        addEventListener(type, first, true);
        addEventListener(type, last); // the last to be added is the last to be called
        plainTimeout(() => fail(new Error(`no ${type} in 10 s`)), 10_000);
      });
    },

    /** Has the next step or phase that is played marked. */
    armPlaying() {
      stopwatch.redrawn = new Promise((done) => { played = () => done(true); });
    },

    /**
     * The yardstick: forty rows of ten numbers, written as one string into a box of
     * their own over the page, by the page's host, as its policy has nothing else do so.
     */
    yardstick() {
      const box = document.createElement('div');
      box.style.cssText = 'position: fixed; inset: 0 auto auto 0; inline-size: 900px; block-size: 800px; overflow: hidden; contain: strict; background: Canvas; z-index: 99';
      box.id = 'yardstick';
      document.body.append(box);
      return new Promise((done) => requestAnimationFrame(() => plainTimeout(() => {
        mark('start');
        const seed = Math.random();
        let html = '<table>';
        for (let row = 0; row < 40; row++) {
          html += '<tr>';
          for (let column = 0; column < 10; column++) html += `<td>${Math.sin(seed + 10 * row + column).toFixed(8)}</td>`;
          html += '</tr>';
        }
        const host = /** @type {any} */ (globalThis).playgroundHost;
        host.draft('');
        host.draft(html + '</table>');
        host.publish(box.id);
        mark('end');
        framed(() => { box.remove(); done(null); });
      })));
    },

    /** What the browser measured since it was last asked: the times of 16 ms and more. */
    shown() {
      const times = shown;
      shown = [];
      return times;
    },
  };
}
