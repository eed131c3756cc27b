// A table can be read on a phone: rows of few columns stand below one another, each cell with the name of its
// column, and are still a table to those who hear it; one of more columns scrolls, and says so.

import { equip } from './inpage.mjs';

const ROLES = { table: ['table'], thead: ['rowgroup'], tbody: ['rowgroup'], tr: ['row'], td: ['cell'], th: ['columnheader', 'rowheader'] };

export async function check(page) {
  await equip(page);
  const window = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const faults = await page.evaluate((roles) => {
    const { nameOf } = globalThis.proof;
    const found = [];
    for (const region of document.querySelectorAll('.table-scroll')) {
      const scrolls = region.scrollWidth > region.clientWidth + 1;
      if (region.classList.contains('labelled')) {
        if (scrolls) found.push(`a table of few columns scrolls: ${nameOf(region)}`);
        for (const part of region.querySelectorAll('table, thead, tbody, tr, th, td')) {
          if (!roles[part.localName].includes(part.getAttribute('role'))) found.push(`no role on ${nameOf(part)}`);
        }
        const heads = [...region.querySelectorAll('thead tr > *')].map((head) => head.textContent.trim());
        for (const cell of region.querySelectorAll('tbody td')) {
          const wanted = heads[cell.cellIndex];
          const label = getComputedStyle(cell, '::before').content;
          if (wanted && cell.textContent.trim() && !label.startsWith(JSON.stringify(wanted))) {
            found.push(`a cell without the name of its column: ${nameOf(cell)}`);
          }
        }
      } else if (scrolls && !region.querySelector('.table-hint')?.checkVisibility()) {
        found.push(`a table scrolls and does not say so: ${nameOf(region)}`);
      }
    }
    return found;
  }, ROLES);
  await page.setViewportSize(window);
  return faults;
}
