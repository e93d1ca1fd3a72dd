// @ts-check
// The page shows what NumPy computes and prints, to the last digit.

import assert from 'node:assert/strict';
import { follow, isReady, pageTest, until } from './harness.js';
import { drawn, linkOf, nameOf, printed, printedElements } from './goldens.js';
import { asNumPy, cells, isVisible, settings, shapes, textOf } from './look.js';

const [tutorial] = printed;
const SCIENTIFIC = drawn.find((golden) => golden.printout.includes('e-'));

/** @param {import('./look.js').Page} page @param {number} timesteps @param {number} hiddenSize @param {number[]} states */
async function assertTable(page, timesteps, hiddenSize, states) {
  const shown = await cells(page);
  assert.equal(shown.length, timesteps * hiddenSize);
  for (const { t, unit, value } of shown) {
    const want = states[(t - 1) * hiddenSize + unit];
    assert.ok(Math.abs(value - want) <= 1e-13, `h_${t}[${unit}] is ${value}, NumPy has ${want}`);
  }
}

pageTest('the default page is the tutorial: states, digits, printout, summary', async (visit) => {
  const page = await visit.open();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.ready), 'true');
  await assertTable(page, 10, 8, tutorial.states.map(Number));
  assert.deepEqual((await cells(page)).map(({ text }) => asNumPy(text)), printedElements(tutorial.printout));
  assert.equal(await textOf(page, '#printout'), tutorial.printout);
  assert.deepEqual((await settings(page)).fields, [10, 4, 8, 0]);
  assert.deepEqual((await settings(page)).positions, [10, 4, 8]);
  assert.equal(await textOf(page, '#shapes'), shapes(4, 8));
  const pinned = tutorial.states.filter((state) => Math.abs(Number(state)) > 0.99).length;
  const summary = await textOf(page, '#summary');
  assert.match(summary, new RegExp(`${pinned} of 80 states \\(${Math.round(pinned / 0.08) / 10} %\\)`));
  assert.equal(await page.evaluate(() => el('#fields').disabled), false);
  assert.equal(await isVisible(page, '#boot'), false);
});

pageTest('each cell is where its row and column say', async (visit) => {
  const page = await visit.open();
  const misplaced = await page.evaluate(() => els('#table-body tr').flatMap((row) => {
    const step = row.cells[0].textContent;
    const heads = [...el('#table-head tr').cells].map((head) => head.textContent);
    return [...row.cells].slice(1).filter((cell, i) =>
      cell.dataset.t !== step || `h[${cell.dataset.unit}]` !== heads[i + 1]).map((cell) => cell.outerHTML);
  }));
  assert.deepEqual(misplaced, []);
});

pageTest('the figures of a column stand under each other', async (visit) => {
  const page = await visit.open(linkOf(tutorial));
  const short = (await cells(page)).filter(({ text }) => asNumPy(text).length < 10);
  assert.ok(short.length > 0, 'the tutorial has states with fewer digits');
  for (const { text } of await cells(page)) assert.equal(text.length, 10, `“${text}” is filled with figure spaces`);
});

pageTest("printouts are NumPy's, byte for byte, whatever the link asks for", async (visit) => {
  const page = await visit.open();
  for (const golden of printed) {
    await follow(page, golden);
    // A long printout may follow when the change has settled.
    await until(page, `${nameOf(golden)} is printed`, (lines) => el('#printout').textContent.split('\n').length === lines,
      golden.printout.split('\n').length);
    assert.equal(await textOf(page, '#printout'), golden.printout, nameOf(golden));
    if (golden.states && golden.states.length < 200) {
      await assertTable(page, golden.timesteps, golden.hiddenSize, golden.states.map(Number));
    }
  }
});

pageTest('a link is opened as its golden says, on a first visit', async (visit) => {
  const golden = printed.find(({ timesteps, seed }) => timesteps === 2 && seed === 123);
  const page = await visit.open(linkOf(golden));
  assert.equal(await textOf(page, '#printout'), golden.printout);
  await assertTable(page, golden.timesteps, golden.hiddenSize, golden.states.map(Number));
});

pageTest('states that NumPy prints in scientific notation stand so in the table', async (visit) => {
  const page = await visit.open(linkOf(SCIENTIFIC));
  await assertTable(page, SCIENTIFIC.timesteps, SCIENTIFIC.hiddenSize, SCIENTIFIC.hiddenStates.flat());
  assert.deepEqual((await cells(page)).map(({ text }) => asNumPy(text)), printedElements(SCIENTIFIC.printout));
  assert.equal(await textOf(page, '#printout'), SCIENTIFIC.printout);
  const cut = await page.evaluate(() => els('#hidden-states td').filter((cell) => cell.scrollWidth > cell.clientWidth).length);
  assert.equal(cut, 0, 'each number fits its column');
});

pageTest('the summary counts the states past 0.99', async (visit) => {
  const page = await visit.open();
  for (const golden of printed.filter(({ states }) => states)) {
    const all = golden.states.length;
    const pinned = golden.states.filter((state) => Math.abs(Number(state)) > 0.99).length;
    await follow(page, golden);
    const summary = await textOf(page, '#summary');
    const count = (/** @type {number} */ n) => n.toLocaleString('en');
    const want = all === 1 ? 'The only state is '
      : pinned === 0 ? `None of the ${count(all)} states`
      : pinned === all ? `All ${count(all)} states` : `${count(pinned)} of ${count(all)} states`;
    assert.ok(summary.startsWith(want), `${nameOf(golden)}: ${summary}`);
  }
});

pageTest('a visit without a fragment gets one, and loading it again shows the same', async (visit) => {
  const page = await visit.open();
  assert.equal(await page.evaluate(() => location.hash), `#${linkOf(tutorial)}`);
  await page.reload();
  await isReady(page);
  await assertTable(page, 10, 8, tutorial.states.map(Number));
});
