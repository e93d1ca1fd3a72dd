// @ts-check
// The page in a frame of another page: the messages of that page, and when the program
// need not run. docs/embed.md is for those who write such pages.

import { listen } from './heard.js';
import { readMessage } from './message.js';

const PREFIX = 'rnn-playground:';

/** Changes are told, and what messages set is done, once in so many milliseconds: a frame that is not seen has no animation frames. */
const TURN = 16;

/** Messages that wait at a time, and that are looked at in one turn. */
const WAITING = 1000;
const TOGETHER = 64;

const NUMBERS = new Set(['timesteps', 'input-size', 'hidden-size', 'seed', 'num-layers', 'batch', 'layer', 'sequence', 'gain', 'bias-value', 'level', 't', 'unit', 'speed']);

/**
 * The keys of a link as an object. What is none is null.
 * @param {string} keys
 * @returns {Record<string, number | boolean | string | null>}
 */
function read(keys) {
  /** @type {Record<string, number | boolean | string | null>} */
  const state = {};
  for (const [key, value] of new URLSearchParams(keys)) {
    if (NUMBERS.has(key)) state[key] = value === '' ? null : Number(value);
    else state[key] = value === 'true' || value === 'false' ? value === 'true' : value;
  }
  return state;
}

/** @param {(name: string, ...args: unknown[]) => void} call a function of Go */
export function createEmbed(call) {
  const link = new URLSearchParams(location.hash.slice(1));
  /** The page that may send messages; '' for none. */
  let origin = link.get('embed') === '1' ? link.get('origin') ?? '' : '';
  let awake = false;
  let said = false; // that it is ready
  let subscribed = false;
  let warned = false;
  /** What is on the page. @type {Record<string, number | boolean | string | null> | undefined} */
  let now;
  /** What was told last. @type {typeof now} */
  let told;
  /** @type {import('./message.js').Message[]} */
  let waiting = [];
  /** What was set or asked for, and is answered when it is on the page. @type {import('./message.js').Message[]} */
  let answering = [];
  let settling = false; // what was set is not on the page yet
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let turn;
  let last = -TURN;
  let wake = () => {};

  /** @param {Record<string, unknown>} message @param {Transferable[]} [moved] */
  function post(message, moved = []) {
    // A page from a file has no origin that could be named.
    if (origin && parent !== window) parent.postMessage({ ...message, type: PREFIX + message.type }, { targetOrigin: origin === 'null' ? '*' : origin, transfer: moved });
  }

  /** @param {import('./message.js').Refused} refused */
  function refuse({ id, field, value, allowed }) {
    post({ type: 'error', id, field, value, allowed, message: `${field} is ${value}: want ${allowed}` });
  }

  function soon() {
    if (awake) turn ??= setTimeout(work, Math.max(0, last + TURN - performance.now()));
  }

  /** Works off what has come, and tells what has changed. */
  function work() {
    turn = undefined;
    last = performance.now();
    if (!awake) return;
    let asked = false;
    for (const message of waiting.splice(0, TOGETHER)) {
      if (message.kind === 'subscribe') subscribed = message.on;
      if (message.kind === 'set') {
        /** @type {{ taken?: boolean, field?: string, value?: string, allowed?: string }} */
        const answer = {};
        call('ask', message.keys, message.values, answer);
        if (!answer.taken) {
          refuse({ id: message.id, field: answer.field ?? 'state', value: answer.value ?? '', allowed: answer.allowed ?? 'what docs/embed.md says' });
          continue;
        }
        asked = true;
      }
      answering.push(message);
    }
    if (asked) {
      settling = true;
      call('answer');
    }
    if (!settling && answering.length > 0) answer();
    change();
    if (waiting.length > 0) soon();
  }

  /** Answers what is waited for, with what is on the page by now. */
  function answer() {
    const all = answering;
    answering = [];
    for (const message of all) {
      if (!('numbers' in message) || !message.numbers) {
        post({ type: 'state', id: message.id, state: { ...now } });
        continue;
      }
      /** @type {{ busy?: boolean, refused?: string, many?: number, most?: number, tensors: Record<string, Float64Array<ArrayBuffer>>, shapes: Record<string, number[]> }} */
      const given = { tensors: {}, shapes: {} };
      call('numbers', message.numbers, given);
      if (given.busy) answering.push(message); // told() comes when they are there
      else if (given.many) refuse({ id: message.id, field: 'numbers', value: `${given.many} values`, allowed: `at most ${given.most} in one message` });
      else post({ type: 'state', id: message.id, state: { ...now }, numbers: given.tensors, shapes: given.shapes }, Object.values(given.tensors).map(({ buffer }) => buffer));
    }
  }

  function change() {
    if (!now || now === told) return;
    const [before, state] = [told, now];
    told = now;
    if (!before || !subscribed) return;
    const changed = Object.keys(state).filter((key) => state[key] !== before[key]);
    if (changed.length > 0) post({ type: 'change', state: { ...state }, changed });
  }

  listen(({ data, source, origin: from }) => {
    if (source !== parent || parent === window || typeof data !== 'object' || typeof data?.type !== 'string' || !data.type.startsWith(PREFIX)) return;
    if (!origin || from !== origin) {
      if (!warned) console.info(`A message from ${from} is not listened to: the link of this frame has ${origin ? `origin=${origin}` : 'no origin'}.`);
      warned = true;
      return;
    }
    const message = readMessage(data, PREFIX);
    if ('field' in message) refuse(message);
    else if (waiting.length + answering.length >= WAITING) refuse({ id: message.id, field: 'type', value: data.type, allowed: `at most ${WAITING} messages at a time, which are then answered` });
    else {
      waiting.push(message);
      if (message.kind !== 'subscribe') wake();
      soon();
    }
  });

  // The keyboard goes back to the page around: by Tab alone that is far.
  addEventListener('keydown', ({ key, target }) => {
    if (key !== 'Escape' || !embed.on || parent === window || target instanceof Element && target.closest('#editor')) return;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    parent.focus();
  });

  const embed = {
    /** Whether the page is embedded. */
    on: link.get('embed') === '1',

    /** @param {boolean} on @param {string} from the origin that is listened to */
    turn(on, from) {
      embed.on = on;
      if (origin !== from) [origin, said, subscribed, waiting, answering] = [from, false, false, [], []];
      const foot = document.getElementById('frame-foot');
      if (foot) foot.hidden = !on;
      const boot = document.getElementById('boot');
      if (boot && on) foot?.prepend(boot);
    },

    /** Leads to what is wanted, in the playground itself. @param {string} wanted */
    link(wanted) {
      const fields = wanted.split('&').filter((field) => !/^(embed|show|lock|origin)=/.test(field));
      document.getElementById('frame-open')?.setAttribute('href', `${location.pathname.split('/').pop() || './'}#${fields.join('&')}`);
    },

    /** @param {string} keys */
    told(keys) {
      now = read(keys);
      settling = false;
      if (awake) answer();
      told ??= now;
      soon();
    },

    /** A program has painted: it can be asked. */
    awake() {
      awake = true;
      if (!said) post({ type: 'ready', version: 1, state: { ...now } });
      said = true;
      soon();
    },

    /** There is no program to ask, until the next one has painted. */
    asleep() {
      awake = settling = false;
    },

    /** Whether a message waits to be worked off. */
    busy: () => waiting.length + answering.length > 0,

    /** What to do when there is something to be asked, and nobody who could be. @param {() => void} act */
    onWake(act) {
      wake = () => { if (!awake) act(); };
      if (waiting.some(({ kind }) => kind !== 'subscribe')) wake();
    },
  };
  return embed;
}
