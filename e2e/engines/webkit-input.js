// @ts-check
// Keys and a mouse, as puppeteer has them, in the actions of the W3C's protocol.

/** @typedef {import('./webkit-page.js').Page} Page */

/** The protocol's own characters for keys that write nothing. @type {Record<string, string>} */
const KEYS = {
  Cancel: '\uE001', Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', ShiftLeft: '\uE008',
  Control: '\uE009', ControlLeft: '\uE009', Alt: '\uE00A', AltLeft: '\uE00A', Escape: '\uE00C', Space: ' ', PageUp: '\uE00E',
  PageDown: '\uE00F', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014',
  ArrowDown: '\uE015', Insert: '\uE016', Delete: '\uE017', Meta: '\uE03D', F1: '\uE031', F2: '\uE032', F5: '\uE035',
};

/** @param {string} key */
function keyOf(key) {
  const value = KEYS[key] ?? (/^Key[A-Z]$/.test(key) ? key[3].toLowerCase() : /^Digit\d$/.test(key) ? key[5] : key);
  if ([...value].length !== 1) throw new Error(`Unknown key: "${key}"`);
  return value;
}

export class Keyboard {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** @param {{ type: string, value?: string, duration?: number }[]} actions */
  #perform(actions) {
    return this.#page.command('POST', '/actions', { actions: [{ type: 'key', id: 'keys', actions }] });
  }

  /** @param {string} key */
  down(key) {
    return this.#perform([{ type: 'keyDown', value: keyOf(key) }]);
  }

  /** @param {string} key */
  up(key) {
    return this.#perform([{ type: 'keyUp', value: keyOf(key) }]);
  }

  /** @param {string} key @param {{ delay?: number, commands?: string[] }} [options] commands of an editor, as the key has them with Control */
  press(key, { delay = 0, commands = [] } = {}) {
    const value = keyOf(key);
    const [down, up] = ['keyDown', 'keyUp'].map((type) => (commands.length ? [{ type, value: KEYS.Control }] : []));
    return this.#perform([...down, { type: 'keyDown', value }, ...(delay ? [{ type: 'pause', duration: delay }] : []), { type: 'keyUp', value }, ...up]);
  }

  /** @param {string} text @param {{ delay?: number }} [options] */
  async type(text, { delay = 0 } = {}) {
    // One at a time, as in puppeteer: the page answers each before the next.
    for (const letter of text) await this.press(letter === '\n' ? 'Enter' : letter, { delay });
  }
}

const BUTTONS = /** @type {Record<string, number>} */ ({ left: 0, middle: 1, right: 2 });

export class Mouse {
  #page;
  #at = [0, 0];

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** @param {object[]} actions */
  #perform(actions) {
    return this.#page.command('POST', '/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  }

  /** @param {number} x @param {number} y */
  #move(x, y) {
    // The driver refuses to leave the window, to where a drag may go: the edge is as far.
    const { width, height } = this.#page.viewport() ?? { width: Infinity, height: Infinity };
    this.#at = [Math.min(Math.max(Math.floor(x), 0), width - 1), Math.min(Math.max(Math.floor(y), 0), height - 1)];
    return { type: 'pointerMove', x: this.#at[0], y: this.#at[1], duration: 0 };
  }

  /** @param {number} x @param {number} y @param {{ steps?: number }} [options] */
  async move(x, y, { steps = 1 } = {}) {
    const [fromX, fromY] = this.#at;
    const moves = Array.from({ length: steps }, (_, i) => this.#move(fromX + ((x - fromX) * (i + 1)) / steps, fromY + ((y - fromY) * (i + 1)) / steps));
    for (const move of moves) await this.#perform([move]);
  }

  /** @param {{ button?: string }} [options] */
  down({ button = 'left' } = {}) {
    return this.#perform([{ type: 'pointerDown', button: BUTTONS[button] }]);
  }

  /** @param {{ button?: string }} [options] */
  up({ button = 'left' } = {}) {
    return this.#perform([{ type: 'pointerUp', button: BUTTONS[button] }]);
  }

  /** @param {number} x @param {number} y @param {{ button?: string, count?: number, clickCount?: number, delay?: number }} [options] */
  async click(x, y, { button = 'left', count, clickCount, delay = 0 } = {}) {
    const pressed = Array.from({ length: count ?? clickCount ?? 1 }, () => [
      { type: 'pointerDown', button: BUTTONS[button] },
      ...(delay ? [{ type: 'pause', duration: delay }] : []),
      { type: 'pointerUp', button: BUTTONS[button] },
    ]);
    await this.#perform([this.#move(x, y), ...pressed.flat()]);
  }

  /** @param {{ deltaX?: number, deltaY?: number }} by */
  wheel({ deltaX = 0, deltaY = 0 }) {
    const [x, y] = this.#at.map(Math.floor);
    return this.#page.command('POST', '/actions', { actions: [{ type: 'wheel', id: 'wheel', actions: [{ type: 'scroll', x, y, deltaX, deltaY, duration: 0 }] }] });
  }
}
