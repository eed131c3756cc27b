// node tests/browser/glossary.mjs OUTPUT
//
// Uses the words of a finished site as readers do: definitions in the text by keyboard, mouse and without
// script, the glossary with its filter. Ends with "N passed, N failed", which counts the tests.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, basePathOf, browser, NU, pagesOf, serve } from './lib.mjs';

const OUTPUT = process.argv[2] ?? 'output';
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** A window of 1280 by 1024 at 400 % (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 };

const textOf = (page) => readFileSync(join(OUTPUT, page.file), 'utf8');
const marksIn = (page) => textOf(page).split('class="term"').length - 1;
const pages = pagesOf(OUTPUT);
/** The article with the most marked terms. */
const article = pages
  .filter((page) => page.kind === 'page-article')
  .sort((one, other) => marksIn(other) - marksIn(one))[0];
const glossary = pages.find((page) => page.path === 'glossary/');

const base = basePathOf(OUTPUT);
const server = await serve(OUTPUT, base);
const chromium = await browser();
const addressOf = (page) => server.origin + base + page.path;

/** Opens a page in a browser of its own; its messages are faults. */
async function on(target, options, use) {
  const context = await chromium.newContext({ viewport: DESK, ...options });
  const page = await context.newPage();
  const messages = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.goto(addressOf(target));
  try {
    await use(page, context);
    assert.deepEqual(messages, []);
  } finally {
    await context.close();
  }
}

const terms = (page) => page.locator('main a.term[aria-expanded]');
const definition = (page) => page.locator('.definition:popover-open');

/** What has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    return {
      term: [...document.querySelectorAll('main a.term[aria-expanded]')].indexOf(element),
      inDefinition: Boolean(element.closest('.definition')),
      name: element.localName,
      shows: element.matches(':focus-visible'),
    };
  });

/** Presses Tab until the first marked term has the focus. */
async function tabToFirstTerm(page) {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).term === 0) return;
  }
  assert.fail('no way to the first term by keyboard');
}

async function expectClosed(page, term) {
  await page.waitForFunction(() => !document.querySelector('.definition'));
  assert.equal(await terms(page).nth(term).getAttribute('aria-expanded'), 'false');
}

/** Whether the open definition lies in the window, and nothing scrolls sideways. */
const fits = (page) =>
  definition(page).evaluate((box) => {
    const { left, top, right, bottom } = box.getBoundingClientRect();
    const { clientWidth, clientHeight, scrollWidth } = document.documentElement;
    return left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight && scrollWidth <= clientWidth;
  });

