// The text area: the whole file, or the part of it that somebody clicked on. What is put in by a button can be
// undone as what was typed.

import { find } from './dom.js';

export const area = find('#text');
let before = '';
let after = '';
/** What the file is to say once the box closes that changes it. */
let pending = null;

/** The text of the file, whichever part of it is shown. */
export const whole = () => pending ?? before + area.value + after;
export const isPart = () => before !== '' || after !== '';
/** Where the shown part begins in the file. */
export const start = () => before.length;

export function show(text, from = 0, to = text.length) {
  before = text.slice(0, from);
  after = text.slice(to);
  area.value = text.slice(from, to);
}

/** Puts words in the place of a piece of what is shown. */
export function put(from, to, words) {
  area.focus();
  area.setSelectionRange(from, to);
  const done = words === '' && from !== to ? document.execCommand('delete') : document.execCommand('insertText', false, words);
  if (!done && !(words === '' && from === to)) {
    area.setRangeText(words, from, to, 'end');
    area.dispatchEvent(new Event('input'));
  }
}

/** Puts words in the place of a piece of the file; shows all of it if that piece is not shown. */
export function putInFile(from, to, words) {
  if (from < before.length || to > before.length + area.value.length) show(whole());
  put(from - before.length, to - before.length, words);
}

/** Makes the file say something else, and changes no more of it than differs. */
export function rewrite(text) {
  const old = whole();
  let head = 0;
  while (head < old.length && head < text.length && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < text.length - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  if (head === old.length && head === text.length) return;
  const { scrollTop } = area;
  putInFile(head, old.length - tail, text.slice(head, text.length - tail));
  area.scrollTop = scrollTop;
}

/** The same while a box is open, behind which a browser types nothing: the page follows at once, and the text when the
 * box is closed. So it can be undone as what was typed. */
export function rewriteLater(text) {
  if (whole() === text) return;
  pending = text;
  area.dispatchEvent(new Event('input'));
}

/** Types what waited for a box to close. Whether something did. */
export function settle() {
  if (pending === null) return false;
  const text = pending;
  pending = null;
  const focused = document.activeElement;
  rewrite(text);
  focused?.focus();
  return true;
}

/** Takes back what was typed or put in, or does it again. */
export function step(command) {
  area.focus();
  document.execCommand(command);
}

/** Brings a place of the file into view. */
export function goTo(from, to = from) {
  if (from < before.length || to > before.length + area.value.length) show(whole());
  area.focus();
  const [first, last] = [from - before.length, to - before.length];
  // A browser scrolls to where something is typed, and not to where something is marked.
  area.setSelectionRange(first, first);
  area.blur();
  area.focus();
  area.setSelectionRange(first, last);
  const lines = area.value.slice(0, first).split('\n').length - 1;
  const height = Number.parseFloat(getComputedStyle(area).lineHeight) || 24;
  area.scrollTop = Math.max(0, lines * height - area.clientHeight / 3);
}

/** The pieces of a text between blank lines, with their places; the settings at the top are none. The line end behind a
 * piece is not part of it: who writes all of it anew would join it with the next. */
export function blocks(text) {
  const found = [];
  const settings = /^---\n[\s\S]*?\n---\n/.exec(text);
  let at = settings ? settings[0].length : 0;
  let fence = '';
  let from = -1;
  for (const line of text.slice(at).split(/(?<=\n)/)) {
    const mark = /^\s*(```|~~~)/.exec(line)?.[1] ?? '';
    const isBlank = line.trim() === '' && fence === '';
    if (mark) fence = fence === '' ? mark : fence === mark ? '' : fence;
    if (isBlank && from >= 0) {
      found.push([from, at - 1]);
      from = -1;
    } else if (!isBlank && from < 0) from = at;
    at += line.length;
  }
  if (from >= 0) found.push([from, text.endsWith('\n') ? at - 1 : at]);
  return found;
}

const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The block of a text that says most of what was clicked on. */
export function blockOf(text, clicked) {
  const sought = new Set(words(clicked));
  let best = null;
  for (const [from, to] of blocks(text)) {
    const own = words(text.slice(from, to));
    const shared = own.filter((word) => sought.has(word)).length;
    const score = own.length === 0 ? 0 : shared / Math.max(own.length, sought.size);
    if (score > (best?.score ?? 0.3)) best = { from, to, score };
  }
  return best;
}
