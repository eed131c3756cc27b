// node tests/browser/run.mjs OUTPUT
//
// Opens every page of a finished site in Chromium, on a phone and on a desk, in light and dark: no
// message on the console, no request to another host, nothing that the Content-Security-Policy stops, no
// sideways scrolling, no finding of axe. Then the Nu checker reads every page. Ends with
// "N passed, N failed", which counts pages.

import { spawnSync } from 'node:child_process';
import { axe, basePathOf, browser, NU, pagesOf, serve } from './lib.mjs';

const WIDTHS = [320, 1280];
const SCHEMES = ['light', 'dark'];
const OUTPUT = process.argv[2] ?? 'output';

/** Collects what a page does that it must not. */
function watch(page, origin, complain) {
  page.on('console', (message) => complain(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complain(`script error: ${error.message}`));
  page.on('requestfailed', (request) => complain(`request failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} for ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin + '/')) complain(`another host: ${request.url()}`);
  });
}

/** What is too wide for the window. */
function tooWide() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const wide = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > room + 1)
    .slice(0, 3)
    .map((element) => element.tagName.toLowerCase() + (element.className ? `.${element.className}` : ''));
  return `scrolls sideways: ${wide.join(', ')}`;
}

/** The first page of each kind is read by axe in every width and scheme, the others in two of the four. */
function axeReads(pages) {
  const kinds = new Set();
  const reads = new Map();
  pages.forEach(({ file, kind }, index) => {
    const isFirst = !kinds.has(kind);
    kinds.add(kind);
    reads.set(file, (width, scheme) => {
      const combination = WIDTHS.indexOf(width) + SCHEMES.indexOf(scheme);
      return isFirst || combination % 2 === index % 2;
    });
  });
  return reads;
}

/** Sentences that are squeezed into a column too narrow to read. */
function tooNarrow() {
  const squeezed = [...document.querySelectorAll('main p, main li, main h1')]
    .filter((element) => element.textContent.trim().length > 60 && !element.closest('table'))
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width < 160);
  return squeezed.length === 0
    ? null
    : `${squeezed.length} squeezed, such as "${squeezed[0].textContent.trim().slice(0, 50)}"`;
}

async function openPages(chromium, origin, base, pages) {
  const faults = new Map(pages.map((page) => [page.file, []]));
  const reads = axeReads(pages);
  const jobs = SCHEMES.flatMap((colorScheme) => WIDTHS.map((width) => ({ colorScheme, width })));
  // Two at a time: CI has two processors.
  const worker = async () => {
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      const { colorScheme, width } = job;
      const context = await chromium.newContext({
        colorScheme,
        reducedMotion: 'reduce',
        viewport: { width, height: 800 },
      });
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.violatedDirective} stops ${event.blockedURI}`);
        });
      });
      for (const { file, path } of pages) {
        const complain = (text) => faults.get(file).push(`${width} px, ${colorScheme}: ${text}`);
        const page = await context.newPage();
        watch(page, origin, complain);
        await page.goto(origin + base + path.split('/').map(encodeURIComponent).join('/'));
        const wide = await page.evaluate(tooWide);
        if (wide) complain(wide);
        const narrow = await page.evaluate(tooNarrow);
        if (narrow) complain(narrow);
        if (reads.get(file)(width, colorScheme)) {
          for (const finding of await axe(page)) complain(finding);
        }
        await page.close();
      }
      await context.close();
    }
  };
  await Promise.all([worker(), worker()]);
  return faults;
}

/** The keyboard's way in: the first stop leads past the header, to the main part. */
async function skipLink(chromium, origin, base) {
  const page = await chromium.newPage();
  await page.goto(origin + base);
  await page.keyboard.press('Tab');
  const target = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  await page.keyboard.press('Enter');
  const arrived = await page.evaluate(() => location.hash && document.querySelector(location.hash)?.tagName);
  await page.close();
  return target?.startsWith('#') && arrived === 'MAIN' ? [] : [`no skip link: ${target} leads to ${arrived}`];
}

/** What the Nu checker says of every HTML file. */
function nu(folder, faults) {
  const ran = spawnSync('java', ['-Xss1m', '-jar', NU, '--format', 'json', '--skip-non-html', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (ran.error) throw ran.error;
  const start = ran.stderr.indexOf('{');
  if (start < 0) throw new Error(`the Nu checker said nothing: ${ran.stderr}`);
  for (const message of JSON.parse(ran.stderr.slice(start)).messages) {
    const file = decodeURIComponent(message.url ?? '').split(`/${folder.replace(/^.*\//, '')}/`).pop();
    const list = faults.get(file) ?? faults.set(file, []).get(file);
    list.push(`Nu ${message.subType ?? message.type}, line ${message.lastLine}: ${message.message}`);
  }
}

const start = Date.now();
const pages = pagesOf(OUTPUT);
if (pages.length === 0) throw new Error(`${OUTPUT} holds no page: build the site first`);
const base = basePathOf(OUTPUT);
const server = await serve(OUTPUT, base);
const chromium = await browser();
const faults = await openPages(chromium, server.origin, base, pages);
faults.get('index.html')?.push(...(await skipLink(chromium, server.origin, base)));
await chromium.close();
server.close();
nu(OUTPUT.replace(/\/+$/, ''), faults);

let failed = 0;
for (const [file, list] of faults) {
  if (list.length === 0) continue;
  failed += 1;
  console.log(`\n${file}`);
  for (const fault of list.slice(0, 20)) console.log(`  ${fault.slice(0, 240)}`);
  if (list.length > 20) console.log(`  and ${list.length - 20} more`);
}
console.log(`\n${pages.length} pages under ${base} in ${Math.round((Date.now() - start) / 1000)} s`);
console.log(`${faults.size - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
