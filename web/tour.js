// @ts-check
// Where the card of the guided tour stands: beside what it talks about. On a
// phone it is a sheet at the bottom, which the style sheet places.

/** @type {HTMLElement | null} */
let anchor = null;

/** Whether the reader has not yet moved on from where the stop brought the page. */
let arriving = false;

const GAP = 16;
const SHEET = matchMedia('(max-width: 47.5em)');

/** A stop may draw what it talks about only now: then it is seen when it is there. */
const grown = new ResizeObserver(() => {
  if (arriving) bringIntoView();
  place();
});

/**
 * Outlines the element that the card talks about; '' for none.
 * @param {string} id
 * @param {boolean} arrived whether it has just become the one, and is to be seen
 */
export function pointOut(id, arrived) {
  const before = anchor;
  anchor = id ? document.getElementById(id) : null;
  while (anchor && !anchor.checkVisibility()) anchor = anchor.parentElement; // folded away
  document.documentElement.classList.toggle('touring', anchor !== null);
  if (before !== anchor) {
    before?.classList.remove('toured');
    grown.disconnect();
  }
  if (!anchor) return;
  anchor.classList.add('toured');
  arriving ||= arrived;
  if (arrived) bringIntoView();
  place();
  if (before !== anchor) for (const element of [anchor, document.body]) grown.observe(element);
}

/** Scrolls to what the card talks about, and so far that the card has room below it where the page is one column. */
function bringIntoView() {
  const card = document.getElementById('tour');
  document.documentElement.style.setProperty('--tour-height', `${card?.offsetHeight ?? 0}px`);
  anchor?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Whether a card there would hide what has the keyboard. @param {number} x @param {number} y @param {number} width @param {number} height */
function hides(x, y, width, height) {
  const focused = document.activeElement;
  if (!focused || focused === document.body || focused.closest('#tour')) return false;
  const { left, top, right, bottom } = focused.getBoundingClientRect();
  const [across, down] = [Math.min(right, x + width) - Math.max(left, x), Math.min(bottom, y + height) - Math.max(top, y)];
  return across > 0 && down > 0 && 2 * across * down > (right - left) * (bottom - top);
}

/** Puts the card where it covers nothing that it talks about and not what has the keyboard, if there is such a place. */
function place() {
  const card = document.getElementById('tour');
  if (!anchor || !card) return;
  if (SHEET.matches) {
    card.style.removeProperty('inset-inline-start');
    card.style.removeProperty('inset-block-start');
    return;
  }
  const { left, top, right, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const [widest, highest] = [document.documentElement.clientWidth - width - GAP, innerHeight - height - GAP];
  const clamp = (/** @type {number} */ v, /** @type {number} */ most) => Math.max(GAP, Math.min(v, most));
  const [x, y] = [clamp((left + right - width) / 2, widest), clamp(top, highest)];
  const panel = anchor.closest('.panels')?.getBoundingClientRect().top ?? top; // what says what it is stands above it
  const places = [[x, bottom + GAP], [left - width - GAP, y], [right + GAP, y], [x, panel - height - GAP], [x, top - height - GAP]];
  const fitting = places.filter(([x, y]) => x >= GAP && x <= widest && y >= GAP && y <= highest);
  fitting.push([GAP, highest], [widest, highest], [widest, GAP], [GAP, GAP]);
  const [atX, atY] = fitting.find(([x, y]) => !hides(x, y, width, height)) ?? fitting[0];
  card.style.setProperty('inset-inline-start', `${atX}px`);
  card.style.setProperty('inset-block-start', `${atY}px`);
}

for (const moved of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  addEventListener(moved, () => { arriving = false; }, { capture: true, passive: true });
}
addEventListener('resize', place);
addEventListener('focusin', place);
addEventListener('scroll', place, { capture: true, passive: true });
