// node tests/browser/preview.mjs ENGRAFT
//
// A writer at work, in Chromium: a site of three pages is previewed by the program ENGRAFT, its files are
// saved, and the open page is watched. Every step must show by itself, without a message on the console.
// Ends with "N passed, N failed", which counts steps.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { browser } from './lib.mjs';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const ENGRAFT = resolve(process.argv[2] ?? 'target/debug/engraft');
const PATIENCE = 15_000;
const root = mkdtempSync(join(tmpdir(), 'engraft-preview-'));

const PARAGRAPH = 'Many words that make the page long enough to be scrolled. '.repeat(12);
const LONG = Array.from({ length: 20 }, (_, n) => `## Part ${n}\n\n${PARAGRAPH}\n`).join('\n');

function save(path, text) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function article(title, body) {
  const head = `title: ${title}\ndescription: About ${title}.\nreviewed: 2026-01-01`;
  return `---\n${head}\n---\n\n${body}\n`;
}

/** The long page, with one sentence that changes. */
function long(words) {
  return article('Long', `> [!DETAILS] More of it\n> Inside.\n\n${LONG}\n## The end\n\n${words}\n\n${LONG.replaceAll('Part', 'Then')}`);
}

/** Starts the preview, and waits until it says where it is. */
async function start(port, ...options) {
  const args = ['-C', root, 'serve', '--port', String(port), ...options];
  const program = spawn(ENGRAFT, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((found, lost) => {
    let said = '';
    program.stdout.on('data', (piece) => {
      said += piece;
      const match = said.match(/http:\/\/\S+/);
      if (match) found(match[0]);
    });
    program.on('exit', (code) => lost(new Error(`the preview ended with ${code}`)));
  });
  const stop = () =>
    new Promise((ended) => {
      program.removeAllListeners('exit');
      program.on('exit', ended);
      program.kill('SIGINT');
    });
  return { address, port: Number(new URL(address).port), stop };
}

/** Something inside the preview's own shadow root. */
const inside = (page, selector) => page.locator(`engraft-preview ${selector}`);

/** How often the page was loaded. */
const loads = (page) => page.evaluate(() => performance.timeOrigin);

let passed = 0;
let failed = 0;
async function step(name, work) {
  try {
    await work();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}: ${String(error).slice(0, 600)}`);
  }
}

function equal(found, expected, what) {
  if (found !== expected) throw new Error(`${what}: ${found}, not ${expected}`);
}

save('site-content/site.yaml', 'title: Ward\nbase_url: https://www.example/patients/\n');
save('site-content/index.md', article('Home', 'See [[Long]] and [[Short]].'));
save('site-content/long.md', long('The first words.'));
save('site-content/short.md', article('Short', 'A short page about GVHD.'));

let preview = await start(0);
const chromium = await browser();
const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
const complaints = [];
page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
page.setDefaultTimeout(PATIENCE);
const address = (path) => `http://127.0.0.1:${preview.port}/patients/${path}`;

await page.goto(address('long/'));
await inside(page, '.toggle').waitFor();

await step('new words appear where the reader is, with what was open', async () => {
  await page.evaluate(() => document.querySelector('main details').setAttribute('open', ''));
  await page.locator('#the-end').scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollBy(0, 37));
  const before = await page.evaluate(() => scrollY);
  save('site-content/long.md', long('Quite other words.'));
  await page.getByText('Quite other words.').waitFor();
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 3, before);
  const isOpen = await page.evaluate(() => document.querySelector('main details').open);
  equal(isOpen, true, 'the disclosure is open');
});

await step('a page that did not change is not loaded again', async () => {
  const before = await loads(page);
  save('site-content/short.md', article('Short', 'A short page, changed.'));
  const other = await chromium.newPage();
  await other.goto(address('short/'));
  await other.getByText('A short page, changed.').waitFor();
  await other.close();
  await page.waitForTimeout(300);
  equal(await loads(page), before, 'loaded at');
});

