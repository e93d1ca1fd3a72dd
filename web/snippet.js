// @ts-check
// The dialog that gives an author the markup to put what is on the screen into a lesson.
// Nothing of it needs Go: a piece is a name in a link, which is read where it is opened.

import { copyText } from './copy.js';

/** The parts of a link that are the author's to choose, or no matter of a lesson. */
const OWN = /^(v|embed|show|lock|origin|theme|tour|mode)$/;

/** An origin as browsers write it. */
const ORIGIN = /^(https?:\/\/[a-z0-9.:[\]_-]+|null)$/;

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** A value as a link has it. @param {string} text */
const inLink = (text) => encodeURIComponent(text).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%20', '+');

/**
 * What is chosen.
 * @typedef {{ show: string[], lock: string[], theme: string, origin: string, height: number, element: boolean }} Chosen
 */

/**
 * The fields of the link of a lesson: what is on the screen, and what is chosen of it.
 * @param {string} link of the page @param {string} lang @param {Chosen} chosen
 * @returns {[string, string][]}
 */
function fieldsOf(link, lang, { show, lock, theme, origin }) {
  const fields = [...new URLSearchParams(link)].filter(([key]) => !OWN.test(key) && key !== 'lang');
  fields.push(['lang', lang], ['theme', theme], ['embed', '1'], ['show', show.join()], ['lock', lock.join()], ['origin', origin]);
  return fields.filter(([, value]) => value !== '');
}

/** @param {[string, string][]} fields */
const written = (fields) => `v=1&${fields.map(([key, value]) => `${key}=${inLink(value)}`).join('&')}`;

/**
 * The markup.
 * @param {string} page its address, without a fragment
 * @param {string} title
 * @param {[string, string][]} fields
 * @param {Chosen} chosen
 */
export function markup(page, title, fields, { show, height, element }) {
  if (!element) {
    const allow = show.includes('code') || show.includes('printout') ? ' allow="clipboard-write"' : '';
    return `<iframe src="${escaped(`${page}#${written(fields)}`)}" title="${escaped(title)}" width="100%" height="${height}" loading="lazy"${allow} style="border: 0"></iframe>`;
  }
  const attributes = fields.filter(([key]) => key !== 'embed' && key !== 'origin').map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
  const open = written(fields.filter(([key]) => !/^(embed|show|lock|origin)$/.test(key)));
  return `<script type="module" src="${escaped(new URL('rnn-playground.js', page).href)}"></script>\n<rnn-playground${attributes} style="block-size: ${height}px">\n  <a href="${escaped(`${page}#${open}`)}">${escaped(title)}</a>\n</rnn-playground>`;
}

/** @param {() => string} link of what is on the page @param {(key: string) => string} text */
export function installSnippet(link, text) {
  const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const dialog = /** @type {HTMLDialogElement} */ (byId('embedding'));
  const form = /** @type {HTMLFormElement} */ (byId('embed-form'));
  const [height, theme, origin] = /** @type {HTMLInputElement[]} */ (['embed-height', 'embed-theme', 'embed-origin'].map(byId));
  const room = byId('embed-preview');
  const said = byId('embed-copied'); // within the dialog: all beside it is neither seen nor heard
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[type="checkbox"]')]);
  const box = (/** @type {string} */ name) => boxes.find((other) => other.name === name);
  const settings = boxes.filter(({ name }) => name.startsWith('show-set-'));
  for (const name of ['heatmap', 'lines', 'player', 'inspector']) box(`show-${name}`)?.toggleAttribute('checked', true);
  /** @type {HTMLIFrameElement | undefined} */
  let frame;
  let tall = 480;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  /** @param {string} prefix */
  const checked = (prefix) => boxes.filter(({ name, checked }) => checked && name.startsWith(prefix)).map(({ name }) => name.slice(prefix.length));

  /** @returns {Chosen} */
  function chosen() {
    const show = checked('show-');
    if (height.validity.valid) tall = Number(height.value);
    const from = origin.value.trim().replace(/\/$/, '').toLowerCase();
    const good = from === '' || ORIGIN.test(from);
    origin.setAttribute('aria-invalid', String(!good));
    byId('embed-origin-error').hidden = good;
    height.setAttribute('aria-invalid', String(!height.validity.valid));
    return {
      show: show.includes('controls') ? show.filter((name) => !name.startsWith('set-')) : show, lock: checked('lock-'),
      theme: theme.value, origin: good ? from : '', height: tall,
      element: /** @type {HTMLInputElement} */ (byId('embed-as-element')).checked,
    };
  }

  const page = () => location.href.replace(/#.*/, '');
  const markupNow = () => {
    const now = chosen();
    return markup(page(), text('title'), fieldsOf(link(), document.documentElement.lang, now), now);
  };

  /** Shows the markup and, a little later, what it gives. */
  function paint() {
    byId('embed-code').textContent = markupNow();
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!dialog.open) return;
      const now = chosen();
      const there = `${page()}#${written(fieldsOf(link(), document.documentElement.lang, { ...now, origin: '' }))}`;
      if (!frame) {
        frame = document.createElement('iframe');
        frame.title = text('embed.preview');
        frame.src = there;
        room.replaceChildren(frame);
      } else frame.contentWindow?.location.replace(there);
      frame.height = String(tall);
    }, frame ? 250 : 0);
  }

  byId('embed-open').addEventListener('click', () => {
    dialog.showModal();
    paint();
  });
  dialog.addEventListener('close', () => {
    room.replaceChildren(); // it would go on for nobody
    frame = undefined;
    said.textContent = '';
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  dialog.addEventListener('input', ({ target }) => {
    const all = /** @type {HTMLInputElement} */ (box('show-controls'));
    if (target === all) for (const setting of settings) setting.checked = all.checked;
    else if (settings.includes(/** @type {HTMLInputElement} */ (target))) all.checked = settings.every((setting) => setting.checked);
    if (checked('show-').length === 0) /** @type {HTMLInputElement} */ (box('show-heatmap')).checked = true;
    paint();
  });

  const copy = byId('embed-copy');
  copy.addEventListener('click', async () => {
    said.textContent = ''; // so that it is said every time
    const done = await copyText(markupNow());
    said.className = done ? 'spoken' : 'error';
    said.textContent = text(done ? 'copied' : 'copy.failed');
    if (!done) return;
    copy.textContent = text('copied');
    setTimeout(() => { copy.textContent = text('copy.code'); }, 2000);
  });
}
