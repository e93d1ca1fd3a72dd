// @ts-check
// Taking everything along: real downloads, each read again.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pageTest, until } from './harness.js';
import { isVisible, linkShown, notices, textOf } from './look.js';
import { numpyTest, python } from './python.js';
import { temporary } from './temporary.js';

/** @typedef {import('./look.js').Page} Page */

const PLAIN = 'panel=files&lang=en';
const STACK = 'cell=LSTM&num-layers=2&bidirectional=true&batch=2&sequence=2&hidden-size=5&weights=pytorch&panel=files&lang=en';

/** Whether a download is there to its end: until then it has another name, or one beside it. @param {string} folder @param {string} file */
const isWhole = (folder, file) => !/\.(crdownload|part|wkdownload)$/.test(file) && !existsSync(join(folder, `${file}.part`)) && statSync(join(folder, file)).size > 0;

/**
 * Lets a test download, and gives what does: it presses the button of a kind and reads the file.
 * @param {any} visit
 * @param {Page} page
 */
async function downloads(visit, page) {
  const folder = temporary('export-');
  await visit.downloadTo(page, folder);
  /** @param {string} kind */
  return async (kind) => {
    const before = readdirSync(folder);
    await page.evaluate((k) => el(`[data-file="${k}"]`).click(), kind);
    for (let i = 0; i < 400; i++) {
      const name = readdirSync(folder).find((file) => !before.includes(file) && isWhole(folder, file));
      if (name) {
        await until(page, 'it says so', (name) => el('#files-status').textContent.includes(name), name);
        return { name, data: readFileSync(join(folder, name)), path: join(folder, name) };
      }
      await sleep(50);
    }
    throw new Error(`no ${kind}; the page says “${await textOf(page, '#files-status')}” and ${await notices(page)}`);
  };
}

/** What is in a .npz file as np.savez writes it. @param {Buffer} data @returns {Record<string, { shape: number[], values: Float64Array }>} */
function arrays(data) {
  /** @type {Record<string, { shape: number[], values: Float64Array }>} */
  const found = {};
  for (let at = 0; data.readUInt32LE(at) === 0x04034b50;) {
    const [size, name, extra] = [data.readUInt32LE(at + 18), data.readUInt16LE(at + 26), data.readUInt16LE(at + 28)];
    const begin = at + 30 + name + extra;
    const header = data.readUInt16LE(begin + 8);
    const text = data.toString('latin1', begin + 10, begin + 10 + header);
    const shape = (/'shape': \(([^)]*)\)/.exec(text)?.[1] ?? '').split(',').filter((n) => n.trim()).map(Number);
    const bytes = data.subarray(begin + 10 + header, begin + size);
    found[data.toString('utf8', at + 30, at + 30 + name).replace('.npy', '')] = { shape, values: new Float64Array(new Uint8Array(bytes).buffer) };
    at = begin + size;
  }
  return found;
}

/** Whether values have the same bits. @param {ArrayLike<number>} a @param {ArrayLike<number>} b @param {string} what */
function same(a, b, what) {
  assert.equal(a.length, b.length, what);
  for (let i = 0; i < a.length; i++) assert.ok(Object.is(a[i], b[i]), `${what}: value ${i} is ${a[i]}, not ${b[i]}`);
}

/** Weights in a .safetensors file. @param {Buffer} data @returns {Record<string, Float64Array>} */
function tensors(data) {
  const size = Number(data.readBigUInt64LE(0));
  const { __metadata__, ...header } = JSON.parse(data.toString('utf8', 8, 8 + size));
  assert.equal(__metadata__.format, 'pt');
  return Object.fromEntries(Object.entries(header).map(([name, { data_offsets: [from, to] }]) =>
    [name, new Float64Array(new Uint8Array(data.subarray(8 + size + from, 8 + size + to)).buffer)]));
}

