// node tests/browser/search-bench.mjs OUTPUT [ENGRAFT]
//
// What a search costs a reader of a finished site, as a table beside its goals: bytes compressed, requests and time, on
// slow 4G with a processor four times as slow; on disk; and, with the program that built it, the share of the build (the
// site is built without a search too, beside itself in a folder that goes). Times depend on the machine, the rest does not.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { basePathOf, browser, serve } from './lib.mjs';

const [OUTPUT = 'output', ENGRAFT] = process.argv.slice(2);
/** What people ask of texts, and the beginnings of what they type. */
const QUERIES = ['rash', 'cough', 'driving', 'blood in urine', 'fever at night', 'tired all the time', 'hair loss', 'pain when swallowing', 'weight', 'eating out', 'sick', 'surgery risks'];
const STARTS = ['bl', 'ca', 'he', 'tr', 'in', 'di'];
const PHONE = { width: 320, height: 640 };
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };
const QUIET = 1500;
const BUILDS = 3;

const names = JSON.parse(readFileSync(join(OUTPUT, 'search/names.json')));
const isLarge = names.entries.length === 0;
/** KB, requests and milliseconds of about 1,000 pages, and of 10,000. */
const GOALS = Object.fromEntries(
  Object.entries({
    'ready after focus': [[25, 3, 1000], [8, 2, 800]],
    'suggestion after the second key': [[null, null, 50], [26, 1, 800]],
    'text query, first title': [[20, 3, 1000], [35, 8, 1500]],
    'excerpts of five': [[40, null, 1000], [40, null, 1000]],
  }).map(([name, goals]) => [name, goals[isLarge ? 1 : 0]]),
);

const base = basePathOf(OUTPUT);
const server = await serve(OUTPUT, base);
const chromium = await browser();

/** Opens an address on a slow phone; `use` gets the page and the sizes of what it fetches from then on. */
async function onPhone(address, use) {
  const context = await chromium.newContext({ viewport: PHONE });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', SLOW_4G);
  await page.goto(address, { waitUntil: 'networkidle' });
  const fetched = [];
  page.on('response', (response) => {
    const size = response.body().then((body) => gzipSync(body, { level: 9 }).length);
    fetched.push({ name: new URL(response.url()).pathname, size: size.catch(() => 0) });
  });
  const made = await use(page, fetched);
  await context.close();
  return made;
}

const timed = async (act) => {
  const start = performance.now();
  await act();
  return performance.now() - start;
};

/** A row: what was fetched, and the time. */
const costs = async (fetched, ms) => {
  const sizes = await Promise.all(fetched.map(({ size }) => size));
  return { kb: sizes.reduce((sum, size) => sum + size, 0) / 1000, requests: sizes.length, ms };
};

const middle = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

function print(name, rows) {
  const of = (key) => rows.map((row) => row[key]);
  const goal = GOALS[name];
  const cell = (key, i, digits) => {
    const range = `${middle(of(key)).toFixed(digits)}${rows.length > 1 ? ` (most ${Math.max(...of(key)).toFixed(digits)})` : ''}`;
    return `${range}${goal?.[i] ? ` of ${goal[i]}` : ''}`;
  };
  console.log(`${name.padEnd(33)} ${cell('kb', 0, 1).padEnd(28)} ${cell('requests', 1, 0).padEnd(18)} ${cell('ms', 2, 0)}`);
}

console.log(`${isLarge ? 'many' : names.entries.length} entries; the middle of the runs, and the goal\n`);
console.log(`${''.padEnd(33)} ${'KB'.padEnd(28)} ${'requests'.padEnd(18)} ms`);

const box = '.site-search input';
const option = '.site-search [role="option"]';
const areNamesThere = () => performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('names.json') && entry.responseEnd > 0);
const ready = (page) => timed(async () => {
  await page.locator(box).focus();
  await page.waitForFunction(areNamesThere);
});

print('ready after focus', [await onPhone(server.origin + base, async (page, fetched) => {
  const took = await ready(page);
  await page.waitForTimeout(QUIET);
  return costs(fetched, took);
})]);

