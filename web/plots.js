// @ts-check
// The pointer over the pictures and the table, and the marks of what is looked
// at. Where the pointer is, is told to Go as shares of the picture it is over.

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const PLOTS = ['inputs', 'sums', 'heatmap', 'other', 'difference', 'lines-plot', 'step-saturation', 'unit-saturation', 'influence', 'gradient-plot', 'bands', 'memory-rnn', 'memory-lstm', 'memory-gru'];

/**
 * Calls `tell('hover' | 'pin', plot, across, down)` with shares from 0 to 1 while
 * the pointer is over a plot, `tell('hover' | 'pin', 'table', t, unit)` over the
 * table, the same of 'printout' with a unit of -1 for all of a row, of 'cell' and
 * 'cell-input' with a t of 0 over a unit or an input of the folded cell, and
 * `tell('leave')`.
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
    watchPicture(plot, point, () => tell('leave'));
  }
  const table = byId('hidden-states');
  /** @param {string} kind @param {Event} event */
  const cell = (kind, { target }) => {
    const { t, unit } = /** @type {HTMLElement} */ (target).closest('td')?.dataset ?? {};
    if (t) tell(kind, 'table', Number(t), Number(unit));
  };
  watchTexts(table, cell, () => tell('leave'));

  // A row of the printout has a step, a number its unit too, where all are printed.
  const printout = byId('printout');
  watchTexts(printout, (kind, { target }) => {
    const at = /** @type {HTMLElement} */ (target);
    const t = /** @type {HTMLElement | null} */ (at.closest('.row'))?.dataset.t;
    if (t) tell(kind, 'printout', Number(t), Number(at.dataset.unit ?? -1));
    else tell('leave');
  }, () => tell('leave'));

  // The folded cell is drawn anew under the pointer, so its squares are looked up.
  const folded = byId('cell');
  /** @param {string} kind @param {PointerEvent} event */
  const square = (kind, { clientX, clientY }) => {
    const { unit, input } = /** @type {SVGElement | null} */ (document.elementFromPoint(clientX, clientY))?.dataset ?? {};
    if (unit) tell(kind, 'cell', 0, Number(unit));
    else if (input) tell(kind, 'cell-input', 0, Number(input));
    else if (kind === 'hover') tell('leave');
  };
  watchPicture(folded, square, () => tell('leave'));
}

/**
 * The pointer on a picture. A finger that is put down may be going to scroll the
 * page: it shows what is under it, and keeps it when it is drawn along or lifted.
 * @param {HTMLElement} picture
 * @param {(kind: string, event: PointerEvent) => void} at
 * @param {() => void} leave
 */
function watchPicture(picture, at, leave) {
  /** @type {PointerEvent | undefined} where a finger was put down, until it is known what it is going to do */
  let down;
  picture.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    picture.setPointerCapture(event.pointerId);
    down = event.pointerType === 'touch' ? event : undefined;
    at(down ? 'hover' : 'pin', event);
  });
  picture.addEventListener('pointermove', (event) => {
    if (down) {
      const [across, along] = [Math.abs(event.clientX - down.clientX), Math.abs(event.clientY - down.clientY)];
      if (across < 4 || across < along) return;
      down = undefined;
    }
    at(event.buttons & 1 ? 'pin' : 'hover', event);
  });
  picture.addEventListener('pointerup', (event) => {
    if (down) at('pin', event);
    down = undefined;
  });
  picture.addEventListener('pointercancel', () => { down = undefined; leave(); });
  picture.addEventListener('pointerleave', leave);
}

/**
 * The pointer over numbers in a text that can be selected and scrolled.
 * @param {HTMLElement} text
 * @param {(kind: string, event: Event) => void} at
 * @param {() => void} leave
 */
function watchTexts(text, at, leave) {
  text.addEventListener('pointerover', (event) => { if (event.pointerType === 'mouse') at('hover', event); });
  text.addEventListener('click', (event) => { if (getSelection()?.isCollapsed ?? true) at('pin', event); });
  text.addEventListener('pointerleave', leave);
}

/** Where the marks in the pictures lie, and which elements of texts and lines are marked. */
let placed = '';
/** @type {Element[]} */
let marked = [];
/** Whether rows of the table are not computed yet. */
let later = false;

/**
 * Marks a step and a unit in every picture, in the table and in the printout.
 * @param {number} step 1 … timesteps
 * @param {number} unit 0 … hiddenSize-1
 * @param {number} timesteps
 * @param {number} hiddenSize
 * @param {boolean} kept whether it is pinned, or under the pointer
 * @param {number} sums how many steps of a are computed
 * @param {number} states how many of h
 * @param {number} line of the step's shape in the printout
 * @param {number[]} rows where the unit lies in the picture of the sums, how high it is there, and both in that of the states: shares from the top
 * @param {boolean} leftward whether the first steps are the last to be computed
 */
