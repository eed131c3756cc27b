// node tests/browser/preview.mjs ENGRAFT
//
// A writer at work, in Chromium: a small site is previewed by the program ENGRAFT, its files are
// saved, and the open page is watched. Every step must show by itself, without a message on the console.
// Ends with "N passed, N failed", which counts steps.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { browser } from './lib.mjs';
import { article, remove, save, start } from './writer.mjs';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE = 15_000;

const PARAGRAPH = 'Many words that make the page long enough to be scrolled. '.repeat(12);
const LONG = Array.from({ length: 20 }, (_, n) => `## Part ${n}\n\n${PARAGRAPH}\n`).join('\n');

/** The long page, with one sentence that changes. */
function long(words) {
  return article('Long', `> [!DETAILS] More of it\n> Inside.\n\n${LONG}\n## The end\n\nWith GVHD. ${words}\n\n${LONG.replaceAll('Part', 'Then')}`);
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

/** Looks for what axe finds wrong. */
async function isAccessible(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  const found = result.violations.map((violation) => `${violation.id} ${violation.nodes[0].target}`);
  equal(found.join('; '), '', 'axe');
}

/** Looks for what is wider than it may be. */
async function fits(page, selector) {
  const wide = await inside(page, selector).evaluate((box) =>
    [box, ...box.querySelectorAll('*')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth)
      .map((element) => element.localName)
      .join(' '),
  );
  equal(wide, '', 'too wide');
}

const SITE = `title: Ward
base_url: https://www.example/patients/
languages: [{tag: en, name: English}, {tag: ar, name: العربية}]
`;
save('site-content/site.yaml', SITE);
save('site-content/glossary/gvhd.md', '---\nterm: GVHD\nreviewed: 2026-01-01\n---\n\nCells that attack.\n');
save('site-content/index.md', article('Home', 'See [[Long]] and [[Short]].'));
save('site-content/long.md', long('The first words.'));
save('site-content/short.md', article('Short', 'A short page about GVHD.'));

let preview = await start('serve', 0);
const chromium = await browser();
const page = await chromium.newPage({ viewport: { width: 1280, height: 800 } });
const complaints = [];
page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
page.setDefaultTimeout(PATIENCE);
// Where a page is when it is painted first.
await page.addInitScript(() => requestAnimationFrame(() => Object.assign(globalThis, { paintedAt: scrollY })));
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
  const paintedAt = await page.evaluate(() => globalThis.paintedAt);
  equal(Math.abs(paintedAt - before) < 3, true, `painted at ${paintedAt}, which is ${before}`);
  const isOpen = await page.evaluate(() => document.querySelector('main details').open);
  equal(isOpen, true, 'the disclosure is open');
});

await step('a definition that is open stays open', async () => {
  const before = await loads(page);
  await page.locator('a.term').first().click();
  const definition = page.locator('.definition:popover-open');
  await definition.waitFor();
  save('site-content/long.md', long('Words beside a definition.'));
  await page.waitForFunction((before) => performance.timeOrigin !== before, before);
  await page.getByText('Words beside a definition.').waitFor();
  await definition.getByText('Cells that attack.').waitFor();
  await page.keyboard.press('Escape');
  await definition.waitFor({ state: 'detached' });
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
  remove('themes');
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
  equal(await page.getByText('Words beside a definition.').count(), 1, 'the last good words');
  save('site-content/long.md', long('Mended words.'));
  await page.getByText('Mended words.').waitFor();
  await errors.waitFor({ state: 'hidden' });
});

await step('errors are put away by the keyboard, stay away, and can be called back', async () => {
  const [errors, recall] = [inside(page, '.errors'), inside(page, '.recall')];
  save('site-content/site.yaml', 'title: [\n');
  await errors.waitFor();
  await page.keyboard.press('Escape');
  await errors.waitFor({ state: 'hidden' });
  await page.goto(address('short/'));
  await recall.waitFor();
  equal(await errors.isVisible(), false, 'the errors lie over the next page');
  await recall.focus();
  await page.keyboard.press('Enter');
  await errors.waitFor();
  const focused = () => page.evaluate(() => document.querySelector('engraft-preview').shadowRoot.activeElement?.textContent);
  equal(await focused(), 'Close', 'the focus');
  await page.keyboard.press('Enter');
  await errors.waitFor({ state: 'hidden' });
  equal(await focused(), '1 error', 'the focus');
  save('site-content/site.yaml', SITE);
  await recall.waitFor({ state: 'hidden' });
  save('site-content/site.yaml', 'title: [\n');
  await errors.getByRole('button', { name: 'Close' }).focus();
  save('site-content/site.yaml', SITE);
  await errors.waitFor({ state: 'hidden' });
  equal((await focused()).startsWith('Notes: '), true, 'the focus is left to nothing');
  await page.goto(address('long/'));
});

