// @ts-check
// The console's runLayer: PyTorch's recurrent layers. Go computes; this wrapper reads
// the fields of the argument, once each, and throws what Go refuses.

import { ask, describe, typed } from './ask.js';

/**
 * @typedef {Record<string, Float64Array>} Tensors
 * @typedef {object} Spec
 * @property {'RNN_TANH' | 'RNN_RELU' | 'LSTM' | 'GRU'} cell
 * @property {number} timesteps
 * @property {number} [batch] 1
 * @property {number} inputSize
 * @property {number} hiddenSize
 * @property {number} [numLayers] 1
 * @property {boolean} [bidirectional] false
 * @property {boolean} [bias] true
 * @property {number} [seed] 0; what is not given is drawn from NumPy's legacy stream: the input, then the weights
 * @property {'pytorch' | 'tutorial' | 'normal' | 'identity'} [init] how weights are drawn
 * @property {Tensors} [weights] all of them, by the names of PyTorch's state_dict
 * @property {Float64Array} [input] (timesteps, batch, inputSize)
 * @property {Float64Array} [h0] (numLayers · directions, batch, hiddenSize), else zeros
 * @property {Float64Array} [c0] the same, of LSTM
 * @property {Float64Array} [gradOutput] (timesteps, batch, directions · hiddenSize)
 *
 * @typedef {object} Run
 * @property {Float64Array} output (timesteps, batch, directions · hiddenSize)
 * @property {[number, number, number]} outputShape
 * @property {Float64Array} hN (numLayers · directions, batch, hiddenSize)
 * @property {Float64Array} [cN] of LSTM
 * @property {Tensors} weights
 * @property {Float64Array} input
 * @property {Tensors} [grad] with gradOutput, as all that follow: of sum(output · gradOutput), by the weights
 * @property {Float64Array} [gradInput]
 * @property {Float64Array} [gradH0]
 * @property {Float64Array} [gradC0] of LSTM
 */

/** @param {unknown} value */
const hasFields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/**
 * The argument as Go reads it: the names of its fields, and of those in weights, as
 * "weights.…"; by name those values that Go can read, and in words what each is. A
 * field that is undefined is not given.
 * @param {unknown} spec
 * @returns {[names: string[] | undefined, weights: string[], values: object, words: unknown]}
 */
function fields(spec) {
  const values = Object.create(null), words = Object.create(null);
  /** @param {unknown} object @param {string} prefix */
  const take = (object, prefix) => Object.entries(/** @type {object} */ (object))
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const name = prefix + key;
      words[name] = describe(value);
      if (name === 'weights') {
        if (hasFields(value)) {
          values[name] = true;
          weights = take(value, 'weights.');
        }
      } else if (['number', 'boolean', 'string'].includes(typeof value) || typed(value) === 'Float64Array') {
        values[name] = value;
      }
      return name;
    });
  /** @type {string[]} */
  let weights = [];
  if (!hasFields(spec)) return [undefined, [], values, describe(spec)];
  const names = take(spec, '');
  return [names, weights, values, words];
}

/**
 * Runs one of PyTorch's recurrent layers over a batch of sequences and, with
 * gradOutput, back through time. All tensors are flat, in PyTorch's layouts.
 * @param {Spec} spec
 * @returns {Run}
 * @throws {TypeError} for a field that is missing, of another type, or none
 * @throws {RangeError} for a number that is not allowed, or another number of values
 */
function runLayer(spec) {
  return /** @type {Run} */ (ask('runLayer', globalThis.playgroundRunLayer, ...fields(spec)));
}

export function installRunLayer() {
  globalThis.runLayer = runLayer;
}
