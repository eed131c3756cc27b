// Tab goes through the page in its order, and at every stop the focus shows, in the window, under nothing.

import { equip } from './inpage.mjs';

/** Enough for any article; the glossary has more of the same. */
const MOST = 150;

export async function check(page) {
  await equip(page);
  await page.evaluate(begin);
  const faults = [];
  for (let presses = 0; presses < MOST; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(look);
    if (stop === null) {
      faults.push(...(await page.evaluate(missed)));
      break;
    }
    let outside = await page.evaluate(isOutside);
    // A busy machine scrolls late.
    for (let waits = 0; outside && waits < 5; waits += 1) {
      await page.waitForTimeout(100);
      outside = await page.evaluate(isOutside);
    }
    faults.push(...stop, ...(outside ? [outside] : await page.evaluate(place)));
  }
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  return faults;
}

/** Writes down how everything looks without the focus, and starts at the top. */
function begin() {
  // The page of the search gives its box the focus.
  document.activeElement?.blur();
  const looks = new Map();
  for (const element of globalThis.proof.stops()) {
    const { backgroundColor, boxShadow, borderColor, outlineStyle, outlineColor } = getComputedStyle(element);
    looks.set(element, { backgroundColor, boxShadow, borderColor, outlineStyle, outlineColor });
  }
  globalThis.walk = { looks, visited: new Set(), last: null };
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  scrollTo(0, 0);
}

/** What is wrong where the focus is now; null when it has left the page or gone round. */
function look() {
  const { looks, visited, last } = globalThis.walk;
  const element = document.activeElement;
  if (!element || element === document.body || visited.has(element)) return null;
  visited.add(element);
  globalThis.walk.last = element;
  const name = globalThis.proof.nameOf(element);
  const faults = [];

  if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
    faults.push(`the focus goes back from ${globalThis.proof.nameOf(last)} to ${name}`);
  }
  const before = looks.get(element);
  const now = getComputedStyle(element);
  const differs = (property) => !before || before[property] !== now[property];
  const outlined = now.outlineStyle !== 'none' && parseFloat(now.outlineWidth) >= 1 && now.outlineColor !== 'rgba(0, 0, 0, 0)';
  const shows =
    (outlined && (differs('outlineStyle') || differs('outlineColor'))) || differs('backgroundColor') ||
    (differs('boxShadow') && now.boxShadow !== 'none') || differs('borderColor');
  if (!shows) faults.push(`the focus does not show on ${name}`);
  return faults;
}

/** Says so if what has the focus is out of the window; where it is taller than that, if none of it shows. */
function isOutside() {
  const element = document.activeElement;
  const { left, right, top, bottom } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const tall = bottom - top > innerHeight;
  // A browser that scrolls something just into view rounds, and leaves its border out.
  const near = 4;
  const across = left >= -near && right <= innerWidth + near;
  const inside = across && (tall ? top < innerHeight && bottom > 0 : top >= -near && bottom <= innerHeight + near);
  const where = [left, top, right, bottom].map(Math.round).join(', ');
  return inside ? null : `the focus is out of the window on ${globalThis.proof.nameOf(element)}, at ${where}`;
}

/** What is wrong with the place of what has the focus. */
function place() {
  const element = document.activeElement;
  const name = globalThis.proof.nameOf(element);
  const { left, right, top, bottom } = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const x = (left + right) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const there = document.elementFromPoint(x, y);
  if (there && element.contains(there)) return [];
  return [`the focus is covered on ${name}, by ${there ? globalThis.proof.nameOf(there) : 'nothing'}`];
}

/** What should have been a stop. */
function missed() {
  const { looks, visited } = globalThis.walk;
  return [...looks.keys()]
    .filter((element) => !visited.has(element))
    .map((element) => `Tab never comes to ${globalThis.proof.nameOf(element)}`);
}
