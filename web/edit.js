// @ts-check
// Setting single values by hand: which value is meant, and the small field that
// opens over it. What a value is and whether it is taken is decided in Go.

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const MATRICES = ['Wx', 'Wh', 'b', 'h0'];

/** How far the pointer goes, in CSS pixels, before it drags a value. */
const SLACK = 4;

/**
 * What Go is told, by name:
 *   choose(id, across, down)  a value of a matrix, by shares of its picture
 *   hover(id, across, down) · leave()
 *   walk(key)                 an arrow key in the matrices
 *   open(key, dragged)        edit a value: Wx:5:2, or '' for the chosen one; dragged without the field
 *   open-input(across, down)  edit an input, by shares of their picture
 *   grab()                    drag the value of the field from what it is now
 *   nudge(n)                  step the chosen value, without the field
 *   type(text) · step(n) · drag(pixels) · close(keep) · unset() · undo() · redo()
 *   source(step, unit, part, gate)  look at what goes into a value
 *   all-terms()               list all that go into it
 * Steps are in units of 0.01, or 0.1 with Shift and 0.001 with Alt.
 * @param {(what: string, ...values: (string | number | boolean)[]) => void} tell
 */
export function watchEdits(tell) {
  const editor = byId('editor');
  const field = /** @type {HTMLInputElement} */ (byId('editor-value'));
  /** @type {(() => HTMLElement | null) | undefined} what the field stands at, found anew after a redraw */
  let anchor;
  /** @type {(() => void) | undefined} */
  let leave;

  /** @param {{ shiftKey: boolean, altKey: boolean }} event */
  const fineness = ({ shiftKey, altKey }) => (shiftKey ? 10 : altKey ? 0.1 : 1);

  /** @param {string} place @param {() => HTMLElement | null} at @param {() => void} back where the focus goes afterwards */
  function open(place, at, back) {
    close(true);
    anchor = at;
    leave = back;
    tell('open', place);
  }

  /** @param {boolean} keep */
  function close(keep) {
    if (editor.hidden) return;
    editor.hidden = true;
    tell('close', keep);
    leave?.();
  }

  /** Puts the field under a value, or over it where there is more room, within the window. @param {HTMLElement} at */
  function standAt(at) {
    const box = at.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = editor;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(Math.max(box.left + box.width / 2 - offsetWidth / 2, 8), clientWidth - offsetWidth - 8);
    const below = box.bottom + 6 + offsetHeight <= clientHeight;
    editor.style.insetInlineStart = `${left + scrollX}px`;
    editor.style.insetBlockStart = `${scrollY + (below ? box.bottom + 6 : Math.max(box.top - offsetHeight - 6, 4))}px`;
  }

  // A phone is turned: what the field stands at is elsewhere, once the page is laid out.
  addEventListener('resize', () => {
    if (editor.hidden) return;
    editor.style.insetInlineStart = '0px'; // it makes the page no wider meanwhile, nor where its value is gone
    requestAnimationFrame(() => {
      const at = anchor?.();
      if (at && !editor.hidden) standAt(at);
    });
  });
  field.addEventListener('input', () => tell('type', field.value));
  field.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      tell('step', (event.key === 'ArrowUp' ? 1 : -1) * fineness(event));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      close(true);
    }
  });
  editor.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close(false);
  });
  for (const [id, n] of /** @type {[string, number][]} */ ([['editor-less', -1], ['editor-more', 1]])) {
    byId(id).addEventListener('click', (event) => tell('step', n * fineness(event)));
  }
  byId('editor-unset').addEventListener('click', () => { tell('unset'); close(true); });
  editor.addEventListener('focusout', () => setTimeout(() => {
    if (!editor.contains(document.activeElement)) {
      leave = undefined; // the focus has gone somewhere of its own
      close(true);
    }
  }));

  /**
   * Drags the value that the pointer is pressed on.
   * @param {HTMLElement} area that stays while it is dragged
   * @param {(event: PointerEvent) => (() => void) | undefined} press gives what begins the drag, if there is anything to drag
   * @param {() => void} end
   * @returns {() => boolean} whether the pointer is pressed
   */
  function drag(area, press, end) {
    /** @type {(() => void) | undefined} */
    let begin;
    let [from, moved] = [0, false];
    area.addEventListener('pointerdown', (event) => {
      if (event.button === 0) [begin, from, moved] = [press(event), event.clientX, false];
    });
    area.addEventListener('pointermove', (event) => {
      if (!(event.buttons & 1)) up(); // it was let go of elsewhere
      const by = event.clientX - from;
      if (!begin || (!moved && Math.abs(by) < SLACK)) return;
      if (!moved) {
        moved = true;
        area.setPointerCapture(event.pointerId);
        begin();
      }
      tell('drag', by * fineness(event));
    });
    const up = () => {
      if (begin && moved) end();
      begin = undefined;
    };
    area.addEventListener('pointerup', up);
    area.addEventListener('pointercancel', up);
    return () => begin !== undefined;
  }
  const dropped = () => tell('close', true);

  // The field keeps the keyboard: Safari gives that of a button to nothing, before its click.
  editor.addEventListener('mousedown', (event) => { if (event.target !== field) event.preventDefault(); });
  // By its name the value in it is dragged.
  drag(byId('editor-name'), () => () => tell('grab'), () => {});

  for (const id of MATRICES) {
    const plot = byId(id);
    /** @param {PointerEvent | MouseEvent} event */
    const choose = ({ clientX, clientY }, kind = 'choose') => {
      const { left, top, width, height } = plot.getBoundingClientRect();
      const share = (/** @type {number} */ v) => Math.min(Math.max(v, 0), 1);
      tell(kind, id, share((clientX - left) / width), share((clientY - top) / height));
    };
    const pressed = drag(plot, (event) => {
      close(true);
      plot.setPointerCapture(event.pointerId);
      choose(event);
      return () => tell('open', '', true);
    }, dropped);
    plot.addEventListener('pointermove', (event) => {
      if (!pressed() && event.pointerType === 'mouse') choose(event, 'hover');
    });
    plot.addEventListener('pointerleave', () => { if (!pressed()) tell('leave'); });
    plot.addEventListener('dblclick', () => openChosen());
  }
  const matrices = byId('matrices');
  const chosen = () => /** @type {HTMLElement | null} */ (document.querySelector('#matrices .cell:not([hidden])'));
  const openChosen = () => open('', chosen, () => matrices.focus({ preventScroll: true }));
  byId('edit-chosen').addEventListener('click', openChosen);
  matrices.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (/^(Arrow(Left|Right|Up|Down)|Home|End|PageUp|PageDown|Escape)$/.test(key) && !event.altKey) {
      tell('walk', key);
    } else if (key === '+' || key === '=' || key === '-' || key === '_' || key === '−') {
      // On most keyboards a plus is typed with Shift.
      tell('nudge', (key === '+' || key === '=' ? 1 : -1) * (event.altKey ? 0.1 : 1));
    } else if (key === 'Delete' || key === 'Backspace') {
      tell('unset');
    } else if (key === 'Enter' || key === 'F2') {
      openChosen();
    } else if (/^[\d.]$/.test(key)) {
      openChosen();
      field.value = key;
      tell('type', key);
    } else {
      return;
    }
    event.preventDefault();
  });

  // An input x_t[i], by double click on its cell.
  const inputs = byId('inputs');
  inputs.addEventListener('dblclick', (event) => {
    const { left, top, width, height } = inputs.getBoundingClientRect();
    const at = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    anchor = () => byId('inputs-frame');
    leave = () => byId('plots').focus({ preventScroll: true });
    tell('open-input', at.x, at.y);
  });

  // The numbers of the inspector: one stop for Tab, the arrow keys within.
  const inspector = byId('inspector');
  inspector.addEventListener('click', (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest('button');
    if (!button) return;
    const { place, step, unit, part, gate } = button.dataset;
    if (place) {
      const again = () => /** @type {HTMLElement | null} */ (inspector.querySelector(`[data-place="${place}"]`));
      // Of many terms only the largest are listed, so it may not be there any more.
      open(place, again, () => (again() ?? /** @type {HTMLElement | null} */ (inspector.querySelector('button')))?.focus({ preventScroll: true }));
    } else if (step) {
      tell('source', Number(step), Number(unit), part ?? '', gate ?? '');
    } else {
      tell('all-terms');
    }
  });
  // A drag is no click: the click that follows it is not on the button.
  drag(inspector, ({ target }) => {
    const place = /** @type {HTMLElement} */ (target).closest('button')?.dataset.place;
    return place ? () => { close(true); tell('open', place, true); } : undefined;
  }, dropped);
  inspector.addEventListener('keydown', (event) => {
    const move = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    const all = /** @type {HTMLElement[]} */ ([...inspector.querySelectorAll('button')]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.ctrlKey || event.metaKey || event.altKey || !move || at < 0) return;
    event.preventDefault();
    const next = all[Math.min(Math.max(at + move, 0), all.length - 1)];
    rove(next);
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' }); // many a list is longer than its place
  });
  inspector.addEventListener('focusin', ({ target }) => rove(/** @type {HTMLElement} */ (target)));

  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const typing = /** @type {HTMLElement | null} */ (document.activeElement)?.matches('input:not([type="range"], [type="radio"]), textarea');
    if (typing || !(key === 'z' || key === 'y') || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    tell(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  });

  return {
    /**
     * Shows the field over the value that was asked for.
     * @param {string} name @param {string} value @param {string} drawn what the seed gives, or ''
     */
    show(name, value, drawn) {
      const at = anchor?.();
      if (!at) return;
      byId('editor-name').textContent = name;
      byId('editor-drawn').textContent = drawn;
      byId('editor-unset').hidden = drawn === '';
      field.value = value;
      byId('editor-error').textContent = ''; // of what was refused when it was open before
      field.setAttribute('aria-invalid', 'false');
      editor.hidden = false;
      standAt(at);
      field.focus({ preventScroll: !matchMedia('(pointer: coarse)').matches }); // a phone brings it out from under its keyboard
      field.select();
    },

    /** Shows another value, or why what is typed is not taken. @param {string} value @param {string} drawn @param {string} error */
    update(value, drawn, error) {
      if (error === '' && field.value !== value && value !== '') field.value = value;
      byId('editor-error').textContent = error;
      field.setAttribute('aria-invalid', String(error !== ''));
      byId('editor-drawn').textContent = drawn;
      byId('editor-unset').hidden = drawn === '';
    },
  };
}

