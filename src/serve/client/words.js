// Finds on the page what a line of its source says.

const MOST_WORDS = 4;
const LEAST_LETTERS = 3;

/** The words of a piece of Markdown, without its marks. */
function words(text) {
  return text.toLowerCase().split(/[\s`*_~|[\]()<>#!]+/).filter((word) => word !== '');
}

/** The text of an element in small letters, with one space between words, and where each letter stands. */
function reading(main) {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const places = [];
  let text = '';
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (let at = 0; at < node.data.length; at += 1) {
      const isSpace = /\s/.test(node.data[at]);
      if (isSpace && text.endsWith(' ')) continue;
      text += isSpace ? ' ' : node.data[at].toLowerCase()[0];
      places.push([node, at]);
    }
  }
  return { text, places };
}

/** What is looked for, the surest first: the fault among its neighbours, by itself, its neighbours alone. */
function* guesses([before, marked, after]) {
  const fault = words(marked);
  const left = words(before).slice(-MOST_WORDS);
  const right = words(after).slice(0, MOST_WORDS);
  if (fault.length > 0) {
    yield [...left, ...fault, ...right];
    yield [...left, ...fault];
    yield [...fault, ...right];
    yield fault;
  }
  yield left;
  yield right;
}

/** Where words stand in a text, not as parts of others; -1 if nowhere. */
function indexOf(text, sought) {
  const isInside = (at) => /[\p{L}\p{N}]{2}/u.test(text.slice(at - 1, at + 1));
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    if (!isInside(at) && !isInside(at + sought.length)) return at;
  }
  return -1;
}

/** Makes what finds the place on the page of a line of source, if it is there. */
export function finder() {
  const main = document.querySelector('main');
  if (!main) return () => null;
  const { text, places } = reading(main);
  return (source) => {
    for (const guess of guesses(source)) {
      const sought = guess.join(' ');
      const at = sought.length < LEAST_LETTERS ? -1 : indexOf(text, sought);
      if (at >= 0) return [places[at], places[at + sought.length - 1]];
    }
    return null;
  };
}

/** Marks a place on the page, and brings it into view. */
export function showOnPage([[first, from], [last, to]]) {
  getSelection().setBaseAndExtent(first, from, last, to + 1);
  first.parentElement.scrollIntoView({ block: 'center' });
}