pageTest("the tutorial's layer: every file has the numbers of runRNN, to the last bit", async (visit) => {
  const page = await visit.open(PLAIN);
  const download = await downloads(visit, page);
  const run = await page.evaluate(() => {
    const { inputs, Wx, Wh, b, hiddenStates } = /** @type {any} */ (runRNN(10, 4, 8, 0));
    return Object.fromEntries(Object.entries({ inputs, Wx, Wh, hiddenStates }).map(([name, rows]) => [name, rows.flatMap((/** @type {any} */ row) => [...row])]).concat([['b', [...b]]]));
  });

  const npz = await download('npz');
  assert.equal(npz.name, 'rnn-t10-i4-h8-seed0.npz');
  const all = arrays(npz.data);
  assert.deepEqual(Object.keys(all), ['inputs', 'Wx', 'Wh', 'b', 'h_0', 'total_hidden_states']);
  assert.deepEqual(all.total_hidden_states.shape, [10, 8]);
  for (const [name, of] of Object.entries({ inputs: 'inputs', Wx: 'Wx', Wh: 'Wh', b: 'b', total_hidden_states: 'hiddenStates' })) same(all[name].values, run[of], name);
  const said = await page.evaluate(() => el('[data-file="npz"]').closest('li').querySelector('.size').textContent);
  assert.equal(said, `${(npz.data.length / 1000).toFixed(1)} kB`);

  const weights = await download('safetensors');
  assert.equal(weights.name, 'rnn-t10-i4-h8-seed0-weights.safetensors');
  const state = tensors(weights.data);
  same(state.weight_ih_l0, run.Wx, 'weight_ih_l0');
  same(state.weight_hh_l0, run.Wh, 'weight_hh_l0');
  same(state.bias_ih_l0, run.b, 'bias_ih_l0');
  same(state.bias_hh_l0, new Float64Array(8), 'bias_hh_l0');

  const csv = await download('csv');
  assert.equal(csv.name, 'rnn-t10-i4-h8-seed0-states.csv');
  const lines = csv.data.toString().trimEnd().split('\n').map((line) => line.split(','));
  assert.deepEqual(lines[0].slice(0, 3), ['t', 'h[0]', 'h[1]']);
  same(lines.slice(1).flatMap((line) => line.slice(1).map(Number)), run.hiddenStates, 'csv');
  const json = JSON.parse((await download('json')).data.toString());
  same(json.hiddenStates.flat(), run.hiddenStates, 'json');

  const notebook = JSON.parse((await download('ipynb')).data.toString());
  assert.equal(`${notebook.nbformat}.${notebook.nbformat_minor}`, '4.5');
  assert.ok(notebook.cells[0].source.join('').includes(`](${visit.url}#v=1&`), notebook.cells[0].source.join(''));
  assert.deepEqual(notebook.cells.map((/** @type {any} */ cell) => cell.cell_type), ['markdown', 'markdown', 'code', 'markdown', 'code', 'code', 'markdown', 'code', 'code']);

  const saved = JSON.parse((await download('page')).data.toString());
  assert.deepEqual(Object.keys(saved), ['rnn-playground', 'link']);
  assert.equal(saved.link, `#${await linkShown(page)}`);
});

pageTest('an LSTM of two layers and directions, the second of two sequences: as runLayer computes it', async (visit) => {
  const page = await visit.open(STACK);
  const download = await downloads(visit, page);
  const npz = await download('npz');
  assert.equal(npz.name, 'lstm-t10-i4-h5-l2-bidirectional-n2-seed0-pytorch.npz');
  const all = arrays(npz.data);
  assert.deepEqual(all.input.shape, [10, 2, 4]);
  assert.deepEqual(all.output.shape, [10, 2, 10]);
  assert.deepEqual(all.h_n.shape, [4, 2, 5]);
  const weights = tensors((await download('safetensors')).data);
  const run = await page.evaluate((input, weights) => {
    const typed = (/** @type {number[]} */ v) => new Float64Array(v);
    const answer = runLayer({
      cell: 'LSTM', timesteps: 10, batch: 2, inputSize: 4, hiddenSize: 5, numLayers: 2, bidirectional: true, input: typed(input),
      weights: Object.fromEntries(Object.entries(weights).map(([name, v]) => [name, typed(v)])),
    });
    return { output: [...answer.output], hN: [...answer.hN], cN: [...(answer.cN ?? [])] };
  }, [...all.input.values], Object.fromEntries(Object.entries(weights).map(([name, v]) => [name, [...v]])));
  same(all.output.values, run.output, 'output');
  same(all.h_n.values, run.hN, 'h_n');
  same(all.c_n.values, run.cN, 'c_n');
  await page.click('#tab-table');
  await until(page, 'the table', () => el('td[data-t="3"][data-unit="2"]'));
  const shown = await page.evaluate(() => Number(el('td[data-t="3"][data-unit="2"]').dataset.value));
  assert.equal(all.h_l0.values[(2 * 2 + 1) * 5 + 2], shown, 'the sequence that is shown');
  await page.click('#tab-files');
  const spec = JSON.parse((await download('json')).data.toString());
  same(spec.output, run.output, 'json');
  const csv = await download('csv');
  assert.match(csv.name, /-sequence2-states\.csv$/);
  assert.match(csv.data.toString(), /^t,h_l0\[0\],.*,h_l0_reverse\[0\],.*,h_l1_reverse\[4\]\n1,/);
});

