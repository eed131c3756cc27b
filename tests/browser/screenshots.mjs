// node tests/browser/screenshots.mjs [--window] OUTPUT FOLDER [PATH...]
//
// Takes a picture of each page given (by its path below the base, such as `after/gvhd/`), or else of one of each
// kind, at three widths and, at the widest, in the dark as well. With `--window`, only what the
// window shows, not the whole page.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { basePathOf, browser, pagesOf, serve } from './lib.mjs';

const all = process.argv.slice(2);
const fullPage = !all.includes('--window');
const [output, folder, ...paths] = all.filter((argument) => argument !== '--window');
if (!folder) throw new Error('say which finished site, and the folder for the pictures');
mkdirSync(folder, { recursive: true });

/** The home page, the not-found page, the glossary, a tag, a section and the longest way down. */
function oneOfEach() {
  const known = pagesOf(output).map((page) => page.path);
  const deepest = [...known].sort((a, b) => b.split('/').length - a.split('/').length || (a < b ? -1 : 1))[0];
  const section = known.find((path) => path !== deepest && deepest.startsWith(path) && path !== '');
  const named = ['', '404.html', 'glossary/', known.find((path) => /^tags\/.+/.test(path)), section, deepest];
  return [...new Set(named)].filter((path) => known.includes(path));
}

const base = basePathOf(output);
const server = await serve(output, base);
const chromium = await browser();
for (const path of paths.length > 0 ? paths : oneOfEach()) {
  const name = path.replace(/\/$/, '').replaceAll('/', '-') || 'home';
  for (const [width, colorScheme] of [[320, 'light'], [768, 'light'], [1280, 'light'], [1280, 'dark']]) {
    const page = await chromium.newPage({ colorScheme, viewport: { width, height: 800 } });
    await page.goto(server.origin + base + path);
    const file = join(folder, `${name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`);
    await page.screenshot({ path: file, fullPage });
    console.log(file);
    await page.close();
  }
}
await chromium.close();
server.close();