/** Makes one button of the inspector the one that Tab comes to. @param {HTMLElement | undefined} button */
function rove(button) {
  if (!button?.matches('#inspector button')) return;
  for (const other of document.querySelectorAll('#inspector button[tabindex="0"]')) other.setAttribute('tabindex', '-1');
  button.tabIndex = 0;
  button.focus({ preventScroll: true });
}

/**
 * Writes into the inspector, and keeps the focus on its button, or on the last one
 * if there are fewer now; Tab comes to one of them in any case.
 * @param {() => void} write
 */
export function keepButton(write) {
  const inspector = byId('inspector');
  const active = document.activeElement;
  const at = [...inspector.querySelectorAll('button')].indexOf(/** @type {HTMLButtonElement} */ (active));
  write();
  if (active?.isConnected && inspector.querySelector('button[tabindex="0"]')) return;
  const all = inspector.querySelectorAll('button');
  const first = all[Math.min(Math.max(at, 0), all.length - 1)];
  if (first) first.tabIndex = 0;
  if (at >= 0) first?.focus({ preventScroll: true });
}

/**
 * Lights a value of the matrices, the states that it feeds at every step, and what
 * it is multiplied by.
 * @param {string} tensor '' for none
 * @param {number} row @param {number} column @param {number} rows @param {number} columns @param {number} unit the row that is lit in every matrix
 * @param {string} place of the value
 * @param {number[]} shares where what it feeds lies in the pictures of the sums and of the states, and the state that it is multiplied by: tops and heights
 */
