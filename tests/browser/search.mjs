// node tests/browser/search.mjs OUTPUT
//
// Searches a finished site as readers do: what 64 queries of patients find on the sample site, every other name of a
// term, one slip in a title; the box by keyboard, on a phone, enlarged and in forced colours; that no query leaves the
// browser. Ends with "N passed, N failed". What a search costs is told by search-bench.mjs.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { axe, basePathOf, browser, serve } from './lib.mjs';

const OUTPUT = process.argv[2] ?? 'output';
const QUERIES = JSON.parse(readFileSync(new URL('queries.json', import.meta.url)));
/** Typed by somebody who had not looked at the index. */
const LAY_QUERIES = JSON.parse(readFileSync(new URL('lay-queries.json', import.meta.url)));
const WORDS = JSON.parse(readFileSync(new URL('../golden/search-words.json', import.meta.url)));
/** What is one or two letters from each other, and is not the same. */
const APART = [
  ['hypotension', 'hypertension'], ['hypothyroidism', 'hyperthyroidism'], ['hypoglycaemia', 'hyperglycaemia'], ['hypokalaemia', 'hyperkalaemia'],
  ['hypothermia', 'hyperthermia'], ['hypocalcaemia', 'hypercalcaemia'], ['allologous', 'autologous'], ['allogenic', 'autogenic'],
  ['allograft', 'autograft'], ['alloimmune', 'autoimmune'], ['ALL', 'AML'], ['CLL', 'CML'], ['MDS', 'MS'], ['CMV', 'CMF'], ['CD34', 'CD38'],
  ['HLA', 'HLH'], ['neutropenia', 'neutrophilia'], ['lymphopenia', 'lymphophilia'], ['infertility', 'fertility'], ['inactive', 'active'],
  ['unrelated', 'related'], ['irregular', 'regular'], ['immature', 'mature'], ['asymptomatic', 'symptomatic'], ['afebrile', 'febrile'],
  ['abnormal', 'normal'], ['macrocytic', 'microcytic'], ['homozygous', 'heterozygous'], ['intravenous', 'intervenous'], ['antenatal', 'antinatal'],
  ['harmless', 'harmful'], ['dysphagia', 'dysphasia'], ['aphasia', 'aplasia'], ['colectomy', 'colotomy'], ['colostomy', 'colotomy'],
  ['lymphoblast', 'lymphocyte'], ['prednisone', 'prednisolone'], ['vinblastine', 'vincristine'], ['infection', 'injection'], ['ileum', 'ilium'],
  ['hepatitis', 'hepatosis'], ['endocrine', 'exocrine'], ['preoperative', 'postoperative'], ['T38', 'T36'],
];
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** A window of 1280 by 1024 at 400 % (WCAG 1.4.10). */
const ZOOMED = { width: 320, height: 256 };

const base = basePathOf(OUTPUT);
const server = await serve(OUTPUT, base);
const chromium = await browser();
const search = `${server.origin}${base}search/`;

/** Opens an address in a browser of its own; its messages are faults. */
async function on(address, options, use) {
  const context = await chromium.newContext({ viewport: DESK, ...options });
  const page = await context.newPage();
  const messages = [];
  const requests = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(address);
  try {
    await use(page, requests);
    assert.deepEqual(messages, []);
  } finally {
    await context.close();
  }
}

