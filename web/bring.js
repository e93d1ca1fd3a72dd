// @ts-check
// Brings files and pasted text to the Go program, which reads them: by a button, dropped
// anywhere on the page, or pasted outside of a field. What was compressed the browser
// unpacks. Nothing leaves it.

/** What is typed or pasted into. */
const FIELDS = 'input, select, textarea, [contenteditable]';

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @template {HTMLElement} [T=HTMLElement] @param {string} id */
const byId = (id) => /** @type {T} */ (document.getElementById(id));

/**
 * Undoes deflate (RFC 1951).
 * @param {Bytes} compressed
 * @param {number} size of what is to come: at more it stops
 */
export async function inflate(compressed, size) {
  const out = new Uint8Array(size);
  let at = 0;
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (at + value.length > size) {
      await reader.cancel();
      throw new Error('more than it says');
    }
    out.set(value, at);
    at += value.length;
  }
  if (at < size) throw new Error('less than it says');
  return out;
}

/**
 * Tells Go by name:
 *   bring(name, bytes)          a file, or with '' for a name what was pasted
 *   bring-long(name, size)      one that is too long to be read
 *   bring-failed(text, detail)  one that cannot be; text is a key of the texts
 *   inflated(bytes or null)     what inflate was asked for
 *   bring-take(what)            a button in what Go shows of the file
 *   bring-closed()
 *   given-drop(tensor)
 * @param {(name: string, ...values: unknown[]) => void} call
 * @param {number} most bytes of a file
 */
export function watchBring(call, most) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('bring'));
  const found = byId('bring-found');
  const error = byId('bring-error');
  const field = /** @type {HTMLTextAreaElement} */ (byId('bring-text'));
  const file = /** @type {HTMLInputElement} */ (byId('bring-file'));
  const target = byId('drop-here');
  /** The one that Go reads. @type {Bytes | undefined} */
  let bytes;

  const ready = () => !(/** @type {HTMLFieldSetElement} */ (byId('fields')).disabled);

  /** Forgets what was found: the dialog offers to choose a file again. */
  function clear() {
    bytes = undefined;
    error.textContent = '';
    dialog.classList.remove('found');
    found.replaceChildren();
  }

  /** @param {Bytes} content @param {string} name */
  function bring(content, name) {
    clear();
    bytes = content;
    call('bring', name, content);
  }

  /** @param {FileList | readonly File[]} files */
  async function read(files) {
    const [first] = files;
    clear();
    if (files.length > 1) {
      call('bring-failed', 'bring.one', String(files.length));
    } else if (first.size > most) {
      call('bring-long', first.name, String(first.size));
    } else {
      try {
        bring(new Uint8Array(await first.arrayBuffer()), first.name);
      } catch {
        call('bring-failed', 'bring.unread', first.name); // a folder, or it is gone
      }
    }
  }

  /** @param {string} text */
  const readText = (text) => bring(new TextEncoder().encode(text), '');

  byId('bring-open').addEventListener('click', () => {
    clear();
    field.value = '';
    dialog.showModal();
  });
  byId('bring-choose').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    if (file.files?.length) read(file.files);
    file.value = ''; // so that the same one can be chosen again
  });
  byId('bring-read').addEventListener('click', () => readText(field.value));
  byId('bring-other').addEventListener('click', () => {
    clear();
    byId('bring-choose').focus();
  });
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => {
    clear();
    call('bring-closed');
  });
  found.addEventListener('click', ({ target }) => {
    const what = target instanceof Element && target.closest('[data-take]')?.getAttribute('data-take');
    if (what) call('bring-take', what);
  });
  byId('given').addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('[data-drop]');
    if (!button) return;
    call('given-drop', button.getAttribute('data-drop'));
    // The button goes; the keyboard comes to the one in its place, or to what is above them.
    if (!button.isConnected || document.activeElement === document.body) {
      (/** @type {HTMLElement | null} */ (byId('given').querySelector('button')) ?? byId('bring-open')).focus();
    }
  });

  /** Whether files are dragged. @param {DragEvent} event */
  const carries = ({ dataTransfer }) => dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!carries(event)) return;
    event.preventDefault(); // or the browser would open it
    target.hidden = !ready();
  });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) target.hidden = true; });
  addEventListener('drop', (event) => {
    target.hidden = true;
    if (!carries(event)) return;
    event.preventDefault();
    const files = event.dataTransfer?.files;
    if (files?.length && ready()) read(files);
  });
  addEventListener('paste', (event) => {
    if (!(event.target instanceof Element) || event.target.closest(FIELDS) || !event.clipboardData || !ready()) return;
    if (document.querySelector('dialog[open]:not(#bring)')) return;
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain');
    if (files.length) read(files);
    else if (text.trim()) readText(text);
    else call('bring-failed', 'bring.notfile', '');
    event.preventDefault();
  });

  return {
    /** Has a part of the file unpacked. @param {number} from @param {number} length @param {number} size of what is in it */
    async inflate(from, length, size) {
      const mine = bytes;
      /** @type {Bytes | null} */
      let content = null;
      try {
        content = await inflate(/** @type {Bytes} */ (mine).subarray(from, from + length), size);
      } catch (reason) {
        console.info(reason);
      }
      if (mine === bytes) call('inflated', content);
    },

    /** Shows what is in the file. @param {string} html */
    show(html) {
      const at = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.take : undefined;
      const open = found.querySelector('details')?.open;
      found.innerHTML = html;
      if (open) /** @type {HTMLDetailsElement} */ (found.querySelector('details')).open = true;
      dialog.classList.add('found');
      error.textContent = '';
      if (!dialog.open) dialog.showModal();
      const button = at && found.querySelector(`[data-take="${at}"]`);
      (/** @type {HTMLElement | null} */ (button || null) ?? byId('bring-title')).focus();
    },

    /** Says in the dialog why a file is not read; false where it is not open. @param {string} text */
    object(text) {
      clear();
      if (dialog.open) error.textContent = text;
      return dialog.open;
    },

    close: () => dialog.close(),
  };
}
