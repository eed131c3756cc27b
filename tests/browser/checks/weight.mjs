// A page is light: its bytes without images and fonts, as the server sends them uncompressed, and its requests,
// those for pictures and for the icon of its tab among them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { filesOf } from '../lib.mjs';

const BYTES = 60_000;
/** For those who work there: with who links here, and menus at the side. */
const HANDBOOK_BYTES = 68_000;
const SCRIPT_BYTES = 15_000;
/** The script that the search box fetches, compressed as servers send it. */
const SEARCH_BYTES = 8_000;
/** One more where code is shown, which has a sheet of its own so that patients' pages are lighter. */
const REQUESTS = 6;

export async function check(page) {
  const isHandbook = await page.evaluate(() => document.querySelector('.with-tree') !== null);
  const loaded = await page.evaluate(() => {
    const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    // The browser asks for the icon behind the page's back.
    const icon = document.querySelector('link[rel="icon"]');
    const missing = icon && !entries.some((entry) => entry.name === icon.href) ? [{ name: icon.href, decodedBodySize: 0 }] : [];
    return [...entries, ...missing].map((entry) => ({ path: new URL(entry.name).pathname, bytes: entry.decodedBodySize }));
  });
  const text = loaded.filter(({ path }) => !/\.(svg|png|jpe?g|webp|avif|gif|ico|woff2?)$/.test(path));
  const sum = (entries) => entries.reduce((bytes, entry) => bytes + entry.bytes, 0);
  const faults = [];
  if (sum(text) >= (isHandbook ? HANDBOOK_BYTES : BYTES)) {
    faults.push(`${sum(text)} bytes: ${text.map(({ path, bytes }) => `${path.split('/').slice(-2).join('/')} ${bytes}`).join(', ')}`);
  }
  const most = REQUESTS + (loaded.some(({ path }) => /\/code\.[^/]*\.css$/.test(path)) ? 1 : 0);
  if (loaded.length > most) faults.push(`${loaded.length} requests: ${loaded.map(({ path }) => path).join(', ')}`);
  return faults;
}

/** All scripts of a finished site together, those of its search apart: they are fetched when somebody searches. */
export function checkScripts(folder) {
  const scripts = filesOf(folder).filter((file) => file.endsWith('.js'));
  const isSearch = (file) => /\/(find|results)\.[^/]*$/.test(file);
  const bytesOf = (files, measure) => files.reduce((sum, file) => sum + measure(readFileSync(join(folder, file))).length, 0);
  const all = bytesOf(scripts.filter((file) => !isSearch(file)), (bytes) => bytes);
  const box = scripts.filter((file) => /\/find\.[^/]*$/.test(file));
  const searched = bytesOf(box, brotliCompressSync);
  const faults = all < SCRIPT_BYTES ? [] : [`${all} bytes of script: ${scripts.join(', ')}`];
  if (searched >= SEARCH_BYTES) faults.push(`${searched} compressed bytes of script for the search: ${box.join(', ')}`);
  return faults;
}
