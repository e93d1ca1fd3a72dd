// @ts-check
// Reads a message of a page that embeds this one. It may be anything, so only own
// properties of plain kinds are looked at, and what is not as it has to be is refused.

/**
 * @typedef {{ id: unknown, field: string, value: string, allowed: string }} Refused
 * @typedef {{ kind: 'set', id: unknown, keys: string[], values: string[] }
 *   | { kind: 'get', id: unknown, numbers?: string[] }
 *   | { kind: 'subscribe', id: unknown, on: boolean }} Message
 */

const TENSORS = ['hiddenStates', 'inputs', 'Wx', 'Wh', 'b', 'h0'];

/** The longest text of a value: more does not fit into a link. */
const LONGEST = 20_000;

/** The most keys of a message; there are fewer. */
const MOST_KEYS = 64;

/** What something is, in words. @param {unknown} value */
function describe(value) {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'bigint' ? `${value}n` : String(value);
}

/**
 * @param {{ type: string } & Record<string, unknown>} data
 * @param {string} prefix of its type
 * @returns {Message | Refused}
 */
export function readMessage(data, prefix) {
  const own = (/** @type {string} */ name) => (Object.hasOwn(data, name) ? data[name] : undefined);
  const given = own('id');
  const id = typeof given === 'string' && given.length <= 200 || typeof given === 'number' ? given : undefined;
  const refuse = (/** @type {string} */ field, /** @type {unknown} */ value, /** @type {string} */ allowed) => ({ id, field, value: describe(value), allowed });
  if (given !== undefined && given !== null && id === undefined) return refuse('id', given, 'a number or a string of at most 200 characters');

  switch (data.type.slice(prefix.length)) {
    case 'set': {
      const state = own('state');
      if (typeof state !== 'object' || state === null || Array.isArray(state)) return refuse('state', state, 'an object with keys of the link');
      const entries = Object.entries(state);
      if (entries.length > MOST_KEYS) return refuse('state', `${entries.length} keys`, `at most ${MOST_KEYS}`);
      const values = [];
      for (const [key, value] of entries) {
        if (value !== null && !['string', 'number', 'boolean'].includes(typeof value)) return refuse(key.slice(0, 60), value, 'a number, a string, true, false or null');
        const text = value === null ? null : String(value);
        if (text !== null && text.length > LONGEST) return refuse(key.slice(0, 60), value, `at most ${LONGEST} characters`);
        values.push(text ?? '');
      }
      return { kind: 'set', id, keys: entries.map(([key]) => key), values };
    }
    case 'get': {
      const numbers = own('numbers');
      if (numbers === undefined || numbers === false) return { kind: 'get', id };
      if (numbers === true) return { kind: 'get', id, numbers: ['hiddenStates'] };
      const names = `true, or an array of ${TENSORS.join(', ')}`;
      if (!Array.isArray(numbers) || numbers.length > TENSORS.length) return refuse('numbers', numbers, names);
      const wrong = numbers.find((name) => !TENSORS.includes(name));
      if (wrong !== undefined || numbers.length === 0) return refuse('numbers', wrong ?? numbers, names);
      return { kind: 'get', id, numbers: [...new Set(numbers)] };
    }
    case 'subscribe': {
      const on = own('on') ?? true;
      if (typeof on !== 'boolean') return refuse('on', on, 'true or false');
      return { kind: 'subscribe', id, on };
    }
  }
  return refuse('type', data.type, ['set', 'get', 'subscribe'].map((kind) => prefix + kind).join(', '));
}
