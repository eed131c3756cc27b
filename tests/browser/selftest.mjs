// node tests/browser/selftest.mjs [OUTPUT]
//
// Breaks a page in the browser, once for each thing that the checks look for, and expects the check to say
// so: a check that cannot fail proves nothing. OUTPUT is the finished site of tests/sites/brand, or its like.
// Ends with "N passed, N failed", which counts the faults.

import * as data from './checks/data.mjs';
import * as focus from './checks/focus.mjs';
import * as journey from './checks/journey.mjs';
import * as layout from './checks/layout.mjs';
import * as opened from './checks/opened.mjs';
import * as print from './checks/print.mjs';
import * as scriptless from './checks/scriptless.mjs';
import * as spacing from './checks/spacing.mjs';
import * as speed from './checks/speed.mjs';
import * as structure from './checks/structure.mjs';
import * as targets from './checks/targets.mjs';
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
  [html('main', '<ul class="x"><li><a href="#main_content">A</a></li><li><a href="#main_content">B</a></li></ul>'), targets, 'a target of'],
  [css('a:focus-visible { background: none !important; box-shadow: none !important; outline: none !important; border-color: currentColor }'), focus, 'does not show'],
  [css('.site-header { background: #fff; inset: 0 0 60% 0; position: fixed; z-index: 9 } main { padding-block-start: 60vh } .site-header * { display: none }'), focus, 'is covered'],
  [html('.site-footer', '<a href="#main_content" tabindex="3">Early</a>'), focus, 'goes back'],
  [html('main', '<div style="position:absolute"><a id="far" href="#main_content">Far</a></div>'), null, ''],
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
  [remove('main time'), data, 'the page does not'],
  [remove('.breadcrumbs'), null, ''],
  [(page) => page.evaluate(() => { document.querySelector('h1').textContent = 'Other'; }), data, 'names the page'],
  [css('@media print { nav { display: block !important } }'), print, 'is printed'],
  [css('@media print { main p { font-size: 9pt } }'), print, '9.0 pt'],
  [css('@media print { main a::after { content: none !important } }'), print, 'no address after'],
  [css('@media print { details::details-content { display: none !important } }'), print, 'is not open'],
  [css('@media print { body { background: #eee !important } }'), print, 'the paper is'],
  [css('.prose > p { display: none }'), scriptless, 'is not shown', NO_SCRIPT],
  [html('main', '<button>Press</button>'), scriptless, 'does nothing', NO_SCRIPT],
  [css('nav { display: none !important }'), scriptless, 'no navigation', NO_SCRIPT],
  [css('details::details-content { display: none !important }'), scriptless, 'does not open', NO_SCRIPT],
  [set('main a.term', 'href', '#no-such-entry'), scriptless, 'the first term leads to', NO_SCRIPT],
  [css('main p { color: #bbb }'), { check: axe }, 'color-contrast'],
  [html('main', '<img src="x.svg">'), null, ''],
  [css('.definition { color: #ccc; background: #ddd }'), opened, 'color-contrast'],
  [css('.site-menu[open] nav a { color: #ccc; background: #ddd }'), opened, 'color-contrast', PHONE],
  [set('main', 'tabindex', ''), journey, 'the skip link', PHONE],
  [css('.site-menu > summary { visibility: hidden }'), null, ''],
  [set('main .card a[href^="tel:"]', 'href', 'tel:x'), journey, 'dials', PHONE],
  [set('.contents a', 'href', '#main_content'), null, ''],
  [set('.languages a', 'hreflang', 'cy'), journey, 'the language switch', PHONE],
  [(page) => page.evaluate(() => document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true)), journey, 'a definition', PHONE],
];
