// @ts-check
// The page that times ours on the visitor's machine. Texts stand in both
// languages, and the language of the document shows one of them (bench.css).

import { tellBuild } from '../../web/build.js';
import { trustedAddress } from '../../web/trusted.js';
import { SIZES } from '../cases.js';
import { VALUES } from '../tanh.js';
import { digits, times } from '../units.js';

/** @typedef {{ ko: string, en: string }} Text */

/** The contestants by their names in bench/ours.js, in the order of the rows. @type {Record<string, Text>} */
const WAYS = {
  kernel: { ko: '우리 SIMD 커널', en: 'Ours, SIMD' },
  plain: { ko: '우리 Go 커널', en: 'Ours, plain Go' },
  javascript4: { ko: 'JavaScript, 네 행씩', en: 'JavaScript, 4 rows' },
  javascript: { ko: 'JavaScript', en: 'JavaScript' },
  naive: { ko: 'Go, 단순 반복문', en: 'Go, naive loop' },
};

/** @type {Record<string, Text>} */
const TANH = {
  kernel: WAYS.kernel,
  plain: { ko: 'Go, math.Tanh', en: 'Go, math.Tanh' },
  javascript: { ko: 'JS, Math.tanh', en: 'JS, Math.tanh' },
};

const TITLES = { ko: 'RNN 놀이터의 속도', en: 'How fast the RNN Playground is' };

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * One table: a caption, and a row for each way.
 * @typedef {object} Board
 * @property {HTMLTableElement} table
 * @property {Record<string, HTMLTableRowElement>} rows
 * @property {(timings: import('../race.js').Timing[]) => void} show
 */

tellBuild();
const html = document.documentElement;
const runButton = /** @type {HTMLButtonElement} */ (find('run'));
const progress = /** @type {HTMLProgressElement} */ (find('progress'));
const status = find('status');
const question = /** @type {HTMLElement} */ (document.querySelector('.question h2'));
const asked = [...question.childNodes];

const boards = [
  ...SIZES.map(([T, I, H]) => board(
    { ko: `${T}단계, 입력 ${I}개, 유닛 ${H}개`, en: `${T} steps, ${I} inputs, ${H} units` }, 'ms', 1, WAYS)),
  board({ ko: 'tanh만, 값 하나에', en: 'tanh alone, a value' }, 'ns', 1e6 / VALUES, TANH),
];
find('results').append(...boards.map(({ table }) => table));

// Not by rel="prefetch": Firefox asks default-src for that, which allows nothing.
const ahead = () => {
  for (const id of ['worker', 'program']) fetch(/** @type {HTMLLinkElement} */ (find(id)).href, { priority: 'low' }).catch(() => {});
};
if (document.readyState === 'complete') ahead();
else addEventListener('load', ahead);

/** @type {Worker | undefined} */
let worker;
/** How many times as long the naive loop took, by size. @type {number[]} */
let ratios = [];

