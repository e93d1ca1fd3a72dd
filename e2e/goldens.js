// @ts-check
// What the real NumPy computed and printed. See testdata/make_*.py here
// and in playground/.

import { readFileSync } from 'node:fs';

/** @param {string} path */
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

/**
 * @typedef {{ timesteps: number, inputSize: number, hiddenSize: number, seed: number, weights?: string, gain?: number,
 *   inputs?: string, level?: number }} Setting
 * @typedef {Setting & { printout: string, states?: string[] }} Printed
 * @typedef {Setting & { printout: string, inputs: number[][], Wx: number[][], Wh: number[][], b: number[],
 *   hiddenStates: number[][] }} Drawn
 */

/** Printouts, and for the smaller ones the states. @type {Printed[]} */
export const printed = read('../playground/testdata/printouts.json').cases;

/** Every tensor. @type {Drawn[]} */
export const drawn = read('testdata/goldens.json').cases;

/**
 * @typedef {{ spec: import('../web/runlayer.js').Spec, given: Record<string, number[]>,
 *   drawn: { input: number[], weights: Record<string, number[]> }, wanted: Record<string, number[]>,
 *   grad: Record<string, number[]> }} Layered
 */

/** What NumPy draws for runLayer and PyTorch makes of it. @type {Layered[]} */
export const layered = read('../playground/testdata/layers.json').cases;

/** The setting as a link. @param {Setting} s */
export const linkOf = (s) => {
  let link = `v=1&timesteps=${s.timesteps}&input-size=${s.inputSize}&hidden-size=${s.hiddenSize}&seed=${s.seed}`;
  if (s.weights && s.weights !== 'tutorial') link += `&weights=${s.weights}`;
  if (s.inputs && s.inputs !== 'random') link += `&inputs=${s.inputs}`;
  if (s.gain !== undefined && s.gain !== 1) link += `&gain=${s.gain}`;
  if (s.level !== undefined && s.level !== 1) link += `&level=${s.level}`;
  return link;
};

/** @param {Setting} s */
export const nameOf = (s) => `(${s.timesteps}, ${s.inputSize}, ${s.hiddenSize}, ${s.seed})`;

/**
 * The elements of the last array in a printout, as printed, row by row.
 * @param {string} printout
 */
export function printedElements(printout) {
  const array = printout.slice(printout.lastIndexOf('[['));
  return array.split(/[\s[\]]+/).filter((element) => element !== '');
}