export function mark(step, unit, timesteps, hiddenSize, kept, sums, states, line, rows, leftward) {
  // Most redraws leave the marks where they are.
  const places = [step, unit, timesteps, hiddenSize, kept, sums, states, ...rows, leftward].join();
  if (places !== placed) place(step, unit, timesteps, hiddenSize, kept, sums, states, rows, leftward);
  placed = places;
  if (later || states < timesteps) {
    later = states < timesteps;
    for (const row of document.querySelectorAll('#table-body tr')) {
      const at = Number(row.getAttribute('aria-rowindex')) - 1;
      row.classList.toggle('later', (leftward ? timesteps + 1 - at : at) > states);
    }
  }
  for (const old of marked) old.classList.remove('chosen', 'marked', 'column');
  marked = [];
  const shape = /** @type {HTMLElement | null} */ (document.querySelector('#printout .line'));
  if (shape?.hidden === kept) shape.hidden = !kept;
  if (!kept) return;
  shape?.style.setProperty('--line', String(line));
  /** @param {string} name @param {...(Element | null | undefined)} elements */
  const give = (name, ...elements) => {
    for (const element of elements) {
      if (!element) continue;
      element.classList.add(name);
      marked.push(element);
    }
  };
  for (const group of document.querySelectorAll('#lines svg, #lines g')) {
    give('chosen', group.querySelectorAll(':scope > .line')[unit]);
  }
  give('column', ...document.querySelectorAll(`#table-head th[aria-colindex="${unit + 2}"], #table-body td[data-unit="${unit}"]`));
  give('marked', document.querySelector(`#table-body td[data-t="${step}"]`)?.parentElement);
  give('chosen', document.querySelector(`#table-body td[data-t="${step}"][data-unit="${unit}"]`));
  const row = document.querySelector(`#printout .row[data-t="${step}"]`);
  give('marked', row);
  give('chosen', row?.querySelector(`[data-unit="${unit}"]`));
}

/**
 * Lays the frames of the step and of the unit, and the veils over what is not computed.
 * @param {number} step @param {number} unit @param {number} timesteps @param {number} hiddenSize
 * @param {boolean} kept @param {number} sums @param {number} states @param {number[]} rows @param {boolean} leftward
 */
function place(step, unit, timesteps, hiddenSize, kept, sums, states, rows, leftward) {
  for (const id of ['plots', 'panel-cells']) byId(id).classList.toggle('loose', !kept);
  const percent = (/** @type {number} */ part, /** @type {number} */ all) => `${(100 * part) / all}%`;
  for (const frame of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#plots .frame, #plots .cell, #panel-memory .frame, #panel-cells .frame'))) {
    frame.hidden = false;
    frame.style.insetInlineStart = percent(step - 1, timesteps);
    frame.style.inlineSize = percent(1, timesteps);
  }
  for (const cell of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#plots .cell'))) {
    const [top, height] = cell.id === 'sums-cell' ? rows : cell.id === 'heatmap-cell' ? rows.slice(2) : [unit / hiddenSize, 1 / hiddenSize];
    cell.style.insetBlockStart = percent(top, 1);
    cell.style.blockSize = percent(height, 1);
  }
  const unitFrame = byId('unit-frame');
  unitFrame.style.insetInlineStart = percent(unit, hiddenSize);
  unitFrame.style.inlineSize = percent(1, hiddenSize);
  for (const veil of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#plots .veil'))) {
    const computed = veil.dataset.of === 'sums' ? sums : states;
    veil.hidden = computed >= timesteps;
    veil.style.insetInlineStart = leftward ? '-1px' : percent(computed, timesteps);
    veil.style.insetInlineEnd = leftward ? percent(computed, timesteps) : '-1px';
  }
}

/** Scrolls the printout, where it is seen, as little as it takes to see the marked row, or else the step's shape. */
export function followPrintout() {
  const printout = byId('printout');
  const row = printout.querySelector('.row.marked') ?? printout.querySelector('.line');
  if (!row?.checkVisibility()) return;
  const { top, bottom } = row.getBoundingClientRect();
  const view = printout.getBoundingClientRect();
  if (top < view.top) printout.scrollTop += top - view.top;
  else if (bottom > view.bottom) printout.scrollTop += bottom - view.bottom;
}

/**
 * Shows in which phase the step that is being played is.
 * @param {string} phase '' when nothing is
 * @param {boolean} looked whether that step is the one that is looked at
 * @param {number} ms how long the phase lasts
 */
export function phase(phase, looked, ms) {
  const plots = byId('plots');
  if (phase === '' && plots.dataset.phase === '') return; // of what is set, pictures are styled anew
  plots.style.setProperty('--phase', `${ms}ms`);
  plots.dataset.phase = phase;
  byId('equation').dataset.phase = looked ? phase : '';
  byId('inspector').dataset.phase = looked ? phase : '';
}
