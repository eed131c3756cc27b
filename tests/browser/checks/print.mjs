// On paper: no navigation, everything open, large enough, black on white, and addresses after links.

import { equip } from './inpage.mjs';

/** A4 without its margins of 16 mm, in CSS pixels. */
const SHEET = { width: 673, height: 1000 };

export async function check(page) {
  await equip(page);
  const window = page.viewportSize();
  await page.setViewportSize(SHEET);
  await page.emulateMedia({ media: 'print' });
  const faults = await page.evaluate(() => {
    const { nameOf, isShown, texts } = globalThis.proof;
    const found = [];
    for (const nav of document.querySelectorAll('nav, .skip-link, .definition, .site-menu, input, button')) {
      if (isShown(nav)) found.push(`is printed: ${nameOf(nav).slice(0, 60)}`);
    }
    for (const details of document.querySelectorAll('main details')) {
      const inside = [...details.querySelectorAll('*')].find((element) => !element.closest('summary') && element.textContent.trim());
      if (isShown(details) && inside && !isShown(inside)) found.push(`is not open on paper: ${nameOf(details)}`);
    }
    const small = new Set();
    for (const { element } of texts()) {
      const points = (parseFloat(getComputedStyle(element).fontSize) * 3) / 4;
      if (points < 11.45 && !element.closest('sub, sup, .citation')) small.add(`${points.toFixed(1)} pt: ${nameOf(element).slice(0, 60)}`);
    }
    found.push(...[...small].slice(0, 5));
    for (const link of document.querySelectorAll('main a[href^="http"]')) {
      // The number of a source is the end of its address.
      const isSaid = link.closest('.references') && /^[\w./:()-]+$/.test(link.textContent.trim());
      if (isShown(link) && !isSaid && !getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))) {
        found.push(`no address after ${nameOf(link)}`);
      }
    }
    const ground = getComputedStyle(document.body).backgroundColor;
    if (!['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground)) found.push(`the paper is ${ground}`);
    if (document.documentElement.scrollWidth > innerWidth) {
      const wide = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
      found.push(`is wider than the sheet: ${wide.slice(0, 3).map(nameOf).join(', ')}`);
    }
    return found;
  });
  await page.emulateMedia({ media: null });
  await page.setViewportSize(window);
  return faults.map((fault) => `print: ${fault}`);
}
