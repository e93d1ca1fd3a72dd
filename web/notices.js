// @ts-check
// Notices to the user, and the progress of the download.

const list = /** @type {HTMLElement} */ (document.getElementById('notices'));
const boot = /** @type {HTMLElement} */ (document.getElementById('boot'));
const bootText = /** @type {HTMLElement} */ (document.getElementById('boot-text'));
const bootProgress = /** @type {HTMLProgressElement} */ (document.getElementById('boot-progress'));
const bootPercent = /** @type {HTMLElement} */ (document.getElementById('boot-percent'));

/** The most notices that are shown at a time; older ones go, before those that offer something. */
const MOST = 3;

/** How long a notice stays that nobody closes and that offers nothing. */
const READING_TIME = 12_000;

/** What had the keyboard before it came to a notice. @type {EventTarget | null} */
let before = null;
list.addEventListener('focusin', ({ relatedTarget }) => {
  if (!(relatedTarget instanceof Node && list.contains(relatedTarget))) before = relatedTarget;
});

/** The height of all notices, and what is left free around them. */
let height = 0;
const AROUND = 32;

// Nothing that has the keyboard is scrolled to where they lie over it. While there are none
// the style of the document is left alone: all of the page would be styled anew.
new ResizeObserver(() => {
  if (list.offsetHeight === height) return;
  height = list.offsetHeight;
  document.documentElement.style.scrollPaddingBlockEnd = height > 0 ? `${height + AROUND}px` : '';
}).observe(list);

// Beside a dialog nothing can be pressed: meanwhile they are in it (notify).
document.addEventListener('close', () => { if (list.parentElement !== document.body) document.body.append(list); }, true);

/** Takes a notice away; the keyboard goes to another one, or back. @param {Element} notice */
function dismiss(notice) {
  const focused = notice.contains(document.activeElement);
  notice.remove();
  if (!focused) return;
  const next = list.querySelector('button') ?? (before instanceof HTMLElement && before.isConnected ? before : document.getElementById('plots'));
  next?.focus();
}

/**
 * Shows a notice. The same text is not shown twice at a time.
 * @param {string} message
 * @param {{ close: string, problem?: boolean, retry?: { label: string, act: () => void } }} options
 */
export function notify(message, { close, problem = false, retry }) {
  for (const old of list.children) {
    if (old.firstElementChild?.textContent === message) dismiss(old);
  }
  const notice = document.createElement('div');
  notice.className = problem ? 'notice problem' : 'notice';
  const paragraph = document.createElement('p');
  paragraph.textContent = message;
  notice.append(paragraph);
  if (retry) {
    notice.append(button('act', retry.label, () => { dismiss(notice); retry.act(); }));
  }
  notice.append(button('quiet', close, () => dismiss(notice)));
  const dialog = document.querySelector('dialog[open]');
  if (dialog !== list.parentElement) dialog?.append(list);
  while (list.children.length >= MOST) dismiss([...list.children].find((old) => !old.querySelector('.act')) ?? list.children[0]);
  list.append(notice);
  if (!retry) setTimeout(() => dismiss(notice), READING_TIME);
}

/** @param {string} className @param {string} label @param {() => void} act */
function button(className, label, act) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = label;
  element.addEventListener('click', act);
  return element;
}

/** @param {string} message @param {number} share 0 … 1 */
export function showBoot(message, share) {
  boot.hidden = false;
  if (bootText.textContent !== message) bootText.textContent = message;
  bootProgress.value = share;
  bootPercent.textContent = `${Math.floor(share * 100)} %`;
}

export function hideBoot() {
  boot.hidden = true;
  bootText.textContent = '';
}