pageTest('values set by hand, and B of a comparison, are taken along', async (visit) => {
  const page = await visit.open('edits=Wx:5:2:0.25,h0:3:0:-1&compare=pytorch&panel=files&lang=en');
  const download = await downloads(visit, page);
  assert.deepEqual(await page.evaluate(() => els('#files h3').map((h) => h.textContent)), ['A: Tutorial', 'B: PyTorch', 'This page', 'Pictures']);
  const a = await download('npz'), b = await download('b-npz');
  assert.equal(a.name, 'rnn-t10-i4-h8-seed0-edited.npz');
  assert.equal(b.name, 'rnn-t10-i4-h8-seed0-pytorch-edited.npz');
  const [ofA, ofB] = [arrays(a.data), arrays(b.data)];
  assert.equal(ofA.Wx.values[5 * 4 + 2], 0.25);
  assert.equal(ofA.h_0.values[3], -1);
  same(ofA.inputs.values, ofB.inputs.values, 'the same inputs');
  assert.ok(ofB.Wx.values.some((v) => v < 0));
  assert.equal(ofB.h_0.values[3], -1, 'an initial state is of both');
  const copied = await page.evaluate(() => els('[data-file^="copy-"]').map((button) => button.dataset.file));
  assert.deepEqual(copied, ['copy-csv', 'copy-b-csv']);
});

pageTest('a spreadsheet gets a table', async (visit) => {
  const page = await visit.open(PLAIN);
  await visit.allowClipboard();
  await page.bringToFront();
  await page.click('[data-file="copy-csv"]');
  await until(page, 'it says so', () => el('#files-status').textContent === 'Copied');
  const rows = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n').map((line) => line.split('\t'));
  assert.equal(rows.length, 11);
  assert.deepEqual(rows.map((row) => row.length), Array(11).fill(9));
  assert.equal(Number(rows[1][1]), await page.evaluate(() => /** @type {any} */ (runRNN(10, 4, 8, 0)).hiddenStates[0][0]));
});

pageTest('pictures: an SVG that opens by itself, and a PNG of it at twice its size', async (visit) => {
  for (const [link, theme] of [[PLAIN, 'light'], [STACK.replace('lang=en', 'lang=ko'), 'dark'], ['compare=pytorch&panel=files&lang=en', 'dark'], ['timesteps=700&hidden-size=60&weights=pytorch&panel=files&lang=en', 'light']]) {
    const page = await visit.open(link, { prepare: (page) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]) });
    const download = await downloads(visit, page);
    for (const which of ['states', 'lines', 'weights', 'influence', 'gates', 'gradient']) {
      const svg = await download(`${which}.svg`);
      const png = await download(`${which}.png`);
      assert.match(svg.name, new RegExp(`^\\w+-.*-${which}\\.svg$`));
      assert.equal(png.name, svg.name.replace('svg', 'png'));
      const compared = await compare(visit, svg, png.data);
      assert.equal(compared.title, await page.evaluate((k) => el(`[data-file="${k}.svg"]`).closest('li').querySelector('.what').textContent, which));
      assert.deepEqual(compared.size, compared.natural.map((n) => 2 * n), 'twice as large');
      assert.equal(compared.natural[0], 960);
      assert.ok(compared.off < 0.02, `${svg.name}: ${compared.off} of the pixels are others than a browser draws`);
      assert.ok(compared.colors > 5, `${svg.name} shows something`);
      assert.equal(compared.corner, theme === 'dark' ? '22,24,27' : '251,251,249', 'the theme of the page');
      await sleep(150); // a browser asks when so many files come at once
    }
    await page.close();
  }
});

