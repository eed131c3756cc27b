// node tests/browser/screenshots.mjs [--window] OUTPUT FOLDER [PATH...]
// node tests/browser/screenshots.mjs [--window] --build ENGRAFT FOLDER
//
// Takes a picture of each page given (by its path below the base, such as `after/gvhd/`), or else of one of each
// kind and language, at three widths and, at the widest, in the dark and as on paper. With `--window`, only what
// the window shows, not the whole page. With `--build`, of the sample site and of the site of another brand, each
// built in both themes by the binary given, with a folder for each.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addressOf, basePathOf, browser, oneOfEachKind, pagesOf, serve, twoAtATime } from './lib.mjs';
import { build, SITES, THEMES } from './themes.mjs';

const LOOKS = [
  { name: '320', width: 320 },
  { name: '768', width: 768 },
  { name: '1280', width: 1280 },
  { name: '1280-dark', width: 1280, media: { colorScheme: 'dark' } },
  { name: 'print', width: 794, media: { media: 'print' } },
];
const all = process.argv.slice(2);
const fullPage = !all.includes('--window');
const [output, folder, ...paths] = all.filter((argument) => !argument.startsWith('--'));
if (!folder) throw new Error('say which finished site, and the folder for the pictures');

/** Pictures of pages of a finished site, all looks of each. */
async function picture(chromium, finished, into, wanted) {
  mkdirSync(into, { recursive: true });
  const base = basePathOf(finished);
  const server = await serve(finished, base);
  const pages = wanted.length > 0 ? pagesOf(finished).filter(({ path }) => wanted.includes(path)) : oneOfEachKind(finished);
  await twoAtATime(pages.map((target) => async () => {
    const page = await chromium.newPage({ reducedMotion: 'reduce' });
    await page.goto(server.origin + addressOf(base, target));
    const name = target.path.replace(/\/$/, '').replaceAll('/', '-') || 'home';
    for (const look of LOOKS) {
      await page.setViewportSize({ width: look.width, height: 800 });
      await page.emulateMedia({ colorScheme: 'light', media: 'screen', ...look.media });
      const file = join(into, `${name}-${look.name}.png`);
      await page.screenshot({ path: file, fullPage });
      console.log(file);
    }
    await page.close();
  }));
  server.close();
}

const chromium = await browser();
if (all.includes('--build')) {
  const below = mkdtempSync(join(tmpdir(), 'engraft-pictures-'));
  for (const site of Object.keys(SITES)) {
    for (const theme of THEMES) {
      await picture(chromium, build(output, below, site, theme), join(folder, `${site}-${theme}`), []);
    }
  }
  rmSync(below, { recursive: true });
} else {
  await picture(chromium, output, folder, paths);
}
await chromium.close();
