// What a finger touches measures 24 by 24 pixels, or has room around it (WCAG 2.5.8).

import { equip } from './inpage.mjs';

export async function check(page) {
  await equip(page);
  return page.evaluate(() => {
    const { nameOf, blockOf, targets } = globalThis.proof;
    const SIZE = 24;
    const all = targets().map((element) => ({ element, box: element.getBoundingClientRect() }));
    const small = ({ box }) => box.width < SIZE - 0.01 || box.height < SIZE - 0.01;
    const middle = ({ box }) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });

    /** In a sentence: its line has words that are no target. */
    const inSentence = ({ element }) => {
      if (getComputedStyle(element).display !== 'inline') return false;
      const walker = document.createTreeWalker(blockOf(element), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const isTarget = node.parentElement.closest('a[href], button, summary');
        if (!isTarget && blockOf(node.parentElement) === blockOf(element) && /[\p{L}\p{N}]/u.test(node.data)) return true;
      }
      return false;
    };

    /** No other target, or circle of a small one, within the circle around it. */
    const hasRoom = (target) => {
      const { x, y } = middle(target);
      return all.every((other) => {
        if (other === target || other.element.contains(target.element) || target.element.contains(other.element)) return true;
        if (small(other)) {
          const there = middle(other);
          return Math.hypot(there.x - x, there.y - y) >= SIZE;
        }
        const { left, right, top, bottom } = other.box;
        const away = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
        return away >= SIZE / 2;
      });
    };

    /** A square of the size around its middle belongs to it, as where it fills a whole card. */
    const fills = ({ element }) => {
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { x, y } = middle({ box: element.getClientRects()[0] });
      const reach = SIZE / 2 - 0.5;
      return [[-1, -1], [1, -1], [-1, 1], [1, 1]].every(([right, down]) =>
        element.contains(document.elementFromPoint(x + right * reach, y + down * reach)),
      );
    };

    const faults = all
      .filter((target) => small(target) && !inSentence(target) && !hasRoom(target))
      .filter((target) => !fills(target))
      .map(({ element, box }) => `a target of ${Math.round(box.width)} by ${Math.round(box.height)}: ${nameOf(element)}`);
    scrollTo(0, 0);
    return faults;
  });
}
