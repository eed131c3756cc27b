// What a page tells the desk that shows it in a frame: where it is, and what somebody clicked on. Nobody else hears it.

const { desk } = document.querySelector('script[data-content]').dataset;
const USED = 'a, button, summary, input, select, textarea, label, engraft-preview';
const BLOCK = 'p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, figcaption, blockquote';

/** Whether a desk shows this page. */
export const isAtDesk = () => desk !== undefined && parent !== globalThis.window;

/** Tells the desk to open the text of this page, at the block that says some words. */
export function edit(words = '') {
  parent.postMessage({ engraft: 'edit', path: location.pathname, words }, desk);
}

if (isAtDesk()) {
  parent.postMessage({ engraft: 'at', path: location.pathname }, desk);
  addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest(USED) || !getSelection().isCollapsed) return;
    const block = target.closest('main') && target.closest(BLOCK);
    if (block) edit(block.textContent.trim().slice(0, 2000));
  });
}
