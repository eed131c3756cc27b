// Keeps an open page the one that is shown: loads it again when it changed, swaps its style sheets
// in place, and comes back to where the reader was. Only the preview adds this script.

import { listen } from './events.js';
import { show, showLost } from './panel.js';
import { stay } from './place.js';
import { stored } from './store.js';

const LOADED = 'engraft-loaded';

const { content } = document.querySelector('script[data-content]').dataset;
let followed = null;
let asking = false;
let askAgain = false;

/** Loads the page again, unless that was tried: what is never as it should be is not loaded for ever. */
function reload(wanted) {
  const attempt = `${location.pathname} ${wanted}`;
  if (stored(LOADED) === attempt) return;
  stored(LOADED, attempt);
  stay();
  location.reload();
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
  if (state.content !== content) reload(state.content);
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

listen((answers) => {
  showLost(!answers);
  if (answers) update();
});
