// node tests/browser/selftest.mjs [OUTPUT]
//
// Breaks a page in the browser, once for each thing that the checks look for, and expects the check to say
// so: a check that cannot fail proves nothing. OUTPUT is the finished site of tests/sites/brand, or its like.
// Ends with "N passed, N failed", which counts the faults.

import * as calm from './checks/calm.mjs';
import * as data from './checks/data.mjs';
import * as definition from './checks/definition.mjs';
import * as focus from './checks/focus.mjs';
import * as journey from './checks/journey.mjs';
import * as layout from './checks/layout.mjs';
import * as opened from './checks/opened.mjs';
import * as print from './checks/print.mjs';
import * as sheets from './checks/sheets.mjs';
import * as scriptless from './checks/scriptless.mjs';
import * as spacing from './checks/spacing.mjs';
import * as speed from './checks/speed.mjs';
import * as structure from './checks/structure.mjs';
import * as tables from './checks/tables.mjs';
import * as targets from './checks/targets.mjs';
import * as textsize from './checks/textsize.mjs';
import * as urgent from './checks/urgent.mjs';
import * as weight from './checks/weight.mjs';
import { visit } from './inspect.mjs';
import { axe, basePathOf, browser, oneOfEachKind, report, serve } from './lib.mjs';

const css = (rules) => (page) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}, rules);
const html = (place, markup) => (page) =>
  page.evaluate(([where, text]) => document.querySelector(where).insertAdjacentHTML('beforeend', text), [place, markup]);
const set = (place, name, value) => (page) =>
  page.evaluate(([where, key, text]) => document.querySelector(where).setAttribute(key, text), [place, name, value]);
const remove = (place) => (page) =>
  page.evaluate((where) => document.querySelectorAll(where).forEach((element) => element.remove()), place);
const says = (facts) => html('head', `<script type="application/ld+json">${JSON.stringify({
  '@context': 'https://schema.org', '@type': 'MedicalWebPage', ...facts,
})}</script>`);
const PHONE = { viewport: { width: 320, height: 640 } };
const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };

/** How the page is broken, which check has to see it, what that has to say, and in what window. */
const FAULTS = [
  [css('main { inline-size: 120vw }'), layout, 'scrolls sideways'],
  [css('h1 { block-size: 0.5em; overflow: hidden }'), layout, 'is cut off'],
  [css('main h1 { margin-block-end: -2.5em }'), layout, 'text lies on text'],
  [css('main p { max-inline-size: 120px }'), layout, 'squeezed'],
  [css('main p { inset-inline-start: -40px; position: relative }'), layout, 'leaves the window', PHONE],
  [css('h1 { block-size: calc(1lh + 4px); max-block-size: 100%; overflow: hidden; white-space: nowrap; inline-size: max-content }'), spacing, 'with wider spacing'],
  [html('main', '<p><a href="#main_content">A</a> <a href="#main_content">B</a></p>'), targets, 'a target of'],
  [css('a:focus-visible { background: none !important; box-shadow: none !important; outline: none !important; border-color: currentColor }'), focus, 'does not show'],
  [css('.site-header { background: #fff; inset: 0 0 60% 0; position: fixed; z-index: 9 } main { padding-block-start: 60vh } .site-header * { display: none }'), focus, 'is covered'],
  [html('.site-footer', '<a href="#main_content" tabindex="3">Early</a>'), focus, 'Tab never comes to'],
  [css('.site-footer ul { display: flex; flex-direction: column-reverse; reading-flow: flex-visual }'), focus, 'goes back'],
  [css('.page-head { padding-block-start: 900px }'), urgent, 'below the first screen'],
  [remove('main .card .block-title a'), urgent, 'no number in the title'],
  [remove('main .card .call'), urgent, 'no button ends'],
  [css('.card-call .call { display: inline; min-block-size: 0; padding: 0 }'), urgent, 'a button of'],
  [html('main', '<h1>Another</h1>'), structure, 'main headings'],
  [html('main', '<h5>Deep</h5>'), structure, 'a heading of level 5'],
  [html('main', '<p id="main_content">Twice</p>'), structure, 'stand twice'],
  [html('main', '<p lang="ar">مرحبا</p>'), structure, 'ar runs ltr'],
  [html('main', '<a href="#nowhere">Nowhere</a>'), structure, 'leads nowhere'],
  [set('.breadcrumbs a', 'aria-current', 'page'), structure, 'is not the current page'],
  [set('.breadcrumbs', 'aria-label', ''), structure, 'a nav without a name'],
  [(page) => page.evaluate(() => { document.title = 'Other'; }), structure, 'the title is'],
  [remove('.skip-link'), structure, 'does not lead to the main part'],
  [(page) => page.evaluate(() => { document.documentElement.dir = ''; }), structure, 'the direction is'],
  [says({ lastReviewed: '1999-01-01' }), data, 'the page does not'],
  [says({ name: 'Other' }), data, 'names the page'],
  [says({ inLanguage: 'tlh' }), data, 'is in tlh'],
  [says({ breadcrumb: { '@type': 'BreadcrumbList', itemListElement: [{ name: 'Elsewhere' }] } }), data, 'leads here by'],
  [css('@media print { nav { display: block !important } }'), print, 'is printed'],
  [css('@media print { main p { font-size: 9pt } }'), print, '9.0 pt'],
  [css('@media print { main a::after { content: none !important } }'), print, 'no address after'],
  [css('@media print { details::details-content { display: none !important } }'), print, 'is not open'],
  [css('@media print { body { background: #eee !important } }'), print, 'the paper is'],
  [css('@media print { .prose > p { margin-block-end: 25cm } }'), sheets, ' sheets, and not '],
  [remove('.sheet-line'), sheets, 'not at the foot'],
  [css('.site-name { margin: 0 !important } .site-menu summary { position: absolute !important; inset: 0 0 auto auto !important }'), textsize, 'lies upon the name'],
  [css('.site-search { flex-basis: 12rem !important; max-inline-size: 20rem }'), textsize, 'lies upon the search'],
  [css('.site-search { min-inline-size: 120% }'), textsize, 'is wider than its row'],
  [css('.site-name { max-inline-size: 4rem; overflow-wrap: anywhere }'), textsize, 'is broken inside'],
  [css('.labelled td::before { content: none !important }'), tables, 'without the name of its column'],
  [set('.labelled th', 'role', 'cell'), tables, 'no role on'],
  [css('.labelled td { min-inline-size: 60rem !important }'), tables, 'few columns scrolls'],
  [html('main', '<ul class="related"><li>1</li><li>2</li><li>3</li><li>4</li></ul>'), calm, 'related pages'],
  [html('main', '<p class="backlinks">Here</p>'), calm, '.backlinks on a page'],
  [css('.definition { block-size: 90vh; max-block-size: none }'), definition, ' pixels'],
  [css('.definition a { display: none }'), definition, 'leads nowhere'],
  [css('.prose > p { display: none }'), scriptless, 'is not shown', NO_SCRIPT],
  [html('main', '<button>Press</button>'), scriptless, 'does nothing', NO_SCRIPT],
  [css('nav { display: none !important }'), scriptless, 'no navigation', NO_SCRIPT],
  [css('details::details-content { display: none !important }'), scriptless, 'does not open', NO_SCRIPT],
  [set('main a.term', 'href', '#no-such-entry'), scriptless, 'the first term leads to', NO_SCRIPT],
  [css('main p { color: #bbb }'), { check: axe }, 'color-contrast'],
  [css('.definition { color: #ccc; background: #ddd }'), opened, 'color-contrast'],
  [css('header details[open] a { color: #ccc; background: #ddd }'), opened, 'color-contrast', PHONE],
  [set('main', 'tabindex', ''), journey, 'the skip link', PHONE],
  [set('main .card a[href^="tel:"]', 'href', 'tel:x'), journey, 'dials', PHONE],
  [set('.languages a', 'hreflang', 'cy'), journey, 'the language switch', PHONE],
  [(page) => page.evaluate(() => document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true)), journey, 'a definition', PHONE],
];

