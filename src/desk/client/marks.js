// The buttons over the text: each writes what a file has for it.

import { button, find } from './dom.js';
import { area, put, step } from './editor.js';

const CARD = 'IMPORTANT';

/** What is marked, and the line that it begins on. */
function marked() {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const line = value.lastIndexOf('\n', from - 1) + 1;
  return { from, to, line, words: value.slice(from, to) };
}

/** Writes marks at the beginning of each line that is marked. */
function lines(mark) {
  const { to, line } = marked();
  const text = area.value.slice(line, to);
  put(line, to, text.split('\n').map((one) => mark + one).join('\n'));
}

/** Blank lines around what stands by itself. */
function apart(text, caret) {
  const { from, to } = marked();
  const above = area.value.slice(0, from);
  const gap = above === '' || above.endsWith('\n\n') ? '' : above.endsWith('\n') ? '\n' : '\n\n';
  const below = area.value.slice(to).startsWith('\n\n') || to === area.value.length ? '\n' : '\n\n';
  put(from, to, gap + text + below);
  const at = from + gap.length + caret;
  area.setSelectionRange(at, at);
}

/** Puts a line by itself, such as that of a picture. */
export const putApart = (line) => apart(line, line.length);

function link() {
  const { from, to, words } = marked();
  put(from, to, `[[${words}`);
  // What can be linked to is offered where the marks are open.
  area.dispatchEvent(new Event('input'));
}

function card() {
  const words = marked().words || 'What readers must not miss';
  const text = `> [!${CARD}] Title\n${words.split('\n').map((one) => `> ${one}`).join('\n')}`;
  apart(text, `> [!${CARD}`.length);
}

const table = () => apart('| What | When |\n|---|---|\n|  |  |\n\nTable: What this table shows', 2);

/** Makes the buttons. `term` and `picture`: what those do. */
export function addButtons(term, picture) {
  find('#marks').append(
    button('Heading', () => lines('## ')),
    button('List', () => lines('- ')),
    button('Link', link),
    button('Card', card),
    button('Term', () => term(marked().words)),
    button('Table', table),
    button('Picture', picture),
    button('Undo', () => step('undo'), { 'aria-keyshortcuts': 'Control+Z' }),
    button('Redo', () => step('redo'), { 'aria-keyshortcuts': 'Control+Y' }),
  );
}
