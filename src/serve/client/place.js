// Where the reader of a page is and what is open there, kept while the page is loaded again. It runs before the
// page is painted: a page that is seen at its top for a moment flickers with every save.

import { stored } from './store.js';

const PLACE = 'engraft-place';

/** The last heading above the window's middle, and how far below the window's top it is. */
function landmark() {
  const above = [...document.querySelectorAll('h1[id], h2[id], h3[id], h4[id]')].filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 2,
  );
  const last = above.at(-1);
  return last ? { id: last.id, top: last.getBoundingClientRect().top } : null;
}

/** Elements with names: their words, and how many with the same words come before. */
function named(elements, wordsOf) {
  const counts = new Map();
  return elements.map((element) => {
    const words = wordsOf(element).trim();
    const count = counts.get(words) ?? 0;
    counts.set(words, count + 1);
    return { element, name: `${count} ${words}` };
  });
}

const disclosures = () =>
  named([...document.querySelectorAll('details')], (details) => details.querySelector('summary')?.textContent ?? '');

/** What opens something when it is pressed, such as the definition of a term. */
const openers = () => named([...document.querySelectorAll('[aria-expanded]')], (opener) => opener.textContent);

const isExpanded = (element) => element.getAttribute('aria-expanded') === 'true';

/** Remembers the place before the page is loaded again. */
export function stay() {
  const place = {
    path: location.pathname,
    x: scrollX,
    y: scrollY,
    landmark: landmark(),
    open: disclosures().filter(({ element }) => element.open).map(({ name }) => name),
    expanded: openers().filter(({ element }) => isExpanded(element)).map(({ name }) => name),
  };
  stored(PLACE, JSON.stringify(place));
  history.scrollRestoration = 'manual';
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
  const heading = place.landmark && document.getElementById(place.landmark.id);
  const y = heading ? heading.getBoundingClientRect().top + scrollY - place.landmark.top : place.y;
  scrollTo({ left: place.x, top: y, behavior: 'instant' });
  for (const { element, name } of openers()) {
    if (place.expanded.includes(name) !== isExpanded(element)) element.click();
  }
}

restore();
