// @ts-check
// The list of keys, and the two keys that work everywhere. Nothing of it needs Go.

const help = /** @type {HTMLDialogElement} */ (document.getElementById('help'));
const projector = /** @type {HTMLButtonElement} */ (document.getElementById('projector'));

/** What keys are typed into. */
const FIELDS = 'input, select, textarea, [contenteditable]';

function open() {
  // Focus goes back to where it is now when the dialog is closed.
  if (!help.open) help.showModal();
}

/** Under which a browser keeps that single keys do nothing. */
const KEPT = 'single-keys';

/** Whether the page listens to single keys: those who speak to their machine may not want that. */
const single = /** @type {HTMLInputElement} */ (document.getElementById('single-keys'));

/** Takes what the browser keeps. */
function recall() {
  try {
    single.checked = localStorage.getItem(KEPT) !== 'off';
  } catch {
    single.checked = true; // it keeps nothing
  }
  showKeys();
}

function keep() {
  try {
    if (single.checked) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, 'off');
  } catch {} // then it is so for this visit
  showKeys();
}

function showKeys() {
  for (const [id, key] of [['projector', 'p'], ['help-open', '?']]) {
    const button = document.getElementById(id);
    if (single.checked) button?.setAttribute('aria-keyshortcuts', key);
    else button?.removeAttribute('aria-keyshortcuts');
  }
}

export function installHelp() {
  recall();
  single.addEventListener('change', keep);
  addEventListener('storage', ({ key }) => { if (key === KEPT || key === null) recall(); });
  document.getElementById('help-open')?.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || !single.checked || document.querySelector('dialog[open]')) return;
    if (document.documentElement.classList.contains('embed')) return; // what it shows, its author has chosen
    if (target instanceof Element && target.closest(FIELDS)) return;
    if (key === '?') open();
    // On a Korean layout the same key gives ㅔ.
    else if ((key === 'p' || key === 'ㅔ') && !event.shiftKey) projector.click();
    else return;
    event.preventDefault();
  });
}