runButton.addEventListener('click', () => (worker ? stop({ ko: '멈추었습니다.', en: 'Stopped.' }) : run()));
find('language').addEventListener('click', () => {
  speak(html.lang === 'ko' ? 'en' : 'ko');
  history.replaceState(null, '', `#lang=${html.lang}`);
});
const linked = /[#&]lang=(ko|en)\b/.exec(location.hash)?.[1];
speak(linked ?? (navigator.language.startsWith('ko') ? 'ko' : 'en'));
runButton.disabled = false;

/** @param {string} lang */
function speak(lang) {
  html.lang = lang;
  document.title = TITLES[/** @type {'ko' | 'en'} */ (lang)];
  const other = find('language');
  other.textContent = lang === 'ko' ? 'English' : '한국어';
}

/** A text in both languages. @param {Text} text */
function both(text) {
  return Object.entries(text).map(([lang, said]) => {
    const span = document.createElement('span');
    span.lang = lang;
    span.textContent = said;
    return span;
  });
}

/**
 * @param {Text} caption @param {string} unit of time @param {number} factor from milliseconds to that unit
 * @param {Record<string, Text>} ways
 * @returns {Board}
 */
function board(caption, unit, factor, ways) {
  const table = document.createElement('table');
  table.createCaption().append(...both(caption));
  const head = table.createTHead().insertRow();
  for (const [name, text] of [['name', ''], ['share', ''], ['time', unit], ['ratio', '×']]) {
    const cell = document.createElement(text ? 'th' : 'td');
    cell.className = name;
    cell.textContent = text;
    if (text) cell.setAttribute('scope', 'col');
    head.append(cell);
  }
  const body = table.createTBody();
  /** @type {Record<string, HTMLTableRowElement>} */
  const rows = {};
  for (const [name, text] of Object.entries(ways)) {
    const row = rows[name] = body.insertRow();
    row.dataset.way = name;
    row.classList.toggle('ours', name === 'kernel');
    const label = document.createElement('th');
    label.scope = 'row';
    label.append(...both(text));
    row.append(label);
    const bar = document.createElement('div');
    row.insertCell().append(bar);
    row.insertCell();
    row.insertCell();
    ['name', 'share', 'time', 'ratio'].forEach((part, i) => row.cells[i].classList.add(part));
  }
  return {
    table,
    rows,
    show(timings) {
      const of = (/** @type {string} */ name) => timings.find((timing) => timing.name === name)?.ms;
      const most = Math.max(...timings.map(({ ms }) => ms));
      const ours = of('kernel') ?? of('plain') ?? NaN;
      for (const [name, row] of Object.entries(rows)) {
        const ms = of(name);
        const bar = /** @type {HTMLElement} */ (row.cells[1].firstChild);
        bar.classList.toggle('none', ms === undefined);
        bar.style.setProperty('--share', String((ms ?? 0) / most));
        row.cells[2].textContent = ms === undefined ? '–' : digits(ms * factor);
        row.cells[3].textContent = ms === undefined ? '' : ms === ours ? '1×' : times(ms / ours);
      }
    },
  };
}

function run() {
  ratios = [];
  question.replaceChildren(...asked);
  for (const { show } of boards) show([]);
  running(true);
  worker = new Worker(trustedAddress(/** @type {HTMLLinkElement} */ (find('worker')).href), { type: 'module' });
  worker.addEventListener('message', ({ data }) => answer(data));
  worker.addEventListener('error', ({ message }) => answer({ type: 'failed', message: message ?? 'worker' }));
  worker.postMessage({ type: 'run', program: /** @type {HTMLLinkElement} */ (find('program')).href });
  say({ ko: '프로그램을 내려받는 중…', en: 'Loading the program…' });
}

/** @param {import('./worker.js').Answer} message */
function answer(message) {
  switch (message.type) {
    case 'progress':
      progress.value = message.share;
      if (boards[message.at].table.ariaCurrent !== 'true') {
        for (const [i, { table }] of boards.entries()) table.ariaCurrent = String(i === message.at);
        say({ ko: `재는 중: ${boards.length}개 가운데 ${message.at + 1}번째`, en: `Measuring: ${message.at + 1} of ${boards.length}` });
      }
      return;
    case 'timed': {
      boards[message.at].show(message.timings);
      const ms = (/** @type {string} */ name) => message.timings.find((timing) => timing.name === name)?.ms ?? NaN;
      if (message.at < SIZES.length) ratios.push(ms('naive') / (ms('kernel') || ms('plain')));
      return;
    }
    case 'done':
      stop({ ko: '다 쟀습니다. 다시 재면 숫자가 조금 달라집니다.', en: 'Done. Another run will differ a little.' });
      conclude();
      return;
    case 'failed':
      stop({ ko: `잴 수 없었습니다: ${message.message}`, en: `It could not be measured: ${message.message}` }, true);
      return;
    default:
      throw new Error('the worker said what the page does not know');
  }
}

/** The answer takes the place of the question. */
function conclude() {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => times(ratio).slice(0, -1));
  const [ko, en] = both({ ko: '', en: '' });
  const strong = (/** @type {string} */ text) => Object.assign(document.createElement('strong'), { textContent: text });
  ko.append('이 기기에서는 단순 반복문보다 ', strong(`${least}배에서 ${most}배`), ' 빠릅니다');
  en.append('On this machine, ', strong(`${least} to ${most} times`), ' as fast as the naive loop');
  question.replaceChildren(ko, en);
}

/** @param {Text} why @param {boolean} [problem] */
function stop(why, problem = false) {
  worker?.terminate();
  worker = undefined;
  running(false);
  for (const { table } of boards) table.ariaCurrent = null;
  say(why, problem);
}

/** @param {boolean} on */
function running(on) {
  runButton.classList.toggle('running', on);
  progress.classList.toggle('running', on);
  progress.value = 0;
}

/** @param {Text} text @param {boolean} [problem] */
function say(text, problem = false) {
  status.classList.toggle('problem', problem);
  status.replaceChildren(...both(text));
}
