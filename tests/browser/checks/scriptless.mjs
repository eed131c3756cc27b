// Without script: the text is there, what is folded opens, terms lead to the glossary. The page given
// must have script switched off.

import { equip } from './inpage.mjs';

export async function check(page) {
  await equip(page);
  const faults = await page.evaluate(() => {
    const { nameOf, isShown } = globalThis.proof;
    const found = [];
    for (const element of document.querySelectorAll('main :is(h1, h2, h3, h4, p, li, dt, dd, td, th, pre, img)')) {
      const folded = element.closest('details:not([open]), nav');
      const isEmpty = element.localName !== 'img' && !element.textContent.trim() && !element.querySelector('img');
      if (isEmpty) continue;
      if (!isShown(element) && !folded && !element.closest('[hidden]')) found.push(`is not shown: ${nameOf(element)}`);
    }
    for (const term of document.querySelectorAll('main a.term')) {
      if (!term.hash || term.getAttribute('role')) found.push(`leads to no entry: ${nameOf(term)}`);
    }
    for (const control of document.querySelectorAll('button, input, select')) {
      if (isShown(control)) found.push(`does nothing without script: ${nameOf(control)}`);
    }
    return found;
  });

  const folded = page.locator('summary:visible');
  for (let index = 0; index < Math.min(await folded.count(), 4); index += 1) {
    const summary = folded.nth(index);
    const wasOpen = await summary.evaluate((element) => element.parentElement.open);
    await summary.click();
    const opens = await summary.evaluate((element) => {
      const inside = [...element.parentElement.children].find((child) => child !== element);
      return element.parentElement.open && (!inside || inside.checkVisibility());
    });
    if (!wasOpen && !opens) faults.push(`does not open: ${await summary.innerText()}`);
  }

  const links = await page.evaluate(() => [...document.querySelectorAll('nav a[href]')].filter((link) => link.checkVisibility()).length);
  if (links === 0) faults.push('leads nowhere: no navigation is shown');
  const term = page.locator('main a.term:visible').first();
  if ((await term.count()) > 0) {
    const before = page.url();
    await term.click();
    await page.waitForLoadState('load');
    const arrived = await page.evaluate(() => document.querySelector(':target')?.checkVisibility());
    if (!arrived) faults.push(`the first term leads to ${page.url()}, where nothing is shown for it`);
    await page.goto(before);
  }
  return faults.map((fault) => `without script: ${fault}`);
}
