// The writer's panel and the errors that lie over a page. They live in a shadow root, so that neither
// they nor the theme disturb the other. All text is set as text: nothing of it is ever read as HTML.

const HIDDEN = 'engraft-panel-hidden';

const host = document.createElement('engraft-preview');
const root = host.attachShadow({ mode: 'open' });
const style = element('link', { rel: 'stylesheet', href: '/__engraft/preview.css' });
const errors = element('section', { class: 'errors', 'aria-label': 'What keeps the site from being published', hidden: '' });
const panel = element('aside', { id: 'panel', class: 'panel', 'aria-label': 'For the writer', hidden: '' });
const lost = element('p', { class: 'lost', role: 'status' });
const toggle = element('button', { class: 'toggle', type: 'button', 'aria-controls': 'panel' });
let dismissed = '';
let isHidden = true;

/** An element with attributes and children, which are elements or text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Where a finding is, with the line of the source. */
function placeOf(place) {
  if (!place) return [];
  const words = `${place.file}, line ${place.line}`;
  const where = place.editor
    ? element('a', { class: 'place', href: place.editor, title: 'Opens it in the editor' }, words)
    : element('span', { class: 'place' }, words);
  if (!place.source) return [where];
  const [before, marked, after] = place.source;
  return [where, element('pre', {}, before, element('mark', {}, marked), after)];
}

function findingItem(finding) {
  return element(
    'li',
    { class: finding.severity },
    element('p', {}, element('strong', {}, `${finding.severity}: `), finding.message),
    ...placeOf(finding.place),
    finding.help && element('p', { class: 'help' }, finding.help),
  );
}

function showErrors(state) {
  const text = JSON.stringify(state.errors);
  errors.hidden = state.errors.length === 0 || dismissed === text;
  if (errors.hidden) {
    errors.replaceChildren();
    return;
  }
  const close = element('button', { type: 'button', class: 'close' }, 'Close');
  close.addEventListener('click', () => dismiss(text));
  const words = state.is_held_back
    ? 'This is the last good page. What you saved since cannot be published:'
    : 'The site cannot be published:';
  errors.replaceChildren(
    element('div', { class: 'head' }, element('p', { role: 'alert' }, words), close),
    element('ul', {}, ...state.errors.map(findingItem)),
    state.more_errors > 0 ? element('p', {}, `and ${counted(state.more_errors, 'error')} more`) : '',
  );
}

function dismiss(text) {
  dismissed = text;
  errors.hidden = true;
  errors.replaceChildren();
}

function links(title, all) {
  if (all.length === 0) return element('p', {}, `${title}: none`);
  const items = all.map((link) => element('li', {}, element('a', { href: link.address }, link.title)));
  const summary = element('summary', {}, `${title}: ${all.length}`);
  return element('details', {}, summary, element('ul', {}, ...items));
}

function reviewWords(review) {
  const parts = [review.status];
  parts.push(review.reviewed ? `reviewed ${review.reviewed}` : 'never reviewed');
  if (review.due) parts.push(review.is_overdue ? `was due ${review.due}` : `due ${review.due}`);
  return parts.join(', ');
}

function showPanel(page) {
  toggle.hidden = page === null;
  if (page === null) {
    panel.hidden = true;
    return;
  }
  const all = page.findings.length;
  toggle.replaceChildren(all === 0 ? 'Notes: no findings' : `Notes: ${counted(all, 'finding')}`);
  const file = page.editor
    ? element('a', { class: 'place', href: page.editor, title: 'Opens it in the editor' }, page.file)
    : element('span', { class: 'place' }, page.file);
  panel.replaceChildren(
    element('h2', {}, page.title),
    element('p', {}, file),
    element('p', { class: page.review.is_overdue ? 'overdue' : null }, reviewWords(page.review)),
    element('p', {}, `${counted(page.words, 'word')}, ${counted(page.minutes, 'minute')} to read`),
    element(
      'p',
      {},
      page.unexplained.length === 0
        ? 'Every short form is explained'
        : `Not explained: ${page.unexplained.join(', ')}`,
    ),
    links('Links from other pages', page.links_in),
    links('Links to other pages', page.links_out),
    element('h3', {}, all === 0 ? 'No findings' : counted(all, 'finding')),
    element('ul', {}, ...page.findings.map(findingItem)),
    element('p', {}, element('a', { href: '/__engraft/' }, 'All pages')),
  );
  hide(isHidden);
}

function hide(value) {
  isHidden = value;
  panel.hidden = value || toggle.hidden;
  toggle.setAttribute('aria-expanded', String(!panel.hidden));
  try {
    sessionStorage.setItem(HIDDEN, value ? 'yes' : 'no');
  } catch {
    // Then it is hidden again on the next page.
  }
}

/** Shows what a page is told. */
export function show(state) {
  showErrors(state);
  showPanel(state.panel);
}

/** Says that nobody answers, or takes it back. */
export function showLost(isLost) {
  lost.replaceChildren(isLost ? 'The preview does not answer. It is tried again.' : '');
}

toggle.addEventListener('click', () => hide(!isHidden));
root.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  if (errors.contains(event.target)) errors.querySelector('.close')?.click();
  else if (!panel.hidden) {
    hide(true);
    toggle.focus();
  }
});
try {
  isHidden = sessionStorage.getItem(HIDDEN) !== 'no';
} catch {
  isHidden = true;
}
toggle.hidden = true;
// Bare until its style sheet is there, it would push the page about.
host.hidden = true;
style.addEventListener('load', () => host.removeAttribute('hidden'));
root.append(style, errors, lost, toggle, panel);
document.body.append(host);