pageTest('a picture has the same pixels where there is no worker to draw it, or one that says nothing', async (visit) => {
  const page = await visit.open(PLAIN);
  const download = await downloads(visit, page);
  await page.evaluate(() => {
    const { toBlob } = HTMLCanvasElement.prototype;
    kept = 0;
    HTMLCanvasElement.prototype.toBlob = function (/** @type {Parameters<typeof toBlob>} */ ...what) { kept++; toBlob.apply(this, what); };
  });
  const { data, path } = await download('states.png');
  assert.equal(await page.evaluate(() => kept), 0, 'a worker has drawn it');
  for (const none of [() => { globalThis.Worker = /** @type {any} */ (undefined); }, () => { globalThis.Worker = /** @type {any} */ (class { postMessage() {} terminate() {} }); }]) {
    await page.evaluate(none);
    rmSync(path); // the next one has its name
    assert.ok(data.equals((await download('states.png')).data));
  }
  assert.equal(await page.evaluate(() => kept), 2, 'the page has drawn it itself');
});

/**
 * Opens an SVG as a page of its own, and compares with a PNG.
 * @param {any} visit @param {{ path: string }} svg @param {Buffer} png
 */
async function compare(visit, svg, png) {
  const view = await visit.tab('file:///');
  try {
    await view.setViewport({ width: 960, height: 1600, deviceScaleFactor: 2 });
    await view.goto(`file://${svg.path}`);
    const { title, natural } = await view.evaluate(() => {
      const root = document.documentElement;
      return { title: document.querySelector('title')?.textContent, natural: [Number(root.getAttribute('width')), Number(root.getAttribute('height'))] };
    });
    const seen = await view.screenshot({ encoding: 'base64', clip: { x: 0, y: 0, width: natural[0], height: natural[1] } });
    await view.goto('about:blank');
    return await view.evaluate(async (seen, png, title, natural) => {
      const pixels = async (/** @type {string} */ base64) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(image.width, image.height).getContext('2d'));
        context.drawImage(image, 0, 0);
        return { size: [image.width, image.height], data: context.getImageData(0, 0, image.width, image.height).data };
      };
      const [theirs, ours] = [await pixels(seen), await pixels(png)];
      let off = 0;
      const colors = new Set();
      for (let i = 0; i < ours.data.length; i += 4) {
        let d = 0;
        for (let c = 0; c < 3; c++) d = Math.max(d, Math.abs(ours.data[i + c] - theirs.data[i + c]));
        if (d > 60) off++;
        if (i % 400 === 0) colors.add(ours.data.slice(i, i + 3).join());
      }
      return { title, natural, size: ours.size, off: (4 * off) / ours.data.length, colors: colors.size, corner: ours.data.slice(0, 3).join() };
    }, seen, png.toString('base64'), title, natural);
  } finally {
    await view.close();
  }
}

pageTest('in the dark a picture can be light, for paper', async (visit) => {
  const light = await visit.open(PLAIN);
  assert.equal(await isVisible(light, '.files-light'), false, 'it would change nothing');
  const page = await visit.open(PLAIN, { prepare: (page) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]) });
  const download = await downloads(visit, page);
  assert.match((await download('lines.svg')).data.toString(), /fill="#16181b"/);
  await page.click('#files-light');
  assert.match((await download('weights.svg')).data.toString(), /fill="#fbfbf9"/);
  // A link may have another theme than the browser; where colours are forced, there is none.
  for (const [of, theme, other] of /** @type {[Page, string, boolean][]} */ ([[page, 'light', false], [light, 'dark', true]])) {
    await of.evaluate((theme) => { location.hash += `&theme=${theme}`; }, theme);
    await until(of, theme, (theme) => document.documentElement.dataset.theme === theme, theme);
    assert.equal(await isVisible(of, '.files-light'), other, theme);
  }
  await page.evaluate(() => { document.documentElement.style.setProperty('--paper', 'Canvas'); });
  await page.evaluate(() => { el('#files-light').checked = false; });
  assert.match((await download('states.svg')).data.toString(), /fill="#fbfbf9"/);
});

