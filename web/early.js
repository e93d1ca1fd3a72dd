// @ts-check
// Runs before anything is painted, so that neither another theme, another language nor a part
// of the page that a frame does not show is seen for a moment. What is embedded, and which names
// there are, says playground/embed.go; the classes are those of css/embed.css. It stands in
// the page, allowed by its hash (headers/headers.go); boot.js has it too, for where a host
// refuses that one.

import { say } from './say.js';

if (!globalThis.playgroundFrame) (() => {
  const root = document.documentElement;
  const PIECES = ' equation inputs sums heatmap lines player inspector saturation table weights memory cells printout code files controls '
    + 'set-timesteps set-input-size set-hidden-size set-cell set-num-layers set-batch set-bidirectional set-seed set-inputs set-weights set-bias set-edits ';
  const OTHER_NAMES = { gates: 'sums', states: 'heatmap' };

  /** What is hidden when none of its pieces is shown. */
  const GROUPS = {
    stage: 'inputs sums heatmap lines player',
    picture: 'inputs sums heatmap lines',
    aside: 'inspector saturation',
    panels: 'table weights memory cells printout code files',
    sizes: 'set-timesteps set-input-size set-hidden-size',
    network: 'set-cell set-num-layers set-batch set-bidirectional',
    kind: 'set-cell set-bidirectional',
    counts: 'set-num-layers set-batch',
    draws: 'set-seed set-inputs set-weights set-bias set-edits',
    settings: 'set-timesteps set-input-size set-hidden-size set-cell set-num-layers set-batch set-bidirectional set-seed set-inputs set-weights set-bias set-edits',
  };

  /**
   * Shows of the page what a frame is to show, or all of it, in a theme or that of the browser.
   * @param {boolean} embed @param {string} show names with a comma between them @param {string} theme
   */
  globalThis.playgroundFrame = (embed, show, theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const name of [...root.classList]) if (name === 'embed' || name.startsWith('no-')) root.classList.remove(name);
    if (!embed) return;
    const asked = new Set(show.split(',').map((name) => Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[/** @type {'gates'} */ (name)] : name));
    const pieces = PIECES.trim().split(' ');
    if (!pieces.some((piece) => asked.has(piece))) asked.add('heatmap');
    const shown = (/** @type {string} */ piece) => asked.has(piece) || piece.startsWith('set-') && asked.has('controls');
    root.classList.add('embed', ...pieces.filter((piece) => !shown(piece)).map((piece) => `no-${piece}`));
    for (const [group, members] of Object.entries(GROUPS)) {
      if (!members.split(' ').some(shown)) root.classList.add(`no-${group}`);
    }
    if (GROUPS.panels.split(' ').filter(shown).length < 2) root.classList.add('no-tabs');
    if (!['inputs', 'sums', 'heatmap'].every(shown)) root.classList.add('no-flow');
  };

  const link = new URLSearchParams(location.hash.slice(1));

  /** The first language of the browser's that the page speaks. */
  globalThis.playgroundLanguage = () => {
    for (const tag of navigator.languages ?? [navigator.language]) {
      const [name] = tag.toLowerCase().split('-');
      if (name === 'ko' || name === 'en') return name;
    }
    return 'en';
  };
  // What changes with lang is all styles: to say it now has them made once.
  const asked = link.get('lang') ?? '';
  root.dataset.texts = root.lang;
  root.lang = /^(ko|en)$/.test(asked) ? asked : globalThis.playgroundLanguage();

  /** Says all that the page comes with in the other language than that of index.html, which is at its end (cmd/site/prerender.go). */
  const speak = () => {
    const texts = document.getElementById('texts'), said = document.getElementById('said');
    if (texts?.lang !== root.lang || !(said instanceof HTMLTemplateElement)) return;
    say(JSON.parse(texts.textContent), root.lang);
    for (const piece of said.content.children) document.getElementById(piece.getAttribute('data-of') ?? '')?.replaceChildren(...piece.childNodes);
  };
  if (root.lang !== root.dataset.texts) {
    if (document.readyState === 'loading') {
      // That the page has ended its document says too late: what has come is painted before.
      const coming = new MutationObserver(() => {
        if (document.body) coming.observe(document.body, { childList: true });
        if (!document.getElementById('announce')) return; // which is the last of it
        coming.disconnect();
        speak();
      });
      coming.observe(root, { childList: true });
    } else speak();
  }

  const theme = link.get('theme') ?? '';
  globalThis.playgroundFrame(link.get('embed') === '1', link.get('show') ?? '', /^(light|dark)$/.test(theme) ? theme : '');
})();
