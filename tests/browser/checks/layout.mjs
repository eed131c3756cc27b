// Nothing scrolls sideways, nothing is cut off, no text lies on other text, no sentence is squeezed.

import { equip } from './inpage.mjs';

export async function check(page) {
  await equip(page);
  return page.evaluate(() => {
    const { nameOf, isShown, isForEars, texts, boxesOf } = globalThis.proof;
    const room = document.documentElement.clientWidth;
    const faults = [];

    if (document.documentElement.scrollWidth > room) {
      const wide = [...document.body.querySelectorAll('*')]
        .filter((element) => {
          const { left, right } = element.getBoundingClientRect();
          return right > room + 1 || (document.documentElement.dir === 'rtl' && left < -1);
        })
        .slice(0, 3);
      faults.push(`scrolls sideways: ${wide.map(nameOf).join(', ')}`);
    }

    for (const element of document.body.querySelectorAll('*')) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
      if (!cuts(overflowX) && !cuts(overflowY)) continue;
      if (!element.textContent.trim() || !isShown(element) || isForEars(element)) continue;
      const isCut =
        (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1);
      if (isCut) faults.push(`text is cut off in ${nameOf(element)}`);
    }

    /** The part of a box that the scrolling regions around it show. */
    const inRegions = (element, box) => {
      let { left, right, top, bottom } = box;
      for (let region = element; region && region !== document.body; region = region.parentElement) {
        if (getComputedStyle(region).overflow === 'visible') continue;
        const frame = region.getBoundingClientRect();
        left = Math.max(left, frame.left);
        right = Math.min(right, frame.right);
        top = Math.max(top, frame.top);
        bottom = Math.min(bottom, frame.bottom);
      }
      return { left, right, top, bottom };
    };

    // Two lines may touch with their empty edges: the middle three fifths of a line are its letters.
    const lines = texts().flatMap(({ node, element, block }) =>
      boxesOf(node).map((box) => {
        const { left, right, top, bottom } = inRegions(element, box);
        const edge = (bottom - top) / 5;
        return { block, element, left, right, top: top + edge, bottom: bottom - edge };
      }),
    );
    for (const { element, left, right } of lines) {
      if ((left < -1 && right > 1) || (right > room + 1 && left < room - 1)) {
        faults.push(`text leaves the window: ${nameOf(element)}`);
      }
    }
    lines.sort((one, other) => one.top - other.top);
    lines.forEach((line, index) => {
      for (let next = index + 1; next < lines.length && lines[next].top < line.bottom - 1; next += 1) {
        const other = lines[next];
        const shared = Math.min(line.right, other.right) - Math.max(line.left, other.left);
        if (other.block !== line.block && shared > 2) {
          faults.push(`text lies on text: ${nameOf(line.element)} and ${nameOf(other.element)}`);
        }
      }
    });

    const squeezed = [...document.querySelectorAll('main p, main li, main h1')]
      .filter((element) => element.textContent.trim().length > 60 && !element.closest('table'))
      .filter((element) => isShown(element) && element.getBoundingClientRect().width < 160);
    if (squeezed.length > 0) faults.push(`${squeezed.length} squeezed, such as ${nameOf(squeezed[0])}`);
    return [...new Set(faults)];
  });
}
