// With the spacing of text that WCAG 1.4.12 lets readers choose, nothing is lost.
//
// The sheet is adopted by the document, so that the Content-Security-Policy has no say in it.

import * as layout from './layout.mjs';

const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } ' +
  'p { margin-block-end: 2em !important }';

export async function check(page) {
  await page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    globalThis.spaced = sheet;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, SPACING);
  const faults = await layout.check(page);
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== globalThis.spaced);
  });
  return faults.map((fault) => `with wider spacing: ${fault}`);
}