const typed = [];
for (const start of STARTS) {
  typed.push(await onPhone(server.origin + base, async (page, fetched) => {
    await ready(page);
    await page.locator(box).pressSequentially(start[0]);
    await page.waitForTimeout(QUIET);
    fetched.length = 0;
    const took = await timed(async () => {
      await page.locator(box).pressSequentially(start[1]);
      await page.locator(option).first().waitFor();
    });
    return costs([...fetched], took);
  }));
}
print('suggestion after the second key', typed);

const firsts = [];
const excerpts = [];
for (const query of QUERIES) {
  const found = await onPhone(`${server.origin}${base}search/`, async (page, fetched) => {
    // The names are there already: they belong to what is ready after focus.
    const isOwn = ({ name }) => !name.endsWith('/names.json');
    const result = page.locator('ol.search-results > li > a').first();
    const took = await timed(async () => {
      await page.evaluate((hash) => (location.hash = hash), `q=${encodeURIComponent(query)}`);
      await result.waitFor({ timeout: 10_000 });
    }).catch(() => null);
    if (took === null) return null;
    const first = fetched.filter(isOwn).filter(({ name }) => name.endsWith('.json'));
    const more = await timed(() => page.locator('ol.search-results mark').first().waitFor({ timeout: 10_000 }).catch(() => {}));
    await page.waitForTimeout(QUIET);
    return [await costs(first, took), await costs(fetched.filter(({ name }) => !name.endsWith('.json')), more)];
  });
  if (found === null) console.log(`  nothing found: ${query}`);
  else [firsts, excerpts].forEach((rows, i) => rows.push(found[i]));
}
print('text query, first title', firsts);
print('excerpts of five', excerpts);
await chromium.close();
server.close();

const folder = join(OUTPUT, 'search');
const files = readdirSync(folder, { recursive: true }).map((name) => statSync(join(folder, name))).filter((one) => one.isFile());
const size = files.reduce((sum, one) => sum + one.size, 0);
console.log(`\non disk                           ${(size / 1e6).toFixed(2)} MB in ${files.length} files, of ${isLarge ? 10 : 1} MB`);
for (const script of ['find', 'results']) {
  const name = readdirSync(join(OUTPUT, 'assets/js')).find((one) => one.startsWith(`${script}.`));
  const bytes = gzipSync(readFileSync(join(OUTPUT, 'assets/js', name)), { level: 9 }).length;
  console.log(`${`${script}.js`.padEnd(33)} ${(bytes / 1000).toFixed(2)} KB${script === 'find' ? ' of 8' : ''}`);
}

/** How long a build of a site takes that has or has not a search, in milliseconds. */
function build(site, hasSearch) {
  const copy = mkdtempSync(join(tmpdir(), 'search-bench-'));
  try {
    cpSync(site, copy, { recursive: true, filter: (name) => resolve(name) !== resolve(OUTPUT) });
    const settings = join(copy, 'site-content/site.yaml');
    const others = readFileSync(settings, 'utf8').replace(/^search:.*\n(?:[ \t]+.*\n)*/m, '');
    if (!hasSearch) writeFileSync(settings, `${others.trimEnd()}\nsearch: {enabled: false}\n`);
    const start = performance.now();
    const { status } = spawnSync(ENGRAFT, ['build'], { cwd: copy, stdio: 'ignore' });
    if (status !== 0 && status !== 1) throw new Error(`${ENGRAFT} build: ${status}`);
    return performance.now() - start;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

if (ENGRAFT) {
  const site = dirname(resolve(OUTPUT));
  const pairs = Array.from({ length: BUILDS }, () => [true, false].map((hasSearch) => build(site, hasSearch)));
  const [own, without] = [0, 1].map((i) => middle(pairs.map((pair) => pair[i])));
  console.log(`share of the build                ${((100 * (own - without)) / own).toFixed(0)} % of 15 (${own.toFixed(0)} ms, ${without.toFixed(0)} without)`);
}
