// The writer's panel and the errors that lie over a page. They live in a shadow root, so that neither
// they nor the theme disturb the other.

import { button, counted, element, findingItem, place, renew } from './elements.js';
import { dismiss, errors, recall, showErrors } from './errors.js';
import { edit, isAtDesk } from './frame.js';
import { stored } from './store.js';
import { finder, showOnPage } from './words.js';

const HIDDEN = 'engraft-panel-hidden';
const OPEN = 'engraft-panel-open';

// The preview speaks English, from left to right, whatever the page speaks.
const host = element('engraft-preview', { lang: 'en', dir: 'ltr', hidden: '' });
const root = host.attachShadow({ mode: 'open' });
const style = element('link', { rel: 'stylesheet', href: '/__engraft/preview.css' });
const panel = element('aside', { id: 'panel', class: 'panel', 'aria-label': 'For the writer', hidden: '' });
const lost = element('p', { class: 'lost', role: 'status' });
const toggle = button({ class: 'toggle', 'aria-controls': 'panel' }, '', () => hide(!panel.hidden));
const bar = element('div', { class: 'bar', hidden: '' }, recall, toggle);
let shown = '';

/** A list that is opened to be read, and stays open from page to page. */
function links(title, all) {
  if (all.length === 0) return element('p', {}, `${title}: none`);
  const items = all.map((link) => element('li', { dir: 'auto' }, element('a', { href: link.address }, link.title)));
  const list = element('details', {}, element('summary', {}, `${title}: ${all.length}`), element('ul', {}, ...items));
  const name = `${OPEN} ${title}`;
  list.open = stored(name) === 'yes';
  list.addEventListener('toggle', () => stored(name, list.open ? 'yes' : ''));
  return list;
}

function reviewParagraph({ status, reviewed, due, is_overdue: isOverdue }) {
  const date = (day) => element('time', {}, day);
  const parts = [`${status}, `, ...(reviewed ? ['reviewed ', date(reviewed)] : ['never reviewed'])];
  if (due) parts.push(isOverdue ? ', was due ' : ', due ', date(due));
  return element('p', { class: isOverdue ? 'overdue' : null }, ...parts);
}

/** Findings, with a button where their words are on the page. */
function findingItems(findings) {
  const find = findings.length > 0 ? finder() : null;
  return findings.map((finding) => {
    const found = finding.place?.source && find(finding.place.source);
    return findingItem(finding, found && button({ class: 'seek' }, 'Show on the page', () => showOnPage(found)));
  });
}

/** What is known of the article, or the entry, that the page shows. */
function noteParts(notes) {
  const { unexplained } = notes;
  return [
    element('h2', { dir: 'auto' }, notes.title),
    element('p', {}, place(notes.editor, notes.file)),
    isAtDesk() ? button({}, 'Edit this page', () => edit()) : '',
    reviewParagraph(notes.review),
    element('p', {}, `${counted(notes.words, 'word')}, ${counted(notes.minutes, 'minute')} to read`),
    unexplained.length === 0
      ? element('p', {}, 'Every short form is explained')
      : element('p', {}, 'Not explained: ', element('bdi', {}, unexplained.join(', '))),
    ...notes.facts.map(({ label, words }) => element('p', {}, `${label}: `, element('bdi', {}, words))),
    links('Links from other pages', notes.links_in),
    links('Links to other pages', notes.links_out),
  ];
}

/** What does not count, and why: a list that is opened to be read. */
function waivedList(waived) {
  if (waived.length === 0) return '';
  const items = waived.map(({ rule, message, reason, until }) =>
    element('li', {}, element('code', {}, rule), ` ${message}. Why not: `, element('bdi', {}, reason), until ? `, until ${until}` : ''),
  );
  return element('details', {}, element('summary', {}, `Waived: ${waived.length}`), element('ul', {}, ...items));
}

function showPanel(state) {
  const text = JSON.stringify(state);
  if (text === shown) return;
  shown = text;
  const { findings, more_findings: more, waived, notes } = state;
  const all = findings.length + more;
  const count = all === 0 ? 'no findings' : counted(all, 'finding');
  toggle.replaceChildren(`Notes: ${count}`);
  renew(
    panel,
    ...(notes ? noteParts(notes) : [element('h2', {}, 'A page that Engraft made')]),
    element('h3', {}, all === 0 ? 'No findings' : count),
    element('ul', {}, ...findingItems(findings)),
    more > 0 ? element('p', {}, `and ${more} more`) : '',
    waivedList(waived),
    element('p', {}, element('a', { href: '/__engraft/' }, 'Dashboard')),
  );
  bar.hidden = false;
}

function hide(isHidden) {
  panel.hidden = isHidden;
  toggle.setAttribute('aria-expanded', String(!isHidden));
  stored(HIDDEN, isHidden ? 'yes' : 'no');
}

/** Shows what a page is told. */
export function show(state) {
  const isAmongErrors = errors.contains(root.activeElement);
  showErrors(state);
  showPanel(state.panel);
  if (isAmongErrors && errors.hidden) toggle.focus();
}

/** Says that nobody answers, or takes it back. */
export function showLost(isLost) {
  const words = isLost ? 'The preview does not answer. It is tried again.' : '';
  if (lost.textContent !== words) lost.textContent = words;
}

/** Escape puts away what the reader is in, and the errors from anywhere. */
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  const focused = root.activeElement;
  if (!panel.hidden && (panel.contains(focused) || focused === toggle)) {
    hide(true);
    toggle.focus();
  } else if (!errors.hidden && !document.querySelector(':popover-open')) dismiss();
});

hide(stored(HIDDEN) !== 'no');
// Bare until its style sheet is there, it would push the page about.
style.addEventListener('load', () => host.removeAttribute('hidden'));
root.append(style, errors, lost, bar, panel);
document.body.append(host);