await step('a broken template leaves the last good page', async () => {
  const path = 'themes/default/templates/article.html';
  save(path, '{% block %}\n');
  const errors = inside(page, '.errors');
  await errors.getByText(path).first().waitFor();
  equal(await page.getByText('Mended words.').count(), 1, 'the last good words');
  remove('themes');
  await errors.waitFor({ state: 'hidden' });
});

await step('200 errors are as easily put away as one, in a narrow window too', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  const links = Array.from({ length: 200 }, (_, n) => `[[Nothing number ${n} ${'long'.repeat(15)}]]`);
  save('site-content/long.md', long(links.join('\n\n')));
  const errors = inside(page, '.errors');
  await errors.getByText('and 180 errors more').waitFor();
  equal(await errors.locator('li').count(), 20, 'errors that are shown');
  await fits(page, '.errors');
  await errors.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await isAccessible(page);
  await errors.getByRole('button', { name: 'Close' }).click({ timeout: 1000 });
  await errors.waitFor({ state: 'hidden' });
  await inside(page, '.toggle').click();
  await inside(page, '.panel').getByText(/^and 10\d more$/).waitFor();
  await fits(page, '.panel');
  await isAccessible(page);
  await inside(page, '.toggle').click();
  save('site-content/long.md', long('Mended words.'));
  await inside(page, '.recall').waitFor({ state: 'hidden' });
  await page.setViewportSize({ width: 1280, height: 800 });
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
  await isAccessible(page);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
});

await step('what is open in the panel stays open, and a finding is shown on the page', async () => {
  const panel = inside(page, '.panel');
  await inside(page, '.toggle').click();
  await panel.getByText('Links from other pages: 1').click();
  await panel.getByRole('link', { name: 'Home' }).waitFor();
  save('site-content/long.md', long('Cancer [about SCT](short.md) and XYZ.'));
  await panel.getByText('Not explained: ').waitFor();
  equal(await panel.getByRole('link', { name: 'Home' }).isVisible(), true, 'the links are open');
  await page.evaluate(() => scrollTo(0, 0));
  const parts = await page.evaluate(async () => {
    const { finder } = await import('/__engraft/words.js');
    const find = finder();
    return ['Cancer', 'anc', 'ANC'].map((words) => find(['', words, '']) !== null).join(' ');
  });
  equal(parts, 'true false false', 'words that are found, and parts of words');
  const kept = await page.evaluate(async () => {
    const { element, renew } = await import('/__engraft/elements.js');
    const box = element('div', {}, ...['a', 'b'].map((name) => element('button', { id: name })));
    document.body.append(box);
    box.lastChild.focus();
    const foci = [['c', 'd', 'e'], ['f']].map((names) => {
      renew(box, ...names.map((name) => element('button', { id: name })));
      return document.activeElement.id;
    });
    box.remove();
    return foci.join(' ');
  });
  equal(kept, 'd f', 'where the focus is when there is news');
  const finding = panel.locator('li.warning', { hasText: 'explains XYZ' });
  await finding.getByRole('button', { name: 'Show on the page' }).click();
  const marked = await page.evaluate(() => {
    const { top } = getSelection().getRangeAt(0).getBoundingClientRect();
    return [getSelection().toString(), top > 0 && top < innerHeight];
  });
  equal(JSON.stringify(marked[0].includes('XYZ') && marked), JSON.stringify([marked[0], true]), 'the marked words');
  await panel.getByRole('link', { name: 'Home' }).click();
  await page.waitForURL(address(''));
  await panel.getByText('site-content/index.md', { exact: true }).waitFor();
  await inside(page, '.toggle').click();
  await page.goto(address('long/'));
  await inside(page, '.toggle').waitFor();
  equal(await panel.isVisible(), false, 'the panel that was hidden shows');
});

