// Keeps an open page the one that is shown: loads it again when it changed, swaps its style sheets
// in place, and comes back to where the reader was. Only the preview adds this script.

import { show, showLost } from './panel.js';

const PLACE = 'engraft-place';
const LOADED = 'engraft-loaded';

const seen = document.querySelector('script[data-content]').dataset.content;
let followed = null;
let asking = false;
let askAgain = false;

/** What is stored for this tab; a browser may refuse to store anything. */
function stored(key, value) {
  try {
    if (value === undefined) return sessionStorage.getItem(key);
    sessionStorage.setItem(key, value);
  } catch {
    // Then the page opens at its top.
  }
  return null;
}

/** The last heading above the window's middle, and how far below the window's top it is. */
function landmark() {
  const above = [...document.querySelectorAll('h1[id], h2[id], h3[id], h4[id]')].filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 2,
  );
  const last = above.at(-1);
  return last ? { id: last.id, top: last.getBoundingClientRect().top } : null;
}

/** A disclosure is known by its words and by how many with the same words come before it. */
function disclosures() {
  const counts = new Map();
  return [...document.querySelectorAll('details')].map((element) => {
    const words = element.querySelector('summary')?.textContent.trim() ?? '';
    const count = counts.get(words) ?? 0;
    counts.set(words, count + 1);
    return { element, name: `${count} ${words}` };
  });
}

/** Loads the page again, and remembers where the reader is and what is open. */
function reload(content) {
  // A page that is never what it should be is not loaded for ever.
  const attempt = `${location.pathname} ${content}`;
  if (stored(LOADED) === attempt) return;
  stored(LOADED, attempt);
  const place = {
    path: location.pathname,
    x: scrollX,
    y: scrollY,
    landmark: landmark(),
    open: disclosures().filter(({ element }) => element.open).map(({ name }) => name),
    popovers: [...document.querySelectorAll('[popover][id]')]
      .filter((element) => element.matches(':popover-open'))
      .map((element) => element.id),
  };
  stored(PLACE, JSON.stringify(place));
  history.scrollRestoration = 'manual';
  location.reload();
}

/** Goes back to where the reader was before the page was loaded again. */
function restore() {
  const text = stored(PLACE);
  if (!text) return;
  stored(PLACE, '');
  const place = JSON.parse(text);
  history.scrollRestoration = 'auto';
  if (place.path !== location.pathname) return;
  for (const { element, name } of disclosures()) element.open = place.open.includes(name);
  for (const id of place.popovers) document.getElementById(id)?.showPopover?.();
  const heading = place.landmark && document.getElementById(place.landmark.id);
  const y = heading ? heading.getBoundingClientRect().top + scrollY - place.landmark.top : place.y;
  scrollTo({ left: place.x, top: y, behavior: 'instant' });
}

/** Puts other style sheets in the place of those of the page. Whether that was possible. */
function swapStyles(styles) {
  const links = [...document.querySelectorAll('link[rel="stylesheet"]:not([data-old])')];
  if (links.length !== styles.length) return false;
  links.forEach((link, index) => {
    if (link.getAttribute('href') === styles[index]) return;
    const next = link.cloneNode();
    next.setAttribute('href', styles[index]);
    // The old one stays until the new one is there, so that the page never stands bare.
    next.addEventListener('load', () => link.remove());
    next.addEventListener('error', () => link.remove());
    link.after(next);
    link.dataset.old = '';
  });
  return true;
}

/** Follows the article that was edited last. Whether this page is left for it. */
function follow(target) {
  if (followed === null || target === null) {
    followed = target?.version ?? 0;
    return false;
  }
  const isNews = target.version !== followed;
  followed = target.version;
  if (!isNews || target.address === location.pathname) return false;
  location.assign(target.address);
  return true;
}

async function ask() {
  const path = encodeURIComponent(location.pathname);
  const answer = await fetch(`/__engraft/state?path=${path}`, { cache: 'no-store' });
  if (!answer.ok) return;
  const state = await answer.json();
  if (follow(state.follow)) return;
  if (state.content !== seen) reload(state.content);
  else {
    stored(LOADED, '');
    if (!swapStyles(state.styles)) reload(`${state.content} ${state.styles}`);
  }
  show(state);
}

/** Asks once more if something came while an answer was on its way. */
async function update() {
  askAgain = asking;
  if (asking) return;
  asking = true;
  try {
    await ask();
  } catch {
    // The preview has ended; the stream tells when it is back.
  }
  asking = false;
  if (askAgain) update();
}

function listen() {
  const events = new EventSource('/__engraft/events');
  events.onmessage = () => {
    showLost(false);
    update();
  };
  events.onerror = () => {
    showLost(true);
    // Otherwise the browser tries again by itself.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
  addEventListener('pagehide', () => events.close());
}

restore();
listen();
addEventListener('pageshow', (event) => {
  if (event.persisted) listen();
});
