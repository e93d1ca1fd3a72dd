// @ts-check
// Turns slides, and talks to the playground on one of them: an example for lessons of
// your own. Nothing in it is more than a page that embeds the playground needs.

const slides = [...document.querySelectorAll('section')];
const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
let at = 0;

/** @param {number} to */
function turn(to) {
  at = Math.min(Math.max(to, 0), slides.length - 1);
  for (const [i, slide] of slides.entries()) slide.classList.toggle('shown', i === at);
  byId('place').textContent = `${at + 1} / ${slides.length}`;
  /** @type {HTMLButtonElement} */ (byId('previous')).disabled = at === 0;
  /** @type {HTMLButtonElement} */ (byId('next')).disabled = at === slides.length - 1;
  if (location.hash !== `#${at + 1}`) history.replaceState(null, '', `#${at + 1}`);
}

document.documentElement.classList.add('js');
turn(Number(location.hash.slice(1)) - 1 || 0);
addEventListener('hashchange', () => turn(Number(location.hash.slice(1)) - 1 || 0));
byId('previous').addEventListener('click', () => turn(at - 1));
byId('next').addEventListener('click', () => turn(at + 1));

// Keys that are pressed within a playground stay there: it is a document of its own.
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (by) turn(at + by);
  else if (event.key === 'Home') turn(0);
  else if (event.key === 'End') turn(slides.length - 1);
  else return;
  event.preventDefault();
});

/** @type {import('../element/rnn-playground.js').RNNPlayground | null} */
const playground = document.querySelector('#choice');
const said = byId('said');

/** Says something of the numbers themselves. */
async function say() {
  if (!playground?.run) return;
  const { hiddenStates } = await playground.run(['hiddenStates']);
  said.textContent = `은닉 상태의 평균: ${(hiddenStates.reduce((sum, h) => sum + h) / hiddenStates.length).toFixed(6)}`;
}
playground?.addEventListener('ready', say);
playground?.addEventListener('change', say);
for (const button of document.querySelectorAll('button[data-weights]')) {
  button.addEventListener('click', () => playground?.setAttribute('weights', /** @type {HTMLElement} */ (button).dataset.weights ?? 'tutorial'));
}
