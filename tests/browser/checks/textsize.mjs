// With letters of up to twice the size, as readers set them, nothing lies on anything and nothing scrolls sideways.
//
// The sheet sets the size of the root, which is harder than a browser's own setting: the widths at which the layout
// changes stay those of small letters.

import * as layout from './layout.mjs';

const SIZES = [100, 130, 150, 200];
const WIDTHS = [320, 390, 768];

export async function check(page) {
  const window = page.viewportSize();
  const faults = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const size of SIZES) {
      await page.evaluate((percent) => {
        globalThis.sized ??= new CSSStyleSheet();
        globalThis.sized.replaceSync(`:root { font-size: ${percent}% !important }`);
        const others = document.adoptedStyleSheets.filter((sheet) => sheet !== globalThis.sized);
        document.adoptedStyleSheets = [...others, globalThis.sized];
      }, size);
      const found = [...(await layout.check(page)), ...(await page.evaluate(covered))];
      faults.push(...found.map((fault) => `${width} px, letters of ${size} %: ${fault}`));
    }
  }
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== globalThis.sized);
  });
  await page.setViewportSize(window);
  return faults;
}

/** Words of the site's name, and the search, that the button of the menu lies upon; words that are broken inside. */
function covered() {
  const name = document.querySelector('.site-name > span');
  const button = document.querySelector('.site-menu summary');
  if (!name) return [];
  const faults = [];
  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()];
  };
  if (button?.checkVisibility()) {
    const lid = button.getBoundingClientRect();
    const isUnder = (line) =>
      line.left < lid.right && lid.left < line.right && line.top < lid.bottom && lid.top < line.bottom;
    if (lines(name).some(isUnder)) faults.push('the button of the menu lies upon the name of the site');
    const search = document.querySelector('form.site-search')?.getBoundingClientRect();
    if (search && isUnder(search)) faults.push('the button of the menu lies upon the search');
    const edge = document.querySelector('.site-header > .wrap').getBoundingClientRect();
    const space = parseFloat(getComputedStyle(document.querySelector('.site-header > .wrap')).paddingInlineEnd);
    if (search && (search.right > edge.right - space + 0.5 || search.left < edge.left + space - 0.5)) faults.push('the search is wider than its row');
  }
  const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (tops.size > 1) faults.push(`the name of the site is broken inside "${word}"`);
    }
  }
  return faults;
}
