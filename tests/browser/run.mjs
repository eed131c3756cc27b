// node tests/browser/run.mjs OUTPUT
//
// Opens every page of a finished site in Chromium, on a phone and on a desk, in light and dark: no
// message on the console, no request to another host, nothing that the Content-Security-Policy stops,
// the number to call on the first screen, nothing that is cut off or scrolls sideways, targets that fingers can hit, a sound structure, no finding of axe.
// Then the Nu checker reads every page. Ends with "N passed, N failed", which counts pages.

import * as calm from './checks/calm.mjs';
import * as data from './checks/data.mjs';
import * as layout from './checks/layout.mjs';
import * as structure from './checks/structure.mjs';
import * as tables from './checks/tables.mjs';
import * as targets from './checks/targets.mjs';
import * as urgent from './checks/urgent.mjs';
import * as weight from './checks/weight.mjs';
import { visit } from './inspect.mjs';
import { axe, basePathOf, browser, nu, pagesOf, report, serve, twoAtATime } from './lib.mjs';

const WIDTHS = [1280, 320];
const SCHEMES = ['light', 'dark'];
/** For each article: how much of its words is its text. */
const shares = [];

/** Looks at one page; axe reads it in two of the four combinations, every other page in the other two. */
async function open(page, target, index) {
  const faults = [...(await structure.check(page)), ...(await data.check(page))];
  faults.push(...(await calm.check(page)), ...(await tables.check(page)), ...(await urgent.check(page)));
  if (target.kind.startsWith('page-article')) {
    faults.push(...(await weight.check(page)));
    shares.push(await calm.share(page));
  }
  for (const [at, width] of WIDTHS.entries()) {
    await page.setViewportSize({ width, height: 800 });
    const seen = [...(await layout.check(page)), ...(await targets.check(page))];
    faults.push(...seen.map((fault) => `${width} px: ${fault}`));
    const colorScheme = SCHEMES[(at + index) % 2];
    await page.emulateMedia({ colorScheme });
    faults.push(...(await axe(page)).map((fault) => `${width} px, ${colorScheme}: ${fault}`));
  }
  return faults;
}

const start = Date.now();
const output = (process.argv[2] ?? 'output').replace(/\/+$/, '');
const pages = pagesOf(output);
if (pages.length === 0) throw new Error(`${output} holds no page: build the site first`);
const base = basePathOf(output);
const server = await serve(output, base);
const chromium = await browser();
const faults = new Map(pages.map(({ file }) => [file, []]));
await twoAtATime(pages.map((target, index) => async () => {
  const site = { origin: server.origin, base };
  faults.set(target.file, await visit(chromium, site, target, {}, (page) => open(page, target, index)));
}));
faults.set('all articles', calm.checkShares(shares));
await chromium.close();
server.close();
for (const [file, message] of nu(output)) faults.set(file, [...(faults.get(file) ?? []), message]);
console.log(`${pages.length} pages under ${base} in ${Math.round((Date.now() - start) / 1000)} s`);
process.exitCode = report(faults) ? 0 : 1;