pageTest('a large run: the page goes on, progress is told, and Cancel stops it', async (visit) => {
  const page = await visit.open('lang=en');
  const download = await downloads(visit, page);
  await page.evaluate(() => { location.hash = 'timesteps=20000&hidden-size=300&weights=pytorch&lang=en'; });
  await until(page, 'the run', () => el('#hidden-states').getAttribute('aria-rowcount') === '20001' && !el('#running').checkVisibility());
  const row = await page.evaluate(() => els('td[data-t="1"]').map((cell) => Number(cell.dataset.value)));
  assert.ok(row.length >= 3 && row.every(Number.isFinite), `the first states are shown: ${row}`);
  await page.click('#tab-files');
  assert.equal(await page.evaluate(() => els('[data-file="copy-csv"]').length), 0, 'too many numbers to copy');
  await page.evaluate(() => {
    kept = '';
    const tick = () => { // frames go on meanwhile
      if (/Making .*csv/.test(el('#files-status').textContent)) {
        kept = el('#files-status').textContent;
        el('#files-cancel').focus();
      }
      requestAnimationFrame(tick);
    };
    tick();
  });
  const csv = await download('csv');
  assert.match(await page.evaluate(() => kept), /^Making rnn-t20000-i4-h300-seed0-pytorch-states\.csv: \d+ %$/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'panel-files', 'the keyboard stays in the panel when Cancel goes');
  assert.equal(csv.data.subarray(-1).toString(), '\n');
  assert.equal(csv.data.toString('latin1').split('\n').length, 20002);
  const npz = arrays((await download('npz')).data);
  same(npz.total_hidden_states.values.subarray(0, 3), row.slice(0, 3), 'the first states');
  for (const which of ['states', 'weights', 'influence']) assert.match((await download(`${which}.svg`)).data.toString(), /<\/svg>\n$/);

  await page.evaluate(() => el('[data-file="json"]').click());
  await until(page, 'Cancel', () => el('#files-cancel').checkVisibility());
  await page.evaluate(() => el('#files-cancel').click());
  assert.equal(await isVisible(page, '#files-cancel'), false);
  assert.equal(await textOf(page, '#files-status'), '');
});

pageTest('a picture that is too large is refused in words', async (visit) => {
  const page = await visit.open('hidden-size=600&panel=files&lang=en');
  await page.click('[data-file="gates.svg"]');
  await until(page, 'why', () => /1,449,600 weights/.test(el('#notices').textContent));
  assert.equal(await textOf(page, '#files-status'), '');
});

pageTest('on a phone, in Korean: reached by key, with names, and focus that stays', async (visit) => {
  const page = await visit.open('lang=ko&panel=code', { size: [390, 844] });
  await page.focus('#tab-code');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-files');
  assert.match(await linkShown(page), /panel=files/);
  assert.equal(await textOf(page, '#tab-files'), '내보내기');
  const download = await downloads(visit, page);
  await page.focus('[data-file="npz"]');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), '내려받기: rnn-t10-i4-h8-seed0.npz');
  assert.equal((await download('npz')).name, 'rnn-t10-i4-h8-seed0.npz');
  assert.equal(await textOf(page, '#announce'), '저장했습니다: rnn-t10-i4-h8-seed0.npz');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await page.focus('[data-file="npz"]');
  await page.evaluate(() => { el('#seed').value = '5'; el('#seed').dispatchEvent(new Event('input', { bubbles: true })); });
  await until(page, 'the other name', () => el('#files').textContent.includes('seed5.npz'));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('data-file')), 'npz', 'focus stays');
});

numpyTest('NumPy opens what was downloaded', async (visit) => {
  const page = await visit.open(PLAIN);
  const npz = await (await downloads(visit, page))('npz');
  const out = execFileSync(python, ['-I', '-c', `
import sys, numpy as np
f = np.load(sys.argv[1])
h = f["h_0"]
for t, x in enumerate(f["inputs"]):
    h = np.tanh(f["Wx"] @ x + f["Wh"] @ h + f["b"])
    assert np.abs(h - f["total_hidden_states"][t]).max() < 1e-13
np.random.seed(0)
assert (np.random.random((10, 4)) == f["inputs"]).all()
print("same")`, npz.path], { encoding: 'utf8' });
  assert.equal(out, 'same\n');
});