const TESTS = {
  'the keyboard opens a definition, reaches its links, and comes back': () =>
    on(article, {}, async (page) => {
      await tabToFirstTerm(page);
      assert.ok((await focused(page)).shows, 'the focus shows');
      assert.equal(await definition(page).count(), 0, 'the focus alone opens nothing');
      await page.keyboard.press('Enter');
      assert.equal(await definition(page).count(), 1);
      assert.equal(await terms(page).first().getAttribute('aria-expanded'), 'true');
      assert.equal((await focused(page)).term, 0, 'the focus stays until the reader moves it');
      await page.keyboard.press('Tab');
      assert.deepEqual(await focused(page), { term: -1, inDefinition: true, name: 'a', shows: true });
      await page.keyboard.press('Escape');
      await expectClosed(page, 0);
      assert.equal((await focused(page)).term, 0, 'the focus is back');
      await page.keyboard.press('Space');
      await definition(page).getByRole('button').focus();
      await page.keyboard.press('Enter');
      await expectClosed(page, 0);
      assert.equal((await focused(page)).term, 0, 'the focus is back');
    }),

  'a definition that the focus leaves is closed': () =>
    on(article, {}, async (page) => {
      await tabToFirstTerm(page);
      await page.keyboard.press('Enter');
      for (let presses = 0; presses < 9 && (await definition(page).count()) > 0; presses += 1) {
        await page.keyboard.press('Tab');
      }
      await expectClosed(page, 0);
      const { name, term } = await focused(page);
      assert.ok(name !== 'body' && term !== 0, 'the focus is where the reader went');
    }),

  'a definition stands right after its term, in markup that a paragraph may hold': () =>
    on(article, {}, async (page) => {
      const term = terms(page).first();
      await term.click();
      const found = await term.evaluate((link) => {
        const box = link.nextElementSibling;
        const names = [box, ...box.querySelectorAll('*')].map((element) => element.localName);
        const words = [...document.querySelectorAll('.words-used dt a')].find((other) => other.href === link.href);
        return { names, said: box.textContent, definition: words.closest('div').querySelector('dd:not(.term-note)').textContent };
      });
      const inline = ['span', 'a', 'abbr', 'button', 'em', 'strong', 'b', 'i', 'q', 'sub', 'sup', 'code', 'wbr'];
      assert.deepEqual(found.names.filter((name) => !inline.includes(name)), []);
      assert.ok(found.said.includes(found.definition));
      const html = `<!doctype html>${await page.evaluate(() => document.documentElement.outerHTML)}`;
      const nu = spawnSync('java', ['-Xss1m', '-jar', NU, '-'], { input: html, encoding: 'utf8' });
      assert.equal(nu.stderr.trim(), '', 'the Nu checker is content with the page as it now is');
    }),

  'a click opens, a click outside or on the term closes': () =>
    on(article, {}, async (page) => {
      const term = terms(page).first();
      await term.hover();
      assert.equal(await definition(page).count(), 0, 'the pointer alone opens nothing');
      await term.click();
      assert.equal(await definition(page).count(), 1);
      await page.mouse.click(2, 400);
      await expectClosed(page, 0);
      assert.equal((await focused(page)).term, 0, 'the focus is back');
      await term.click();
      assert.equal(await definition(page).count(), 1);
      await term.click();
      await expectClosed(page, 0);
      await term.press('Enter');
      assert.equal(await definition(page).count(), 1);
    }),

  'a second definition closes the first': () =>
    on(article, {}, async (page) => {
      await terms(page).first().click();
      await terms(page).nth(1).focus();
      await page.keyboard.press('Enter');
      assert.equal(await definition(page).count(), 1);
      assert.deepEqual(await terms(page).evaluateAll((all) => all.slice(0, 2).map((term) => term.ariaExpanded)), ['false', 'true']);
      assert.equal((await focused(page)).term, 1);
    }),

  'with Ctrl a click follows the link': () =>
    on(article, {}, async (page, context) => {
      const term = terms(page).first();
      const address = await term.evaluate((link) => link.href);
      const opened = context.waitForEvent('page');
      await term.click({ modifiers: ['Control'] });
      assert.equal(await (await opened).evaluate(() => location.href), address);
      assert.equal(await definition(page).count(), 0);
    }),

  'without script a term leads to its entry, and the words stand below': () =>
    on(article, { javaScriptEnabled: false }, async (page) => {
      const term = page.locator('main a.term').first();
      assert.equal(await term.getAttribute('role'), null);
      const address = new URL(await term.getAttribute('href'), addressOf(article)).href;
      const folded = page.locator('details.words-used > summary');
      if ((await folded.count()) > 0) await folded.click();
      assert.ok(await page.locator(`.words-used dt a[href="${await term.getAttribute('href')}"]`).isVisible());
      await term.click();
      await page.waitForURL(address);
      await page.locator('dt:target dfn').waitFor();
      assert.ok(await page.locator('.filter').isHidden(), 'no box that does nothing');
    }),

  'on paper the words stand below, and no definition is open': () =>
    on(article, {}, async (page) => {
      await terms(page).first().click();
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('.definition').isHidden());
      assert.ok(await page.locator('.words-used dd:not(.term-note)').first().isVisible());
    }),

  'every definition fits the window: narrow, zoomed, from right to left': async () => {
    for (const [viewport, direction] of [[PHONE, 'ltr'], [ZOOMED, 'ltr'], [ZOOMED, 'rtl'], [DESK, 'rtl']]) {
      await on(article, { viewport, reducedMotion: 'reduce' }, async (page) => {
        await page.evaluate((dir) => { document.documentElement.dir = dir; }, direction);
        const count = await terms(page).count();
        for (let term = 0; term < count; term += 1) {
          // Those in the folded list of words are not there until somebody opens it.
          if (!(await terms(page).nth(term).isVisible())) continue;
          await terms(page).nth(term).click();
          assert.ok(await fits(page), `term ${term} at ${viewport.width} by ${viewport.height}, ${direction}`);
          const close = await definition(page).getByRole('button').boundingBox();
          assert.ok(close.width >= 24 && close.height >= 24, 'a finger can close it');
          const motion = await definition(page).evaluate((box) => getComputedStyle(box).transitionDuration);
          assert.equal(motion, '0s');
          await page.keyboard.press('Escape');
          await expectClosed(page, term);
        }
      });
    }
  },

  'axe finds nothing with a definition open': async () => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
      for (const viewport of [PHONE, DESK]) {
        await on(article, { viewport, reducedMotion: 'reduce', ...options }, async (page) => {
          await terms(page).first().click();
          assert.deepEqual(await axe(page), [], JSON.stringify({ viewport, ...options }));
        });
      }
    }
  },

  'with forced colours a definition keeps its edge and a term its line': () =>
    on(article, { forcedColors: 'active' }, async (page) => {
      await terms(page).first().click();
      const edge = await definition(page).evaluate((box) => {
        const style = getComputedStyle(box);
        return `${style.borderStyle} ${style.borderColor !== style.backgroundColor}`;
      });
      assert.equal(edge, 'solid true');
      const line = await terms(page).nth(1).evaluate((term) => getComputedStyle(term).textDecorationStyle);
      assert.equal(line, 'dotted');
    }),

  'the filter counts what it finds, and gives it all back': () =>
    on(glossary, {}, async (page) => {
      const input = page.getByRole('searchbox');
      const rows = page.locator('.term-row:visible');
      const groups = page.locator('.letter-group:visible');
      const [allRows, allGroups] = [await rows.count(), await groups.count()];
      const name = await page.locator('.term-row dt dfn').last().textContent();
      await input.fill(name.toUpperCase());
      // Names are found at once, texts a little later; what is said follows.
      await page.waitForFunction(() => {
        const shown = [...document.querySelectorAll('.term-row')].filter((row) => row.offsetParent !== null).length;
        const said = document.querySelector('.filter [role="status"]').textContent;
        return said === (shown === 1 ? '1 word found' : `${shown} words found`);
      });
      const found = await rows.count();
      assert.ok(found >= 1 && found < allRows);
      assert.ok((await groups.count()) < allGroups, 'letters without a row are gone');
      await input.fill('zzqqxx');
      await page.waitForFunction(() => document.querySelector('.filter [role="status"]').textContent === 'No words found');
      assert.equal(await rows.count(), 0);
      await input.press('Escape');
      assert.deepEqual([await rows.count(), await groups.count(), await input.inputValue()], [allRows, allGroups, '']);
      await page.waitForFunction(() => document.querySelector('.filter [role="status"]').textContent === '');
    }),

  'a link to a row that is filtered away shows it; the filter is there when one comes back': () =>
    on(glossary, {}, async (page) => {
      const input = page.getByRole('searchbox');
      const first = await page.locator('.term-row dt dfn').first().textContent();
      await input.fill(first);
      const letter = page.locator('.letters a').last();
      await letter.click();
      const target = new URL(page.url()).hash;
      assert.ok(await page.locator(target).isVisible());
      await input.fill(first);
      const found = await page.locator('.term-row:visible').count();
      await page.goto(addressOf(article));
      await page.goBack();
      assert.equal(await page.getByRole('searchbox').inputValue(), first);
      await page.waitForFunction((count) => [...document.querySelectorAll('.term-row')].filter((row) => !row.hidden).length === count, found);
    }),

  'the glossary describes itself to machines': () =>
    on(glossary, {}, async (page) => {
      const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
      assert.equal(data['@type'], 'DefinedTermSet');
      const entries = await page.locator('.term-row:has(.term-definition) dt').evaluateAll((all) => all.map((entry) => `#${entry.id}`));
      const described = data.hasDefinedTerm.map((term) => new URL(term['@id'], addressOf(glossary)).hash);
      assert.deepEqual(described.sort(), entries.sort());
      for (const term of data.hasDefinedTerm) {
        assert.ok(term.name && term.description && !/[<>]/.test(term.description), JSON.stringify(term));
        assert.equal(term.inDefinedTermSet, data['@id']);
      }
    }),

  'a long term has a page, and its entry leads there': () =>
    on(glossary, {}, async (page) => {
      const ofTerm = page.locator(`a[href^="${base}${glossary.path}"]`, { hasText: /^Read more about / });
      const row = page.locator('.term-row', { has: ofTerm }).first();
      await row.locator('summary').click();
      await row.locator('a', { hasText: /^Read more about / }).first().click();
      assert.equal(await page.locator('body').getAttribute('class'), 'page-term');
      assert.ok(await page.locator('h1 dfn').isVisible());
    }),
};

let failed = 0;
for (const [name, test] of Object.entries(TESTS)) {
  try {
    await test();
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}\n  ${error.message.replaceAll('\n', '\n  ')}`);
  }
}
await chromium.close();
server.close();
console.log(`\nwords of ${article.path} and ${glossary.path}`);
console.log(`${Object.keys(TESTS).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