export function light(tensor, row, column, rows, columns, unit, place, ...shares) {
  const percent = (/** @type {number} */ part, /** @type {number} */ all) => `${(100 * part) / all}%`;
  /** @param {string} selector @param {number} at @param {number} of @param {boolean} [shown] @param {number} [high] */
  const band = (selector, at, of, shown = true, high = 1) => {
    const element = /** @type {HTMLElement} */ (document.querySelector(selector));
    element.hidden = !shown;
    element.style.insetBlockStart = percent(at, of);
    element.style.blockSize = percent(high, of);
  };
  for (const id of MATRICES) {
    band(`#${id} .band`, unit, rows);
    const cell = /** @type {HTMLElement} */ (byId(id).querySelector('.cell'));
    cell.hidden = id !== tensor;
    if (id !== tensor) continue;
    cell.style.insetInlineStart = percent(column, columns);
    cell.style.inlineSize = percent(1, columns);
    cell.style.insetBlockStart = percent(row, rows);
    cell.style.blockSize = percent(1, rows);
  }
  const feeds = tensor !== '' && tensor !== 'h0';
  band('#sums .fed', shares[0], 1, feeds, shares[1]);
  band('#heatmap .fed', shares[2], 1, feeds, shares[3]);
  band('#inputs .factor', column, columns, tensor === 'Wx');
  band('#heatmap .factor', shares[4], 1, tensor === 'Wh', shares[5]);
  for (const lit of document.querySelectorAll('#inspector tr.lit')) lit.classList.remove('lit');
  document.querySelector(`#inspector [data-place="${place}"]`)?.closest('tr')?.classList.add('lit');
}