await step('a page in another script has the panel and the news as well', async () => {
  save('site-content/short.ar.md', article('قصير', 'كلمات قليلة.'));
  await page.goto(address('ar/short/'));
  await inside(page, '.toggle').click();
  const panel = inside(page, '.panel');
  await panel.getByText('site-content/short.ar.md', { exact: true }).waitFor();
  const direction = (selector) => inside(page, selector).evaluate((box) => getComputedStyle(box).direction);
  equal(await direction('.panel'), 'ltr', 'the direction of the panel');
  equal(await direction('.panel h2'), 'rtl', 'the direction of its title');
  await isAccessible(page);
  await inside(page, '.toggle').click();
  save('site-content/short.ar.md', article('قصير', 'كلمات أخرى.'));
  await page.getByText('كلمات أخرى.').waitFor();
});

await step('eight tabs are open and all of them hear of it', async () => {
  const tabs = [];
  for (let number = 0; number < 8; number += 1) {
    const tab = await chromium.newPage();
    await tab.goto(address('short/'), { timeout: 5000 });
    await inside(tab, '.toggle').waitFor();
    tabs.push(tab);
  }
  const say = async (words, all) => {
    save('site-content/short.md', article('Short', words));
    for (const tab of all) await tab.getByText(words).waitFor();
  };
  await say('To all of them.', tabs);
  // The first one is left: another has to listen.
  await tabs.shift().close();
  await say('To all the others.', tabs);
  for (const tab of tabs) await tab.close();
});

await step('the dashboard lists, sorts and follows', async () => {
  const board = await chromium.newPage({ viewport: { width: 320, height: 800 } });
  board.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  await board.goto(`http://127.0.0.1:${preview.port}/__engraft/`);
  const first = () => board.locator('[aria-labelledby="pages"] tbody th').first().innerText();
  equal(await first(), 'Home', 'the first page');
  await board.getByRole('link', { name: 'Words', exact: true }).click();
  await board.getByRole('link', { name: 'Words', exact: true }).click();
  equal(await first(), 'Long', 'the page with the most words');
  equal(await board.locator('th[aria-sort]').getAttribute('aria-sort'), 'descending', 'sorted');
  const wide = await board.evaluate(() => document.documentElement.scrollWidth);
  equal(wide, 320, 'width');
  save('site-content/extra.md', article('Extra', 'See [[Home]].'));
  await board.getByRole('link', { name: 'Extra' }).waitFor();
  await isAccessible(board);
  await board.close();
});

await step('a page comes back when the preview does', async () => {
  const { port } = preview;
  await preview.stop();
  preview = await start('serve', port);
  // The first build of one preview, and then the first build of another.
  const board = await chromium.newPage();
  await board.goto(`http://127.0.0.1:${port}/__engraft/`);
  await page.goto(address('long/'));
  await inside(page, '.toggle').waitFor();
  await preview.stop();
  await inside(page, '.lost:not(:empty)').waitFor();
  save('site-content/long.md', long('Written while nobody looked.'));
  save('site-content/late.md', article('Late', 'See [[Home]].'));
  complaints.length = 0;
  preview = await start('serve', port);
  await page.getByText('Written while nobody looked.').waitFor();
  await board.getByRole('link', { name: 'Late' }).waitFor();
  await board.close();
  save('site-content/long.md', long('And once more.'));
  await page.getByText('And once more.').waitFor();
});

await step('a page that is not there yet appears', async () => {
  await page.goto(address('new/'));
  complaints.length = 0;
  save('site-content/new.md', article('New', 'A page that was missed.'));
  await page.getByText('A page that was missed.').waitFor();
});

await step('a page that is removed is gone', async () => {
  remove('site-content/new.md');
  await page.getByText('A page that was missed.').waitFor({ state: 'detached' });
  equal(await page.locator('h1').count(), 1, 'headings of the page for what is not there');
  await inside(page, '.toggle').click();
  await inside(page, '.panel').getByRole('link', { name: 'Dashboard' }).waitFor();
  await inside(page, '.toggle').click();
  complaints.length = 0;
});

await step('with --follow the page that is edited is opened', async () => {
  await preview.stop();
  preview = await start('serve', 0, '--follow');
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
remove();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
