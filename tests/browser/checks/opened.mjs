// axe reads the page as it is after a reader has opened the menu, all that is folded, and a definition.
//
// What the open definition lies upon cannot be touched until it is closed: the size of those targets is judged
// without it.

import { axe } from '../lib.mjs';

/** Opens what the page has to open. */
export async function open(page) {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    document.querySelector('main a.term[aria-expanded]')?.click();
  });
}

/** Folds it all again. */
export async function close(page) {
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = false;
  });
}

export async function check(page) {
  await open(page);
  const faults = await axe(page, '.definition');
  await close(page);
  return faults.map((fault) => `opened: ${fault}`);
}