/** Where the results of a query lead, without the sections of articles. */
async function results(page, query) {
  await page.evaluate((hash) => {
    document.querySelector('.search-page [role="status"]').textContent = '';
    location.hash = hash;
  }, `q=${encodeURIComponent(query)}`);
  await page.waitForFunction(() => document.querySelector('.search-page [role="status"]').textContent !== '');
  const addresses = await page.locator('ol.search-results > li > a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  return addresses.map((address) => `/${address.slice(base.length)}`).map((address) => (address.startsWith('/glossary/#') ? address : address.split('#')[0]));
}

/** Whom a site calls for its signs of danger. */
const numbersOf = ({ signs }) => {
  const of = (kind) => signs.find(([own]) => own === kind)[2];
  return { CRISIS: of('crisis'), WARD: of('urgent') };
};

/** The engine of the site itself, in its page. */
const withEngine = (page, use, argument) =>
  page.evaluate(
    async ([source, given]) => {
      const form = document.querySelector('.search-page');
      const { Index, words } = await import(form.dataset.find);
      const index = new Index(async (name) => (await fetch(`${form.getAttribute('action')}${name}.json`)).json());
      await index.load('');
      return (0, eval)(`(${source})`)(index, given, words);
    },
    [use.toString(), argument],
  );

const tests = {
  async 'patients find what they look for'() {
    await on(search, {}, async (page) => {
      for (const [queries, first, firstThree] of [[QUERIES, 55, 61], [LAY_QUERIES, 44, 50]]) {
        const places = [];
        for (const { q, expect } of queries) {
          const found = await results(page, q);
          places.push({ q, at: found.findIndex((address) => expect.includes(address)), found: found.slice(0, 3) });
        }
        const upTo = (last) => places.filter(({ at }) => at >= 0 && at <= last).length;
        const missed = JSON.stringify(places.filter(({ at }) => at !== 0));
        console.log(`  ${upTo(0)} first, ${upTo(2)} in the first three of ${queries.length}`);
        assert.ok(upTo(0) >= first, `${upTo(0)} of ${queries.length} first: ${missed}`);
        assert.ok(upTo(2) >= firstThree, `${upTo(2)} of ${queries.length} in the first three: ${missed}`);
        if (queries === QUERIES) assert.deepEqual(places.filter(({ found }) => found.length === 0), []);
      }
    });
  },

  async 'every other name of a term finds the term and its article'() {
    await on(search, { bypassCSP: true }, async (page) => {
      const wrong = await withEngine(page, async (index) => {
        const found = [];
        for (const { number, article, labels, isTerm } of [...index.entries.values()]) {
          if (!isTerm) continue;
          const right = [number, article].filter((one) => one !== null);
          for (const name of labels.slice(1)) {
            const first = (await index.search(name)).found.slice(0, 3).map((one) => one.page);
            if (!right.includes(first[0]) || !right.every((one) => first.includes(one))) found.push(name);
          }
        }
        return found;
      });
      assert.deepEqual(wrong, []);
    });
  },

  async 'a slip in a title is forgiven'() {
    await on(search, { bypassCSP: true }, async (page) => {
      const [good, all, missed] = await withEngine(page, async (index) => {
        // The same slips in every run.
        let state = 7;
        const pick = (count) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % count;
        const slips = [(w, k) => w.slice(0, k) + w.slice(k + 1), (w, k, c) => w.slice(0, k) + c + w.slice(k), (w, k, c) => w.slice(0, k) + c + w.slice(k + 1), (w, k) => w.slice(0, k) + w[k + 1] + w[k] + w.slice(k + 2)];
        let counts = [0, 0, []];
        for (const { number, title } of [...index.entries.values()]) {
          const words = title.split(' ');
          const places = words.map((word, i) => (/^\p{L}{5,}$/u.test(word) ? i : -1)).filter((i) => i >= 0);
          if (!places.length) continue;
          const place = places[pick(places.length)];
          words[place] = slips[pick(4)](words[place], 1 + pick(words[place].length - 2), 'abcdefghijklmnopqrstuvwxyz'[pick(26)]);
          const found = (await index.search(words.join(' '))).found.slice(0, 3);
          counts[1] += 1;
          if (found.some(({ page }) => page === number)) counts[0] += 1;
          else counts[2].push(words.join(' '));
        }
        return counts;
      });
      assert.ok(good / all >= 0.94, `${good} of ${all}: ${missed}`);
      console.log(`  ${good} of ${all}`);
    });
  },

  async 'opposites and look-alikes are never taken for each other'() {
    await on(search, { bypassCSP: true }, async (page) => {
      const mended = await withEngine(page, async (index, apart) => {
        const found = [];
        for (const [known, typed] of apart.flatMap(([one, other]) => [[one, other], [other, one]])) {
          const files = { names: { terms: 1, cards: [], entries: [['/', known]], parts: [], same: [], pages: [], signs: [] }, words: { pages: 0, files: [] } };
          const small = new index.constructor(async (name) => files[name]);
          const answer = await small.search(typed);
          if (answer.mended || answer.found.length) found.push([typed, known]);
        }
        return found;
      }, APART);
      assert.deepEqual(mended, []);
      assert.ok(APART.length >= 30);
    });
  },

  async 'words are folded as the build folds them'() {
    await on(search, { bypassCSP: true }, async (page) => {
      const folded = await withEngine(page, (_, table, words) => table.map(([text]) => [text, words(text)]), WORDS);
      assert.deepEqual(folded, WORDS);
    });
  },

  async 'a query leaves the browser in no request, and nothing is kept'() {
    await on(search, {}, async (page, requests) => {
      assert.ok((await results(page, 'mouth ulcers')).length > 0);
      assert.deepEqual(requests.filter((address) => /mouth|ulcer/.test(new URL(address).search + new URL(address).hash)), []);
      assert.deepEqual(requests.filter((address) => !address.startsWith(server.origin)), []);
      assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, '']);
    });
  },

  async 'a term is explained above, a slip is said with a way back, nothing found leads on'() {
    await on(search, {}, async (page) => {
      await results(page, 'fever');
      await page.locator('.search-term').waitFor();
      assert.match(await page.locator('.search-term').innerText(), /high temperature/i);
      await results(page, 'lukemia');
      assert.match(await page.locator('.search-mended').innerText(), /leukemia/);
      await page.locator('.search-mended button').click();
      await page.locator('.search-none').waitFor();
      assert.equal(await page.locator('ol.search-results > li').count(), 0);
      assert.ok((await page.locator('.search-none a[href^="tel:"]').count()) > 0);
    });
  },

  async 'a sign of danger is answered with its own card and number first'() {
    const EMERGENCY = 'tel:999';
    const { CRISIS, WARD } = numbersOf(JSON.parse(readFileSync(`${OUTPUT}/search/names.json`)));
    const cards = async (page, query) => {
      await results(page, query);
      const all = page.locator('.search-signs .card');
      return all.evaluateAll((found) => found.map((card) => card.querySelector('.block-title a').getAttribute('href')));
    };
    const asked = [
      [EMERGENCY, ['chest pain', 'chest pian', 'pain in my chest', "can't breathe", 'cannot breath', 'bleeding that won\'t stop', 'blue lips', 'passed out', 'confused', 'breathless', 'heavy bleeding that does not stop', 'heart attack', 'seizure', 'fainted', 'cannot wake him', 'cant breath properly', "can't catch my breath", 'struggling to breathe', 'my chest hurts', 'tightness in my chest', 'my lips are blue', 'my nose wont stop bleeding', 'he wont wake up', 'tongue swelling', "I can't speak properly", 'slurred speech', 'methu anadlu', 'ألم في الصدر']],
      [WARD, ['fever', 'high temperature', 'feverr', 'new rash', 'cough', 'nose bleed', 'diarrhoea', 'yellow eyes', 'burning when I pee', 'being sick', "can't eat", 'sore throat', 'swollen legs', 'blood in wee', 'shivering', 'my temperature is 38.5', 'my rash is spreading', 'blood in my poo', 'hickman line is leaking', "can't keep anything down", 'swollen ankles', 'burning pee', 'diarhoea', 'blurred vision', 'twymyn']],
      [CRISIS, ['suicide', 'suicidal', 'I want to die', 'kill myself', 'sucidal', 'suicidal thoughts', 'end my life', 'i want to kill my self', 'i dont want to live anymore', 'I feel suicidel', 'wish i was dead', 'no reason to live', 'thinking of ending my life', 'I might hurt myself', 'self-harm', "I can't go on like this", 'hunanladdiad', 'أريد أن أموت']],
      [undefined, ['sick pay', 'money', 'drinking beer', 'blue badge', 'dry lips', 'skin care', 'face mask', 'alcohol', 'bus pass', 'coming out of hospital', 'eating out', 'legs', 'sun cream', 'hair loss', 'low mood', 'common room', 'parking', 'tired', 'driving', 'will I die', 'stop treatment', 'taking medicines', 'blood transfusion', 'face', 'left side', 'green tea', 'fit note', 'fit for work', 'room temperature', 'want to live longer', 'I want to be here for my family', 'cannot go on holiday', 'hair dye', 'hurt feelings', 'does it hurt', 'how long will I live', 'cut my nails', 'cannot see visitors', 'face wash', 'donor die', 'ending treatment']],
    ];
    await on(search, {}, async (page) => {
      const wrong = [];
      for (const [first, queries] of asked) {
        for (const query of queries) {
          const found = await cards(page, query);
          const isAlone = first !== CRISIS || found.every((number) => number === CRISIS);
          if (found[0] !== first || !isAlone) wrong.push({ query, found });
        }
      }
      assert.deepEqual(wrong, []);
      // What is milder never stands without what it can become.
      assert.deepEqual(await cards(page, 'sore throat'), [WARD, EMERGENCY]);
      await results(page, 'suicide');
      assert.equal(await page.locator(`main a[href="${WARD}"]`).filter({ visible: true }).count(), 0);
    });
    // The box says so too, before anything else.
    for (const [query, number] of [['chest pian', EMERGENCY], ['suicide', CRISIS], ['fever', WARD]]) {
      await on(server.origin + base, {}, async (page) => {
        await page.locator('.site-search input').fill(query);
        await page.locator(`.site-search [role="option"][data-href="${number}"]`).waitFor();
        const first = page.locator('.site-search [role="option"]').first();
        assert.equal(await first.getAttribute('data-href'), number);
      });
    }
    // Where they are not translated, they say in what language they are.
    await on(`${search}#q=pain`, {}, async (page) => {
      await page.route('**/names.json', async (route) => {
        const names = await (await route.fetch()).json();
        for (const sign of names.signs) sign[4] = 'en-GB';
        await route.fulfill({ json: names });
      });
      await page.reload();
      assert.deepEqual(await cards(page, 'chest pain'), [EMERGENCY]);
      assert.equal(await page.locator('.search-signs li').first().getAttribute('lang'), 'en-GB');
    });
  },

  async 'a sentence that answers is shown, and its section is the link'() {
    await on(search, {}, async (page) => {
      await results(page, 'hair loss');
      await page.locator('ol.search-results mark').first().waitFor();
      assert.match(await page.locator('ol.search-results mark').first().innerText(), /hair/i);
    });
  },

  async 'the box is a combobox by keyboard'() {
    await on(server.origin + base, {}, async (page) => {
      const input = page.locator('.site-search input');
      await input.focus();
      await input.pressSequentially('gvh');
      const options = page.locator('.site-search [role="option"]');
      await options.first().waitFor();
      assert.equal(await input.getAttribute('aria-expanded'), 'true');
      await page.keyboard.press('ArrowDown');
      assert.equal(await input.getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
      assert.equal(await options.first().getAttribute('aria-selected'), 'true');
      assert.match(await page.locator('.site-search [role="status"]').innerText(), /result/);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('.site-search [role="listbox"]').isVisible(), false);
      await input.pressSequentially('d');
      await options.first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/gvhd|graft-versus-host/);
    });
    await on(server.origin + base, {}, async (page) => {
      await page.locator('.site-search input').fill('hair loss');
      await page.keyboard.press('Enter');
      await page.waitForURL(/search\/#q=hair/);
      await page.locator('ol.search-results > li > a').first().waitFor();
    });
  },

  async 'axe has nothing to say, with suggestions and with results'() {
    for (const [viewport, forcedColors] of [[DESK, 'none'], [PHONE, 'none'], [ZOOMED, 'none'], [DESK, 'active']]) {
      await on(server.origin + base, { viewport, forcedColors }, async (page) => {
        await page.locator('.site-search input').pressSequentially('cell');
        await page.locator('.site-search [role="option"]').first().waitFor();
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(sideways <= 0, `${sideways} pixels sideways at ${viewport.width}`);
        assert.deepEqual(await axe(page), []);
      });
      await on(search, { viewport, forcedColors }, async (page) => {
        await results(page, 'fever');
        assert.deepEqual(await axe(page), []);
      });
    }
  },

  async 'the filters of the A to Z and of the words know other names and texts'() {
    for (const [path, queries] of [['a-to-z/', ['fever', 'rash', 'sick', 'hair']], ['glossary/', ['fever', 'sick']]]) {
      await on(server.origin + base + path, {}, async (page) => {
        for (const query of queries) {
          await page.locator('.filter input').fill(query);
          await page.locator('.term-row:not([hidden])').first().waitFor({ timeout: 5000 }).catch(() => assert.fail(`${path}: ${query}`));
        }
      });
    }
  },

  async 'without script the box is a link to the A to Z'() {
    await on(server.origin + base, { javaScriptEnabled: false }, async (page) => {
      assert.match(await page.locator('.search-link').getAttribute('href'), /a-to-z\/$/);
      assert.equal(await page.locator('.site-search').isVisible(), false);
    });
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n  ${String(error.message).slice(0, 2000)}`);
  }
}
console.log(`\n${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
await chromium.close();
server.close();
