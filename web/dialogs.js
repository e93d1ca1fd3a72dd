// @ts-check
// A click beside any dialog closes it. What is pressed within and let go of beside it, as
// when text is selected, is none.

export function installDialogs() {
  /** Where the pointer was pressed. @type {EventTarget | null} */
  let pressed;
  document.addEventListener('pointerdown', ({ target }) => { pressed = target; });
  document.addEventListener('click', ({ target }) => {
    // Its own area is covered by its children.
    if (target === pressed && target instanceof HTMLDialogElement) target.close();
  });
}
