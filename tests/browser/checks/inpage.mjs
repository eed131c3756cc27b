// What the checks share inside a page: which elements and which text a reader sees, and what to call them.

/** Puts the tools into the page, once, as `proof`. */
export async function equip(page) {
  await page.evaluate(`globalThis.proof ??= (${tools})()`);
}

function tools() {
  const TARGETS = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex="0"]';

  const nameOf = (element) => {
    const names = [...element.classList].map((name) => `.${name}`).join('');
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 30);
    return `${element.localName}${element.id && `#${element.id}`}${names}${words && ` "${words}"`}`;
  };

  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });

  /** For screen readers only: in a box of a pixel, or clipped away. */
  const isForEars = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.clipPath === 'inset(50%)' || style.clip === 'rect(0px, 0px, 0px, 0px)') return true;
      const { width, height } = box.getBoundingClientRect();
      if (style.overflow !== 'visible' && (width <= 2 || height <= 2)) return true;
    }
    return false;
  };

  const blockOf = (element) => {
    let box = element;
    while (/^inline$|^contents$|^ruby/.test(getComputedStyle(box).display) && box.parentElement) box = box.parentElement;
    return box;
  };

  /** Every piece of text that is on the screen: its node, element and block. */
  const texts = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || /^(script|style|noscript|template|title|desc|text)$/.test(element.localName)) continue;
      if (!isShown(element) || isForEars(element)) continue;
      found.push({ node, element, block: blockOf(element) });
    }
    return found;
  };

  /** Where a text stands: one box for each line of it. */
  const boxesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };

  const targets = () => [...document.querySelectorAll(TARGETS)].filter((element) => isShown(element) && !isForEars(element));

  /** What Tab should stop at. */
  const stops = () =>
    [...document.querySelectorAll(TARGETS)].filter((element) => {
      if (element.localName === 'summary' && element.parentElement.firstElementChild !== element) return false;
      return element.tabIndex >= 0 && !element.disabled && element.type !== 'radio' && isShown(element);
    });

  return { nameOf, isShown, isForEars, blockOf, texts, boxesOf, targets, stops };
}