await step('a style sheet is swapped in place', async () => {
  const before = await loads(page);
  const own = await page.evaluate(() => getComputedStyle(document.querySelector('h1')).letterSpacing);
  const css = readFileSync(new URL('../../themes/default/static/css/main.css', import.meta.url), 'utf8');
  save('themes/default/static/css/main.css', `${css}\nh1 { letter-spacing: 7px; }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '7px');
  save('themes/default/static/css/main.css', `${css}\nh1 { letter-spacing: 9px; }\n`);
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '9px');
  equal(await loads(page), before, 'loaded at');
  rmSync(join(root, 'themes'), { recursive: true });
  await page.waitForFunction((own) => getComputedStyle(document.querySelector('h1')).letterSpacing === own, own);
});

await step('a broken link lies over the last good page, and goes when it is mended', async () => {
  save('site-content/long.md', long('Broken: [[Nowhere at all]].'));
  const errors = inside(page, '.errors');
  await errors.getByText('Nowhere at all').first().waitFor();
  const words = await errors.innerText();
  for (const part of ['site-content/long.md, line ', 'last good page', 'error: ']) {
    if (!words.includes(part)) throw new Error(`no “${part}” in ${words}`);
  }
  equal(await page.getByText('Quite other words.').count(), 1, 'the last good words');
  save('site-content/long.md', long('Mended words.'));
  await page.getByText('Mended words.').waitFor();
  await errors.waitFor({ state: 'hidden' });
});

await step('errors can be put away by the keyboard', async () => {
  save('site-content/site.yaml', 'title: [\n');
  await inside(page, '.errors .close').waitFor();
  await inside(page, '.errors .close').focus();
  await page.keyboard.press('Escape');
  await inside(page, '.errors').waitFor({ state: 'hidden' });
  save('site-content/site.yaml', 'title: Ward\nbase_url: https://www.example/patients/\n');
});

await step('the panel opens by the keyboard and tells of the page', async () => {
  await inside(page, '.toggle').waitFor();
  await inside(page, '.toggle').focus();
  await page.keyboard.press('Enter');
  const panel = inside(page, '.panel');
  await panel.waitFor();
  const words = await panel.innerText();
  for (const part of ['site-content/long.md', 'published, reviewed 2026-01-01', ' to read']) {
    if (!words.includes(part)) throw new Error(`no “${part}” in ${words}`);
  }
  const editor = await panel.locator('a.place').first().getAttribute('href');
  equal(editor.startsWith('vscode://file/') && editor.endsWith('site-content/long.md:1:1'), true, editor);
  await page.evaluate(AXE);
  const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  const found = result.violations.map((violation) => `${violation.id} ${violation.nodes[0].target}`);
  equal(found.join('; '), '', 'axe');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
});

await step('the dashboard lists, sorts and follows', async () => {
  const board = await chromium.newPage({ viewport: { width: 320, height: 800 } });
  board.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  await board.goto(`http://127.0.0.1:${preview.port}/__engraft/`);
  const first = () => board.locator('tbody th').first().innerText();
  equal(await first(), 'Home', 'the first page');
  await board.getByRole('link', { name: 'Words', exact: true }).click();
  await board.getByRole('link', { name: 'Words', exact: true }).click();
  equal(await first(), 'Long', 'the page with the most words');
  equal(await board.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending', 'sorted');
  const wide = await board.evaluate(() => document.documentElement.scrollWidth);
  equal(wide, 320, 'width');
  save('site-content/extra.md', article('Extra', 'See [[Home]].'));
  await board.getByRole('link', { name: 'Extra' }).waitFor();
  await board.evaluate(AXE);
  const result = await board.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  equal(result.violations.map((one) => `${one.id} ${one.nodes[0].target}`).join('; '), '', 'axe');
  await board.close();
});

await step('a page comes back when the preview does', async () => {
  const { port } = preview;
  await preview.stop();
  await inside(page, '.lost:not(:empty)').waitFor();
  save('site-content/long.md', long('Written while nobody looked.'));
  complaints.length = 0;
  preview = await start(port);
  await page.getByText('Written while nobody looked.').waitFor();
  save('site-content/long.md', long('And once more.'));
  await page.getByText('And once more.').waitFor();
});

await step('a page that is not there yet appears', async () => {
  await page.goto(address('new/'));
  complaints.length = 0;
  save('site-content/new.md', article('New', 'A page that was missed.'));
  await page.getByText('A page that was missed.').waitFor();
});

await step('with --follow the page that is edited is opened', async () => {
  await preview.stop();
  preview = await start(0, '--follow');
  await page.goto(address(''));
  await inside(page, '.toggle').waitFor();
  save('site-content/short.md', article('Short', 'Look here.'));
  await page.getByText('Look here.').waitFor();
  equal(page.url(), address('short/'), 'the address');
});

await step('nothing on the console', async () => {
  // The browser itself tells of every try while nobody answered.
  const own = complaints.filter((text) => !text.includes('net::ERR_'));
  equal(own.join('\n'), '', 'complaints');
});

await chromium.close();
await preview.stop();
rmSync(root, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
