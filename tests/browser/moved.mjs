// node tests/browser/moved.mjs OUTPUT
//
// Goes to every old address of a finished site, and to every old part of a page, with script and without, and looks
// where a reader arrives. Ends with "N passed, N failed", which counts the addresses.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { basePathOf, browser, filesOf, serve } from './lib.mjs';

const OUTPUT = process.argv[2] ?? 'output';
const UNKNOWN = 'nobody-knows-this';

const base = basePathOf(OUTPUT);
const server = await serve(OUTPUT, base);
const chromium = await browser();

const unescaped = (text) => text.replace(/&#39;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, '&');

/** What a page says of what has moved: its own address, the page that took its place, its parts. */
function moves(file) {
  const text = readFileSync(join(OUTPUT, file), 'utf8');
  const whole = text.match(/<a href="([^"]*)" data-moved-page>/)?.[1];
  const parts = [...text.matchAll(/<li id="([^"]*)" data-moved><a href="([^"]*)"/g)];
  return {
    path: base + file.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/'),
    whole: whole && unescaped(whole),
    parts: parts.map(([, anchor, url]) => ({ anchor: unescaped(anchor), url: unescaped(url) })),
  };
}

/** Opens an address in a browser of its own and waits until it leads nowhere else. */
async function arrive(address, options, use) {
  const context = await chromium.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} for ${response.url()}`);
  });
  try {
    await page.goto(server.origin + address);
    await use(page);
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

const leadsTo = (address, expected, options) =>
  arrive(address, options, (page) => page.waitForURL(server.origin + expected, { timeout: 5000 }));

/** The link of an entry is in view, and leads where it says. */
const shows = (address, url) =>
  arrive(address, { javaScriptEnabled: false }, async (page) => {
    const link = page.locator(`[data-moved]:target a`);
    assert.equal(await link.getAttribute('href'), url);
    await link.click();
    await page.waitForURL(server.origin + url, { timeout: 5000 });
  });

const tests = [];
for (const file of filesOf(OUTPUT).filter((file) => file.endsWith('.html'))) {
  const { path, whole, parts } = moves(file);
  if (whole) {
    tests.push([path, () => leadsTo(path, whole)]);
    tests.push([`${path} without script`, () => leadsTo(path, whole, { javaScriptEnabled: false })]);
    tests.push([`${path}#${UNKNOWN}`, () => leadsTo(`${path}#${UNKNOWN}`, `${whole}#${UNKNOWN}`)]);
  }
  for (const { anchor, url } of parts) {
    const address = `${path}#${encodeURIComponent(anchor)}`;
    tests.push([address, () => leadsTo(address, url)]);
    if (!whole) tests.push([`${address} without script`, () => shows(address, url)]);
  }
  if (parts.length > 0 && !whole) {
    // A page of which only parts have moved stays where it is.
    tests.push([path, () => arrive(path, {}, async (page) => {
      await page.waitForLoadState('networkidle');
      assert.equal(page.url(), server.origin + path);
    })]);
  }
}

let failed = 0;
for (const [name, test] of tests) {
  try {
    await test();
  } catch (error) {
    failed += 1;
    console.log(`${name}: ${error.message}`);
  }
}
await chromium.close();
server.close();
if (tests.length === 0) {
  failed += 1;
  console.log('nothing has moved on this site');
}
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
