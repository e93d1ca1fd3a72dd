// @ts-check
// The playground as an element of any page:
//
//   <script type="module" src="https://…/rnn-playground.js"></script>
//   <rnn-playground cell="LSTM" show="heatmap,inspector" lock="seed"></rnn-playground>
//
// Its attributes are the keys of a link. It is a frame of the playground that lies beside
// this file, so neither the styles nor the policy of either page are a matter of the
// other; they talk by the messages of docs/embed.md. What stands inside of the element is
// seen until the playground is there, and where there are no scripts.

/** Keys that messages set. Each is an attribute, and a property in camel case. */
const KEYS = [
  'timesteps', 'input-size', 'hidden-size', 'seed', 'cell', 'num-layers', 'batch', 'bidirectional', 'layer', 'reverse', 'sequence',
  'weights', 'bias', 'inputs', 'gain', 'bias-value', 'level', 'text', 'given', 'edits', 'compare', 't', 'unit', 'gate',
  'terms', 'colors', 'drawing', 'speed', 'panel', 'gates', 'view', 'target', 'code', 'mode', 'lang', 'theme',
];

/** Attributes that only another link sets. */
const AUTHORS = ['show', 'lock'];

const PREFIX = 'rnn-playground:';

/** @param {string} key */
const camel = (key) => key.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/** The keys of a link, as messages have them. @typedef {Record<string, number | boolean | string | null>} State */

/** An answer that was refused. */
export class RefusedError extends RangeError {
  /** @param {{ field: string, value: string, allowed: string, message: string }} refused */
  constructor({ field, value, allowed, message }) {
    super(message);
    this.name = 'RefusedError';
    Object.assign(this, { field, value, allowed });
  }
}

