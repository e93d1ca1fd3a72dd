// @ts-check
// One session of WebKitWebDriver: a process, a profile of its own, and the windows of
// webkit-window.py in it. Commands of the W3C's protocol go to the driver, one at a
// time; what that has no word for goes to the windows' own process.

import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../server.js';
import { atExit, temporary } from '../temporary.js';
import { throttle } from './pace.js';

const WINDOW = fileURLToPath(new URL('webkit-window.py', import.meta.url));

/** The driver says what it refuses in the W3C's words: 'no such window', 'javascript error', … */
export class DriverError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message || code);
    this.code = code;
  }
}

/** What has been started and not been stopped. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
atExit(() => { for (const child of running) child.kill(); });

/** A display that nobody sees. */
export async function startDisplay() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x4000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  running.add(child);
  const said = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stdio[3]) });
  const failed = once(child, 'exit').then(() => { throw new Error('Xvfb did not start'); });
  failed.catch(() => {});
  const [number] = await Promise.race([once(said, 'line'), failed]);
  return { name: `:${number}`, close: () => stop(child) };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const ended = once(child, 'exit');
  if (!await Promise.race([ended.then(() => true), sleep(3000, false)])) {
    child.kill('SIGKILL');
    await ended;
  }
}

/**
 * Emits what the windows' process says of a page, each with its view: `console` with
 * {type, text, place}, `uncaught` with {text}, `request` with {url}, `crash`.
 */
export class Session extends EventEmitter {
  #profile = temporary('webkit-');
  /** @type {import('node:child_process').ChildProcess} */
  #driver;
  /** @type {import('node:net').Socket} */
  #windows;
  #base = '';
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  #asked = 0;
  /** @type {Map<number, (answer: any) => void>} */
  #waiting = new Map();
  /** @type {string[]} what pages have sent to be sure that all before it has come */
  #marks = [];
  #handle = '';
  #ended = false;
  #quick = () => {};
  browserVersion = '';

  /** @param {string} display @param {Record<string, string>} [env] */
  async start(display, env = {}) {
    const port = await freePort();
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const linked = once(listener, 'connection');
    this.#driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', GTK_THEME: '', XDG_CONFIG_HOME: this.#profile, ...env },
    });
    running.add(this.#driver);
    let refused = '';
    this.#driver.stderr?.on('data', (chunk) => { refused = (refused + chunk).slice(-2000); });
    const { port: own } = /** @type {import('node:net').AddressInfo} */ (listener.address());
    this.#base = `http://127.0.0.1:${port}/session`;
    const capabilities = {
      alwaysMatch: {
        pageLoadStrategy: 'none', // what asks waits by itself; the driver would wait for what may have been before
        'webkitgtk:browserOptions': { binary: '/usr/bin/python3', args: [WINDOW, String(own), this.#profile] },
      },
    };
    for (let tries = 0; ; tries++) {
      try {
        const { sessionId, capabilities: got } = await this.#ask('POST', '', { capabilities });
        this.#base += `/${sessionId}`;
        this.browserVersion = got.browserVersion;
        break;
      } catch (error) {
        if (error instanceof DriverError || tries === 100) throw new Error(`WebKit did not start: ${error.message}; ${refused}`, { cause: error });
        await sleep(50);
      }
    }
    [this.#windows] = await linked;
    this.#windows.on('error', () => {});
    listener.close();
    createInterface({ input: this.#windows }).on('line', (line) => {
      const { id, event, ...more } = JSON.parse(line);
      if (event === 'mark') this.#marks.push(more.text);
      else if (event) this.emit(event, more);
      else this.#waiting.get(id)?.(more);
    });
  }

  /** Waits until a page's mark has come. @param {string} mark */
  async heard(mark) {
    for (let tries = 0; tries < 40 && !this.#marks.includes(mark); tries++) await sleep(5);
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  async #ask(method, path, body) {
    if (process.env.E2E_TRACE) console.error(Date.now() % 1e6, method, path, JSON.stringify(body)?.slice(-300));
    const response = await fetch(this.#base + path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    const { value } = /** @type {any} */ (await response.json());
    if (value?.error) throw new DriverError(value.error, value.message);
    return value;
  }

  /**
   * A command, in a window and, if need be, a frame of it. The next one waits. The driver
   * gives the keyboard to a frame that it goes to, so that is taken back.
   * @param {string} window its handle; '' for none
   * @param {string} method @param {string} path @param {unknown} [body]
   * @param {(ask: (method: string, path: string, body?: unknown) => Promise<any>) => Promise<boolean>} [inside] goes to a frame first, and tells whether a frame had the keyboard before
   */
  command(window, method, path, body, inside) {
    const answer = this.#last.then(async () => {
      if (this.#ended) throw new Error('Target closed');
      const ask = (/** @type {string} */ m, /** @type {string} */ p, /** @type {unknown} */ b) => this.#ask(m, p, b);
      if (window && window !== this.#handle) {
        await ask('POST', '/window', { handle: window });
        this.#handle = window;
      }
      if (!inside) return ask(method, path, body);
      const had = await inside(ask);
      try {
        return await ask(method, path, body);
      } finally {
        await ask('POST', '/frame', { id: null });
        if (!had) await ask('POST', '/execute/sync', { script: 'focus()', args: [] });
      }
    });
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** The process that began all others. */
  get process() {
    return /** @type {number} */ (this.#driver.pid);
  }

  /** Has pages run for one part of the time in `rate`. @param {number} rate */
  throttle(rate) {
    this.#quick();
    this.#quick = throttle(this.process, rate);
  }

  /** Forgets which window commands go to. */
  forget() {
    this.#handle = '';
  }

  /** Asks the windows' process. @param {string} what @param {...unknown} args */
  async windows(what, ...args) {
    const id = ++this.#asked;
    const answer = new Promise((done) => { this.#waiting.set(id, done); });
    if (this.#ended) throw new Error('Target closed');
    this.#windows.write(`${JSON.stringify([id, what, args])}\n`);
    const { error, value } = await answer;
    this.#waiting.delete(id);
    if (error) throw new Error(`${what}: ${error}`);
    return value;
  }

  async end() {
    this.#quick();
    await this.#last;
    this.#ended = true;
    for (const answer of this.#waiting.values()) answer({ error: 'Target closed' });
    await this.#ask('DELETE', '').catch(() => {});
    this.#windows?.destroy();
    await stop(this.#driver);
    // The processes of a page write to it until they have ended, a moment after the driver.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
