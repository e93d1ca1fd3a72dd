// @ts-check
// The clipboard.

/**
 * Copies text to the clipboard; true when it is there.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not a secure context, or not allowed: the older way may still be.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'spoken';
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    (document.querySelector('dialog[open]') ?? document.body).append(area); // beside a dialog nothing can be selected
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    focused?.focus();
    return done;
  }
}