/** The page to break: the richest article, in the first language. */
const output = process.argv[2] ?? 'output';
const base = basePathOf(output);
const server = await serve(output, base);
const chromium = await browser();
const [home, ...others] = oneOfEachKind(output).sort((one) => (one.path === '' ? -1 : 1));
const article = others.find((page) => page.kind === 'page-article' && page.language === home.language);
const results = new Map();
for (const [index, [breakIt, { check }, expected, options = {}]] of FAULTS.entries()) {
  const name = `${index + 1}: ${expected}`;
  results.set(name, []);
  await visit(chromium, { origin: server.origin, base }, article, options, async (page) => {
    await breakIt(page);
    const found = await check(page);
    const caught = found.some((fault) => fault.includes(expected));
    if (!caught) results.get(name).push(`not caught; what was said: ${found.join('; ') || 'nothing'}`);
    return [];
  });
}

/** What a page loads cannot be broken in the page: a server that makes it heavy, slow or restless does it. */
const SERVED = [
  ['<script src="/heavy.js"></script>', weight, ' bytes: '],
  ['<script src="/1.js"></script><script src="/2.js"></script><script src="/3.js"></script><script src="/4.js"></script>', weight, ' requests: '],
  ['<img src="/1.png" alt=""><img src="/2.png" alt=""><img src="/3.png" alt=""><img src="/4.png" alt="">', weight, ' requests: '],
  ['<script src="/slow.js"></script>', speed, 'is painted after'],
  ['<script src="/restless.js"></script>', speed, 'the layout shifts'],
];
const SCRIPTS = {
  '/heavy.js': `// ${'x'.repeat(60_000)}`,
  '/slow.js': 'const end = performance.now() + 1100; while (performance.now() < end);',
  '/restless.js': 'addEventListener("load", () => requestAnimationFrame(() => { setTimeout(() => document.body.prepend(Object.assign(document.createElement("p"), { textContent: "!", style: "block-size: 9rem" })), 50); }));',
};
for (const [tags, { check }, expected] of SERVED) {
  const name = `${tags.slice(0, 10)}: ${expected}`;
  results.set(name, []);
  await visit(chromium, { origin: server.origin, base }, article, PHONE, async (page) => {
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url());
      if (/^\/\w+\.js$/.test(pathname)) {
        return route.fulfill({ contentType: 'text/javascript', body: SCRIPTS[pathname] ?? '' });
      }
      if (route.request().resourceType() !== 'document') return route.continue();
      const response = await route.fetch();
      return route.fulfill({ response, body: (await response.text()).replace('</head>', `${tags}</head>`) });
    });
    await page.reload();
    const found = await check(page);
    if (!found.some((fault) => fault.includes(expected))) results.get(name).push(`not caught: ${found.join('; ')}`);
    return [];
  });
}
await chromium.close();
server.close();
process.exitCode = report(results) ? 0 : 1;
