// @ts-check
// The pointer over the pictures and the table, and the marks of what is looked
// at. Where the pointer is, is told to Go as shares of the picture it is over.

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const PLOTS = ['inputs', 'sums', 'heatmap', 'other', 'difference', 'lines-plot', 'step-saturation', 'unit-saturation', 'influence'];

/**
 * Calls `tell('hover' | 'pin', plot, across, down)` with shares from 0 to 1 while
 * the pointer is over a plot, `tell('hover' | 'pin', 'table', t, unit)` over the
 * table, and `tell('leave')`.
 * @param {(kind: string, where?: string, x?: number, y?: number) => void} tell
 */
export function watchPointer(tell) {
  for (const id of PLOTS) {
    const plot = byId(id);
    /** @param {string} kind @param {PointerEvent} event */
    const point = (kind, { clientX, clientY }) => {
      const { left, top, width, height } = plot.getBoundingClientRect();
      const share = (/** @type {number} */ v) => Math.min(Math.max(v, 0), 1);
      tell(kind, id, share((clientX - left) / width), share((clientY - top) / height));
    };
    plot.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      plot.setPointerCapture(event.pointerId);
      point('pin', event);
    });
    plot.addEventListener('pointermove', (event) => point(event.buttons & 1 ? 'pin' : 'hover', event));
    plot.addEventListener('pointerleave', () => tell('leave'));
  }
  const table = byId('hidden-states');
  /** @param {string} kind @param {Event} event */
  const cell = (kind, { target }) => {
    const { t, unit } = /** @type {HTMLElement} */ (target).closest('td')?.dataset ?? {};
    if (t) tell(kind, 'table', Number(t), Number(unit));
  };
  table.addEventListener('pointerover', (event) => { if (event.pointerType === 'mouse') cell('hover', event); });
  table.addEventListener('click', (event) => cell('pin', event));
  table.addEventListener('pointerleave', () => tell('leave'));
}

/**
 * Marks a step and a unit in every picture and in the table.
 * @param {number} step 1 … timesteps
 * @param {number} unit 0 … hiddenSize-1
 * @param {number} timesteps
 * @param {number} hiddenSize
 * @param {boolean} kept whether it is pinned, or under the pointer
 * @param {boolean} hideLater whether what comes after the step is not computed yet
 */
export function mark(step, unit, timesteps, hiddenSize, kept, hideLater) {
  byId('plots').classList.toggle('loose', !kept);
  const percent = (/** @type {number} */ part, /** @type {number} */ all) => `${(100 * part) / all}%`;
  for (const frame of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#plots .frame, #plots .cell, #panel-memory .frame'))) {
    frame.hidden = false;
    frame.style.insetInlineStart = percent(step - 1, timesteps);
    frame.style.inlineSize = percent(1, timesteps);
  }
  for (const id of ['sums-cell', 'heatmap-cell', 'other-cell', 'difference-cell']) {
    byId(id).style.insetBlockStart = percent(unit, hiddenSize);
    byId(id).style.blockSize = percent(1, hiddenSize);
  }
  const unitFrame = byId('unit-frame');
  unitFrame.style.insetInlineStart = percent(unit, hiddenSize);
  unitFrame.style.inlineSize = percent(1, hiddenSize);
  for (const veil of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#plots .veil'))) {
    veil.hidden = !hideLater || !veil.closest('#sums, #heatmap, #other, #difference, #lines-plot');
    veil.style.insetInlineStart = percent(step, timesteps);
  }
  for (const old of document.querySelectorAll('#lines .chosen, #hidden-states .marked, #hidden-states .chosen')) {
    old.classList.remove('chosen', 'marked');
  }
  if (!kept) return;
  for (const group of document.querySelectorAll('#lines svg, #lines g')) {
    group.querySelectorAll(':scope > .line')[unit]?.classList.add('chosen');
  }
  document.querySelector(`#table-body td[data-t="${step}"]`)?.parentElement?.classList.add('marked');
  document.querySelector(`#table-body td[data-t="${step}"][data-unit="${unit}"]`)?.classList.add('chosen');
}
