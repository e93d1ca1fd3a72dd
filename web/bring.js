// @ts-check
// Brings files and pasted text to the Go program, which reads them: by a button, dropped
// anywhere on the page, or pasted outside of a field. What was compressed the browser
// unpacks. Nothing leaves it.

import { hideBoot, showBoot } from './notices.js';
import { canHave } from './program.js';
import { getReader, restReader } from './reader.js';
import { trustedHTML } from './trusted.js';
import { afterTurn } from './turn.js';

/** Bytes of a file for which memory is looked after. */
const LARGE = 16 * 2 ** 20;

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
 *   bring-ask(page)               page.link and page.lang are to be set
 *   bring-text(answer, key, value)  answer.text is to be set
 *   bring-notice(text)            a problem, in words
 *   bring-took(link, said, page)  the state that something of the file makes, or a page that was saved
 *   given-drop(tensor)
 * What comes before Go listens waits until it does, the last of it.
 * @param {(name: string, ...values: unknown[]) => void} call
 * @param {ReturnType<typeof import('./tensors.js').createTensors>} tensors
 * @returns {(most: number) => void} to be called when Go listens, with how many bytes a file may have
 */
export function watchBring(call, tensors) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('bring'));
  const found = byId('bring-found');
  const error = byId('bring-error');
  const field = /** @type {HTMLTextAreaElement} */ (byId('bring-text'));
  const file = /** @type {HTMLInputElement} */ (byId('bring-file'));
  const target = byId('drop-here');
  /** What is being read. @type {Bytes | undefined} */
  let bytes;
  /** What of it the dialog shows. @type {Bytes | undefined} */
  let shown;
  /** @type {import('./reader.js').Reader | undefined} */
  let reader;
  /** Of a file. */
  let most = 0;
  /** What is to be done when Go listens. @type {(() => void) | undefined} */
  let waiting;

  /** Forgets what was found: the dialog offers to choose a file again. */
  function clear() {
    bytes = undefined;
    error.textContent = '';
    dialog.classList.remove('found');
    found.replaceChildren();
  }

  /** What the reader is told of the page. @returns {import('./reader.js').Page} */
  function page() {
    const answer = { link: '', lang: '', tensor: tensors.get };
    call('bring-ask', answer);
    return answer;
  }

  /** Does it once Go listens. @param {() => void} act */
  function heard(act) {
    waiting = undefined;
    if (page().lang === '') waiting = act;
    else act();
  }

  /** @param {string} key @param {string} [value] */
  function say(key, value = '') {
    const answer = { text: '' };
    call('bring-text', answer, key, value);
    return answer.text;
  }

  /** Says why nothing is brought: where one has just chosen it, or in a notice. @param {string} text */
  function object(text) {
    clear();
    if (dialog.open) error.textContent = text;
    else call('bring-notice', text);
  }

  /** That a file of so many bytes, its values, and the tensors that are made of them are too much. @param {number} size */
  const noRoom = (size) => say('bring.memory', String(Math.ceil(size / 250_000)));

  /** The reader, which is loaded for the first file. */
  async function load() {
    const text = say('bring.loading');
    reader = await getReader(dialog.dataset.program ?? '', Number(dialog.dataset.bytes), (share) => showBoot(text, share)).catch((reason) => {
      console.info(reason);
      return undefined;
    });
    hideBoot();
    if (!reader) object(say('bring.noreader'));
    return reader;
  }

  /** Does what the reader answers, in a task of its own; if it does not answer, it has ended. @param {import('./reader.js').Answer} [answer] */
  async function follow(answer = { error: noRoom(bytes?.length ?? 0) }) {
    const asked = bytes;
    await afterTurn();
    if (bytes !== asked) return; // another file has come, or this one is not wanted any more
    if (answer.error !== undefined) {
      object(answer.error);
      return;
    }
    if (answer.inflate) {
      const [from, length, size] = answer.inflate;
      const mine = bytes;
      const content = await inflate(/** @type {Bytes} */ (mine).subarray(from, from + length), size).catch(() => null);
      if (mine === bytes && reader) await follow(reader.unpacked(page(), content));
      return;
    }
    if (answer.link !== undefined) {
      const { tensors: values = [] } = answer;
      for (let i = 0; i < values.length; i += 2) {
        const key = /** @type {string} */ (values[i]);
        if (!tensors.has(key)) tensors.keep(key, /** @type {Bytes} */ (values[i + 1]));
      }
      call('bring-took', answer.link, answer.said, answer.page ?? false);
    }
    if (answer.html === undefined) dialog.close();
    else show(answer.html);
  }

  /** Shows what is in the file. @param {string} html */
  function show(html) {
    const at = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.take : undefined;
    const open = found.querySelector('details')?.open;
    found.innerHTML = trustedHTML(html);
    shown = bytes;
    if (open) /** @type {HTMLDetailsElement} */ (found.querySelector('details')).open = true;
    dialog.classList.add('found');
    error.textContent = '';
    if (!dialog.open) dialog.showModal();
    const button = at && found.querySelector(`[data-take="${at}"]`);
    (/** @type {HTMLElement | null} */ (button || null) ?? byId('bring-title')).focus();
  }

  /** @param {Bytes} content @param {string} name '' for what was pasted */
  async function bring(content, name) {
    clear();
    bytes = content;
    if (content.length > LARGE && !canHave(4 * content.length)) object(noRoom(content.length));
    else if (await load() && reader && content === bytes) await follow(reader.open(page(), name, content));
  }

  /** @param {readonly File[]} files */
  async function read(files) {
    const [first] = files;
    clear();
    if (files.length > 1) {
      object(say('bring.one', String(files.length)));
    } else if (first.size > most) {
      if (await load() && reader) await follow(reader.long(page(), first.name, String(first.size)));
    } else {
      /** @type {ArrayBuffer | undefined} */
      const content = await first.arrayBuffer().catch(() => undefined); // a folder, or it is gone
      if (content) await bring(new Uint8Array(content), first.name);
      else object(say('bring.unread', first.name));
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
    if (file.files?.length) read([...file.files]);
    file.value = ''; // so that the same one can be chosen again
  });
  byId('bring-read').addEventListener('click', () => readText(field.value));
  byId('bring-other').addEventListener('click', () => {
    clear();
    byId('bring-choose').focus();
  });
  dialog.addEventListener('close', () => {
    if (dialog.open || bytes && bytes !== shown) return; // it is told of later: the next one has come meanwhile
    clear();
    reader = undefined; // its functions would keep its memory
    restReader();
  });
  found.addEventListener('click', ({ target }) => {
    const what = target instanceof Element && target.closest('[data-take]')?.getAttribute('data-take');
    if (what && reader) follow(reader.take(page(), what));
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
    target.hidden = false;
  });
  addEventListener('dragleave', (event) => { if (!event.relatedTarget) target.hidden = true; });
  addEventListener('drop', (event) => {
    target.hidden = true;
    if (!carries(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer?.files ?? []];
    if (files.length > 0) heard(() => read(files));
  });
  addEventListener('paste', (event) => {
    if (!(event.target instanceof Element) || event.target.closest(FIELDS) || !event.clipboardData) return;
    if (document.querySelector('dialog[open]:not(#bring)')) return;
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    heard(() => {
      if (files.length > 0) read(files);
      else if (text.trim()) readText(text);
      else object(say('bring.notfile'));
    });
    event.preventDefault();
  });

  return (bytes) => {
    most = bytes;
    waiting?.();
    waiting = undefined;
  };
}