export class RNNPlayground extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = [...KEYS, ...AUTHORS, 'src'];

  /** @type {HTMLIFrameElement | undefined} */
  #frame;
  /** @type {State} */
  #state = {};
  #ready = false;
  #asked = 0;
  /** Who waits for which answer. @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map();
  /** What was asked before it was ready. @type {Record<string, unknown>[]} */
  #later = [];
  /** Attributes that have changed. @type {Set<string>} */
  #changed = new Set();
  /** @type {(event: MessageEvent) => void} */
  #listen = (event) => this.#hear(event);

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet(); // a policy without inline styles allows these
    style.replaceSync(':host{display:block;position:relative;inline-size:100%;block-size:480px;overflow:hidden}:host([hidden]){display:none}iframe{position:absolute;inset:0;inline-size:100%;block-size:100%;border:0;color-scheme:auto}iframe:not(.ready){opacity:0}');
    root.adoptedStyleSheets = [style];
    const frame = document.createElement('iframe');
    frame.loading = 'lazy';
    frame.allow = 'clipboard-write';
    frame.title = this.getAttribute('aria-label') ?? this.title ?? '';
    if (!frame.title) frame.title = 'RNN Playground';
    frame.addEventListener('load', () => {
      frame.classList.add('ready'); // with its own picture of what is to come
      this.#loaded();
    });
    this.#frame = frame;
    addEventListener('message', this.#listen);
    this.#changed.clear();
    frame.src = this.#link();
    root.replaceChildren(document.createElement('slot'), frame);
  }

  disconnectedCallback() {
    removeEventListener('message', this.#listen);
    this.#frame?.remove();
    this.#frame = undefined;
    this.#abandon('the element was taken out of its page');
  }

  /** Nobody answers what was asked before. @param {string} why */
  #abandon(why) {
    this.#ready = false;
    this.#later = [];
    for (const { reject } of this.#waiting.values()) reject(new DOMException(why, 'AbortError'));
    this.#waiting.clear();
  }

  /** It listens, whether its program runs yet or not. */
  #loaded() {
    this.#ready = true;
    this.#post({ type: 'subscribe' });
    for (const message of this.#later.splice(0)) this.#post(message);
  }

  /** The page of the playground: src, or that beside this file. */
  get #page() {
    return new URL(this.getAttribute('src') || './', this.hasAttribute('src') ? this.ownerDocument.baseURI : import.meta.url);
  }

  #link() {
    const fields = new URLSearchParams({ v: '1' });
    for (const key of [...KEYS, ...AUTHORS]) {
      const value = this.getAttribute(key);
      if (value !== null && value !== '') fields.set(key, this.#text(key, value));
    }
    fields.set('embed', '1');
    fields.set('origin', location.protocol === 'file:' ? 'null' : globalThis.origin);
    const page = this.#page;
    page.hash = fields.toString();
    return page.href;
  }

  /** What an attribute says: of lang the language alone. @param {string} key @param {string} value */
  #text(key, value) {
    return key === 'lang' ? value.toLowerCase().split('-')[0] : value;
  }

  /** @param {string} name @param {string | null} before @param {string | null} value */
  attributeChangedCallback(name, before, value) {
    if (!this.#frame || name === 'src' && before === value) return;
    // What is asked from now on is asked of the next page, and so is what waits for the first one.
    if (name === 'src' && this.#ready) this.#abandon('the element has another src');
    if (this.#changed.size === 0) queueMicrotask(() => this.#follow());
    this.#changed.add(name);
  }

  /** Does what the changed attributes say: by a message, or where none can, by another link. */
  #follow() {
    const changed = [...this.#changed];
    this.#changed.clear();
    const frame = this.#frame;
    if (!frame) return;
    if (!this.#ready) {
      frame.src = this.#link(); // where src is the same, its frame goes to another fragment
    } else if (changed.some((name) => AUTHORS.includes(name))) {
      frame.contentWindow?.location.replace(this.#link());
    } else {
      const state = Object.fromEntries(changed.map((key) => {
        const value = this.getAttribute(key);
        return [key, value === null ? null : this.#text(key, value)];
      }));
      this.set(state).catch((error) => {
        this.dispatchEvent(new CustomEvent('error', { detail: error }));
      });
    }
  }

  /** @param {MessageEvent} event */
  #hear({ source, origin, data }) {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || origin !== this.#page.origin && origin !== 'null') return;
    if (typeof data?.type !== 'string' || !data.type.startsWith(PREFIX)) return;
    const kind = data.type.slice(PREFIX.length);
    if (data.state && Object.keys(data.state).length > 0) this.#state = data.state;
    if (kind === 'ready') this.dispatchEvent(new Event('ready'));
    else if (kind === 'change') {
      this.dispatchEvent(new CustomEvent('change', { bubbles: true, detail: { state: data.state, changed: data.changed } }));
    } else {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (kind === 'error') waiting?.reject(new RefusedError(data));
      else waiting?.resolve(data);
    }
  }

  /** @param {Record<string, unknown>} message */
  #post(message) {
    this.#frame?.contentWindow?.postMessage({ ...message, type: PREFIX + message.type }, this.#page.protocol === 'file:' ? '*' : this.#page.origin);
  }

  /** @param {Record<string, unknown>} message @returns {Promise<any>} */
  #ask(message) {
    return new Promise((resolve, reject) => {
      if (!this.#frame) {
        reject(new DOMException('the element is in no page', 'InvalidStateError'));
        return;
      }
      const id = ++this.#asked;
      this.#waiting.set(id, { resolve, reject });
      if (this.#ready) this.#post({ ...message, id });
      else {
        this.#later.push({ ...message, id });
        this.#frame.loading = 'eager'; // it is asked, so it need not be seen
      }
    });
  }

  /** What is on the screen, by the keys of a link; empty until the event ready. */
  get state() {
    return { ...this.#state };
  }

  /** Sets keys of it; what is refused is told by the event error. */
  set state(state) {
    this.set(state).catch((error) => { this.dispatchEvent(new CustomEvent('error', { detail: error })); });
  }

  /**
   * Sets keys, and resolves with the state when it is on the screen.
   * @param {State} state
   * @returns {Promise<State>}
   */
  async set(state) {
    return (await this.#ask({ type: 'set', state })).state;
  }

  /**
   * The numbers of what is on the screen, whether it is in view or not.
   * @param {string[]} names hiddenStates, inputs, Wx, Wh, b, h0
   * @returns {Promise<{ state: State, shapes: Record<string, number[]> } & Record<string, Float64Array>>}
   */
  async run(names = ['hiddenStates', 'inputs', 'Wx', 'Wh', 'b']) {
    const { state, numbers, shapes } = await this.#ask({ type: 'get', numbers: names });
    return { state, shapes, ...numbers };
  }
}

for (const key of [...KEYS, ...AUTHORS, 'src']) {
  const name = camel(key);
  if (name === 'lang') continue; // every element has it
  Object.defineProperty(RNNPlayground.prototype, name, {
    configurable: true,
    enumerable: true,
    /** @this {RNNPlayground} */
    get() {
      const { state } = this;
      return Object.hasOwn(state, key) ? state[key] : this.getAttribute(key);
    },
    /** @this {RNNPlayground} @param {unknown} value */
    set(value) {
      if (value === null || value === undefined) this.removeAttribute(key);
      else this.setAttribute(key, String(value));
    },
  });
}

globalThis.customElements?.get('rnn-playground') ?? globalThis.customElements?.define('rnn-playground', RNNPlayground);
