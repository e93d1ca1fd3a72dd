// @ts-check
// The console's runLayer: PyTorch's recurrent layers. Go computes; this wrapper takes
// the fields out of their object, throws what Go refuses, and makes objects of named
// tensors.

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
 *
 * @typedef {[name: string, tensor: Float64Array][]} Named
 * @typedef {Omit<Run, 'weights' | 'grad'> & { weights: Named, grad?: Named }} Flat
 */

/** @param {unknown} value */
const hasFields = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/**
 * What Go can read of a field; undefined for what it cannot.
 * @param {string} name
 * @param {unknown} value
 */
function readable(name, value) {
  if (['number', 'boolean', 'string'].includes(typeof value) || typed(value) === 'Float64Array') return value;
  return name === 'weights' && hasFields(value) ? fields(/** @type {object} */ (value), '') : undefined;
}

/**
 * The fields of an object that are not undefined: name, value, and in words what the
 * value is.
 * @param {object} object
 * @param {string} [inside] what the object is, where it is no spec
 * @returns {[name: string, value: unknown, words: string][]}
 */
function fields(object, inside) {
  return Object.entries(object).filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, readable(inside ?? name, value), describe(value)]);
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
  const answer = /** @type {Flat} */ (ask('runLayer', globalThis.playgroundRunLayer,
    hasFields(spec) ? fields(spec) : undefined, describe(spec)));
  const { output, outputShape, hN, cN, weights, input, grad, gradInput, gradH0, gradC0 } = answer;
  return {
    output, outputShape, hN, ...(cN && { cN }), weights: Object.fromEntries(weights), input,
    ...(grad && { grad: Object.fromEntries(grad), gradInput, gradH0 }), ...(gradC0 && { gradC0 }),
  };
}

export function installRunLayer() {
  globalThis.runLayer = runLayer;
}
